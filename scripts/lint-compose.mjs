/**
 * Holds compose files to the compose specification: `node scripts/lint-compose.mjs [FILE …]`, by default the shipped
 * ones (a step of `npm run check`). The schema is vendored; test/fixtures/compose/README.md says from where.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';

import { ROOT } from './prepare.mjs';

const SHIPPED = ['docker-compose.yml', 'docker-compose.elastic.yml', 'docker-compose.kafka.yml'];

const schema = readFileSync(join(ROOT, 'test/fixtures/compose/compose-spec.json'), 'utf8');
const formats = { duration: true, ports: true, expose: true, 'subnet-mask': true };
const ajv = new Ajv2020.default({ strict: false, allErrors: true, formats });
const keepsTo = ajv.compile(JSON.parse(schema));

const files = process.argv.slice(2);
for (const file of files.length > 0 ? files : SHIPPED.map((name) => join(ROOT, name))) {
  if (keepsTo(parse(readFileSync(file, 'utf8'), { merge: true }))) continue;
  const errors = keepsTo.errors.map(({ instancePath, message }) => `  ${instancePath} ${message}`);
  console.error(`${file} breaks the compose specification:\n${errors.join('\n')}`);
  process.exitCode = 1;
}

/**
 * `npm run generate`: writes what is made from the schemas (`schemas/` and `docs/notifications.md`), from the
 * declarations (`docs/api.md`), from the fields of the search (`docs/search.md`) and from the rules of the lint
 * (`docs/lint-rules.md`).
 * With `--check` it writes nothing, names the files that are stale, and exits 1 if there are any.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ensureBuilt, ensureInstalled, ROOT } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
// Imported only now: they need what was installed and built.
const { apiReport } = await import('./api-report.mjs');
const { schemaFiles } = await import('../dist/notification/schema-files.js');
const { validatorFiles } = await import('../dist/notification/validator-files.js');
const { notificationsDoc } = await import('../dist/notification/notifications-doc.js');
const { searchDoc } = await import('../dist/journal/search/search-doc.js');
const { rulesDoc } = await import('../dist/pipeline-lint/rules-doc.js');

const wanted = new Map([
  ['docs/notifications.md', notificationsDoc()],
  ['docs/api.md', await apiReport(join(ROOT, 'dist'))],
  ['docs/lint-rules.md', rulesDoc()],
  ['docs/search.md', searchDoc()],
]);
for (const [name, text] of [...schemaFiles(), ...validatorFiles()])
  wanted.set(`schemas/${name}`, text);

mkdirSync(join(ROOT, 'schemas'), { recursive: true });
const present = readdirSync(join(ROOT, 'schemas')).map((name) => `schemas/${name}`);
const superfluous = present.filter((file) => !wanted.has(file));
const stale = [...wanted].filter(([file, text]) => read(file) !== text).map(([file]) => file);

if (process.argv.includes('--check')) {
  for (const file of [...stale, ...superfluous]) {
    console.error(`${file} is stale: run "npm run generate" and commit it.`);
  }
  process.exitCode = stale.length + superfluous.length === 0 ? 0 : 1;
} else {
  for (const file of stale) writeFileSync(join(ROOT, file), wanted.get(file));
  for (const file of superfluous) rmSync(join(ROOT, file));
  console.error(`${stale.length} files written, ${superfluous.length} removed.`);
}

function read(file) {
  const path = join(ROOT, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

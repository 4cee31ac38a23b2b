/**
 * Calls one exported function of the project's TypeScript in a process of its own and prints its result as JSON:
 * `node run-typescript.mjs src/tls/certificate-store.ts openCertificates '{"directory":"…"}'`
 */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { resolve } from 'node:path';

import { transformSync } from '@swc/core';

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};

const [file, name, argument] = process.argv.slice(2);
const loaded = createRequire(import.meta.url)(resolve(file));
console.log(JSON.stringify(await loaded[name](JSON.parse(argument))));

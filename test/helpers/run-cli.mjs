/**
 * The `wallstash` command in a process of its own, straight from the TypeScript:
 * `node run-cli.mjs validate file.json`
 */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { transformSync } from '@swc/core';

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};

createRequire(import.meta.url)(fileURLToPath(new URL('../../src/main.ts', import.meta.url)));

/**
 * The project's TypeScript as it is, through swc, for a process of its own.
 */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';

import { transformSync } from '@swc/core';

Module._extensions['.ts'] = (module, file) => {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  module._compile(code, file);
};

/** Loads a file by its path from here, or its whole path. */
export const require = createRequire(import.meta.url);

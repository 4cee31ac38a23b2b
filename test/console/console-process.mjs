/**
 * A process that runs a console and raises events until it is killed:
 * `console-process.mjs '{"directory":"…","timeScale":0.01}'` prints the mark of each notification it has taken.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';

import swc from '@swc/core';

const options = {
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
};
Module._extensions['.ts'] = (module, file) => {
  module._compile(swc.transformSync(readFileSync(file, 'utf8'), options).code, file);
};
const require = createRequire(import.meta.url);
const { startConsole } = require('../../src/console/start-console.ts');
const { build } = require('../../src/notification/build.ts');

const running = await startConsole(JSON.parse(process.argv[2]));
for (;;) {
  const mark = randomUUID();
  await running.raise(build('new_hits', { overrides: { summary: mark } }));
  console.log(mark);
}

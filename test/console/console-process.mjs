/**
 * A process that runs a console and raises events until it is killed:
 * `console-process.mjs '{"directory":"…","timeScale":0.01}'` prints the mark of each notification it has taken.
 */
import { randomUUID } from 'node:crypto';

import { require } from '../helpers/load-typescript.mjs';

const { startConsole } = require('../../src/console/start-console.ts');
const { build } = require('../../src/notification/build.ts');

const running = await startConsole(JSON.parse(process.argv[2]));
for (;;) {
  const mark = randomUUID();
  await running.raise(build('new_hits', { overrides: { summary: mark } }));
  console.log(mark);
}

/** The runners that mistakes are planted for: a test file of theirs, and the command that runs it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { MISTAKES, OF_JEST_AND_VITEST } from './mistakes.mjs';

const LIBRARY = ['build', 'createSender', 'deliver', 'startReceiver'];
const CALLS = "const HIT = build('new_hits');";
const JSON_OF_JEST = (file) => ['--json', `--outputFile=${file}`];
const JEST_TIMERS =
  'const falseTimers = () => jest.useFakeTimers(); const realTimers = () => jest.useRealTimers();';

export const RUNNERS = {
  'Jest, CommonJS': {
    mistakes: { ...MISTAKES, ...OF_JEST_AND_VITEST },
    extension: 'test.cjs',
    head: `const { ${LIBRARY.join(', ')} } = require('wallstash');
      require('wallstash/jest');
      const { get } = require('node:https');
      ${JEST_TIMERS}`,
    args: ['jest/bin/jest.js', '--testMatch=**/*.test.cjs', '--runInBand', '--no-cache'],
    results: JSON_OF_JEST,
  },
  'Jest, ES modules': {
    mistakes: { ...MISTAKES, ...OF_JEST_AND_VITEST },
    extension: 'test.mjs',
    head: `import { ${LIBRARY.join(', ')} } from 'wallstash';
      import 'wallstash/jest';
      import { get } from 'node:https';
      import { jest } from '@jest/globals';
      ${JEST_TIMERS}`,
    node: ['--experimental-vm-modules'],
    args: ['jest/bin/jest.js', '--testMatch=**/*.test.mjs', '--runInBand', '--no-cache'],
    results: JSON_OF_JEST,
  },
  'Vitest 5': {
    mistakes: { ...MISTAKES, ...OF_JEST_AND_VITEST },
    extension: 'test.js',
    head: `import { ${LIBRARY.join(', ')} } from 'wallstash';
      import 'wallstash/vitest';
      import { get } from 'node:https';
      import { expect, test, vi } from 'vitest';
      const falseTimers = () => vi.useFakeTimers(); const realTimers = () => vi.useRealTimers();`,
    args: [
      'vitest/vitest.mjs',
      'run',
      '--no-color',
      '--pool=forks',
      '--maxWorkers=1',
      '--no-isolate',
    ],
    results: (file) => ['--reporter=json', `--outputFile=${file}`],
  },
  'node:test': {
    mistakes: MISTAKES,
    extension: 'test.mjs',
    head: `import { ${LIBRARY.join(', ')} } from 'wallstash';
      import { get } from 'node:https';
      import { mock, test } from 'node:test';
      const falseTimers = () => mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'setImmediate', 'Date'] });
      const realTimers = () => mock.timers.reset();`,
    node: ['--test'],
    args: [],
    results: (file) => ['--test-reporter=./reporter.mjs', `--test-reporter-destination=${file}`],
  },
};

/** What Node's runner makes of each test, a line of JSON each. */
const REPORTER = `import { inspect } from 'node:util';
  export default async function* report(events) {
    for await (const { type, data } of events) {
      if (type !== 'test:fail' && type !== 'test:pass') continue;
      const { cause, message } = data.details.error ?? {};
      const text = [message, cause?.message ?? inspect(cause)].join('\\n');
      yield JSON.stringify({ title: data.name, status: type.slice(5), text }) + '\\n';
    }
  }`;

/** A new folder for a runner's test files, below one that has the package and the runner installed. */
export function makeFolder(name, consumer) {
  const cwd = join(consumer, name.replaceAll(/\W+/g, '-'));
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'package.json'), '{ "private": true }');
  writeFileSync(join(cwd, 'reporter.mjs'), REPORTER);
  return cwd;
}

/** Writes a test file with these mistakes, a test each; returns its name. */
export function plant(name, { cwd, stem, mistakes }) {
  const { extension, head } = RUNNERS[name];
  const tests = Object.entries(mistakes).map(
    ([title, { body }]) =>
      `test(${JSON.stringify(title)}, async () => {\nconst receiver = await startReceiver();\n${body}\n});`,
  );
  const file = `${stem}.${extension}`;
  writeFileSync(join(cwd, file), [head, CALLS, ...tests, ''].join('\n'));
  return file;
}

/** Arguments for Node that run a test file; its results go to `results`, or where the runner puts them by itself. */
export function argumentsFor(name, { consumer, file, results }) {
  const { node = [], args, results: to } = RUNNERS[name];
  const [script, ...rest] = args;
  return [
    ...node,
    ...(script === undefined ? [] : [join(consumer, 'node_modules', script)]),
    ...rest,
    ...(results === undefined ? [] : to(results)),
    file,
  ];
}

/** What a runner says when something kept it from ending. */
export const KEPT_UP = /did not exit|close timed out|asynchronous operations that weren't stopped/i;

/**
 * Mistakes that people make in tests, planted one by one: each must make its test fail with the reason in the output,
 * and nothing of it may keep the runner from ending. `scripts/package.mjs` runs them against the packed package.
 *
 * A mistake is the body of a test. `receiver` is one that nobody closes unless the body does, `HIT` a notification;
 * `falseTimers` and `realTimers` are the runner's.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { execute } from './pack.mjs';

/** Longest that a runner may take with all of them, in milliseconds: it is killed then, and that is a failure. */
const PATIENCE = 240_000;

const MISTAKES = {
  'the ca is forgotten': {
    body: 'await deliver({ url: receiver.url }, [HIT]);',
    says: 'TLS_UNKNOWN_CA',
  },
  'the ca is that of another receiver': {
    body: 'await deliver({ url: receiver.url, ca: (await startReceiver()).ca }, [HIT]);',
    says: 'each receiver has a CA of its own',
  },
  'the port is wrong': {
    body: "await deliver({ url: 'https://localhost:1/', ca: receiver.ca }, [HIT]);",
    says: 'Nothing listens on localhost:1',
  },
  'the receiver has been closed': {
    body: 'await receiver.close(); await deliver(receiver, [HIT]);',
    says: 'CONNECTION_REFUSED',
  },
  'the url is not https': {
    body: "await deliver({ url: receiver.url.replace('https', 'http') }, [HIT]);",
    says: 'expected an https URL',
  },
  'a notification stands in no array': {
    body: 'await deliver(receiver, HIT);',
    says: 'an array of notifications',
  },
  'the body breaks the schema': {
    body: "await deliver(receiver, [build('new_hits', { overrides: { summary: 7 } })]);",
    says: '/0/summary: summary must be a string.',
  },
  'nobody answers': {
    body: "receiver.fault({ kind: 'never-respond' }); await deliver(receiver, [HIT]);",
    says: 'REQUEST_TIMEOUT',
  },
  'the delivery is not awaited, and its retries go on': {
    body: `receiver.fault({ kind: 'status', status: 503 });
      deliver(receiver, [HIT], { retries: 'wallarm', signal: AbortSignal.timeout(1) }).catch(() => undefined);
      await receiver.expect({ accepted: true, within: 100 });`,
    says: '0 came within 100 ms',
  },
  'nothing was sent': {
    body: "await receiver.expect({ type: 'vuln' });",
    says: 'No notification has arrived.',
  },
  'too few came': {
    body: "await deliver(receiver, [HIT]); await receiver.expect({ type: 'new_hits', exactly: 2 });",
    says: 'Expected exactly 2 notifications of type new_hits, but 1 came',
  },
  'too many came': {
    body: 'await deliver(receiver, [HIT, HIT]); await receiver.expect({ exactly: 1 });',
    says: 'They came in:',
  },
  'what may never come came': {
    body: "await deliver(receiver, [HIT]); await receiver.expect({ type: 'new_hits', never: true });",
    says: 'Expected no notification of type new_hits, but 1 came',
  },
  'a field differs': {
    body: `await deliver(receiver, [HIT]);
      await receiver.expect({ where: { details: { hit: { type: 'nonsense' } } } });`,
    says: 'details.hit.type: want "nonsense"',
  },
  'a header differs': {
    body: "await deliver(receiver, [HIT]); await receiver.expect({ headers: { 'x-tenant': 'north' } });",
    says: 'headers["x-tenant"]: want "north", got nothing',
  },
  'the order differs': {
    body: `await deliver(receiver, [HIT, build('vuln')]);
      await receiver.expect({ inOrder: [{ type: 'vuln' }, { type: 'new_hits' }] });`,
    says: 'did not come in its turn',
  },
  'the type is mistyped': {
    body: "await receiver.expect({ type: 'new_hit' });",
    says: 'did you mean new_hits?',
  },
  'a condition is mistyped': {
    body: "await receiver.expect({ typ: 'new_hits' });",
    says: 'Cannot use "typ" for expectation',
  },
  'something broke the schema unnoticed': {
    body: `const lenient = await startReceiver({ onViolation: 'accept' });
      await deliver(lenient, [HIT, { ...HIT, summary: 7 }]);
      await lenient.expect({ type: 'new_hits', noViolations: true });`,
    says: 'the delivery broke it',
  },
  'the sender keeps its TLS error to itself': {
    body: `await new Promise((resolve) => get(receiver.url).on('error', resolve));
      await receiver.expect({ type: 'new_hits' });`,
    says: 'it may not accept this certificate',
  },
  'an expect is not awaited': {
    body: "receiver.expect({ type: 'vuln' }); await receiver.close();",
    says: 'nobody had awaited the outcome of expect: at least 1 notification of type vuln',
  },
  'the test throws while an expect waits': {
    body: "const waiting = receiver.expect({ type: 'vuln' }); throw new Error('planted in vain');",
    says: 'planted in vain',
  },
  'the receiver is closed while an expect waits': {
    body: 'const waiting = receiver.expect({}); waiting.catch(() => undefined); await receiver.close(); await waiting;',
    says: 'Await expect() before close()',
  },
  'the timers are false': {
    body: `falseTimers();
      try { await receiver.expect({ type: 'vuln', within: 300 }); } finally { realTimers(); }`,
    says: '0 came within 300 ms',
  },
  'the port is no port': {
    body: "await startReceiver({ port: 'abc' });",
    says: 'for port: expected an integer',
  },
};

/** The same with what only some runners have. */
const OF_MATCHERS = {
  'a matcher of ours fails': {
    body: "await expect(receiver).toHaveReceived({ type: 'vuln', within: 300 });",
    says: '0 came within 300 ms',
  },
  'what is no notification is taken for one': {
    body: "expect({ summary: 'Hello' }).toBeNotification('new_hits');",
    says: 'Received type: null',
  },
};

const LIBRARY = ['build', 'deliver', 'startReceiver'];
const CALLS = "const HIT = build('new_hits');";
const JEST_TIMERS =
  'const falseTimers = () => jest.useFakeTimers(); const realTimers = () => jest.useRealTimers();';

const RUNNERS = {
  'Jest, CommonJS': {
    mistakes: { ...MISTAKES, ...OF_MATCHERS },
    extension: 'test.cjs',
    head: `const { ${LIBRARY.join(', ')} } = require('wallstash');
      require('wallstash/jest');
      const { get } = require('node:https');
      ${JEST_TIMERS}`,
    args: ['jest/bin/jest.js', '--runInBand', '--no-cache', '--testMatch=**/*.test.cjs'],
  },
  'Jest, ES modules': {
    mistakes: { ...MISTAKES, ...OF_MATCHERS },
    extension: 'test.mjs',
    head: `import { ${LIBRARY.join(', ')} } from 'wallstash';
      import 'wallstash/jest';
      import { get } from 'node:https';
      import { jest } from '@jest/globals';
      ${JEST_TIMERS}`,
    node: ['--experimental-vm-modules'],
    args: ['jest/bin/jest.js', '--runInBand', '--no-cache', '--testMatch=**/*.test.mjs'],
  },
  'Vitest 5': {
    mistakes: { ...MISTAKES, ...OF_MATCHERS },
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
  },
  'node:test': {
    mistakes: MISTAKES,
    extension: 'test.mjs',
    head: `import { ${LIBRARY.join(', ')} } from 'wallstash';
      import { get } from 'node:https';
      import { mock, test } from 'node:test';
      const falseTimers = () => mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'setImmediate', 'Date'] });
      const realTimers = () => mock.timers.reset();`,
    args: null,
  },
};

/** What a runner of Node's makes of each test, a line of JSON each. */
const REPORTER = `import { inspect } from 'node:util';
  export default async function* report(events) {
    for await (const { type, data } of events) {
      if (type !== 'test:fail' && type !== 'test:pass') continue;
      const { cause, message } = data.details.error ?? {};
      const text = [message, cause?.message ?? inspect(cause)].join('\\n');
      yield JSON.stringify({ title: data.name, status: type.slice(5), text }) + '\\n';
    }
  }`;

/** The runners by name. */
export const RUNNER_NAMES = Object.keys(RUNNERS);

/**
 * Plants every mistake for a runner and runs them together in a folder that has the package and the runner installed.
 * Resolves with what is wrong, a sentence each.
 */
export function runMistakes(name, { consumer, program }) {
  const { mistakes, extension, head, node = [], args } = RUNNERS[name];
  const cwd = join(consumer, name.replaceAll(/\W+/g, '-'));
  const results = join(cwd, 'results.json');
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'package.json'), '{ "private": true }');
  writeFileSync(join(cwd, 'reporter.mjs'), REPORTER);
  writeFileSync(join(cwd, `mistakes.${extension}`), testFile(head, mistakes));
  const command =
    args === null
      ? [
          ...['--test', '--test-reporter=./reporter.mjs', `--test-reporter-destination=${results}`],
          `mistakes.${extension}`,
        ]
      : [
          ...node,
          join(consumer, 'node_modules', args[0]),
          ...args.slice(1),
          ...(name.startsWith('Jest') ? ['--json'] : ['--reporter=json']),
          `--outputFile=${results}`,
        ];
  const run = execute(program, command, {
    cwd,
    timeout: PATIENCE,
    env: { ...process.env, CI: '1' },
  });
  return [
    ...(run.status === 1 ? [] : [`it ended with ${run.status ?? 'being killed'}, not 1`]),
    ...(/did not exit|close timed out|asynchronous operations that weren't stopped/i.test(
      run.output,
    )
      ? ['the runner says that something did not end']
      : []),
    ...faultsIn(mistakes, outcomes(results), run.output),
  ];
}

function testFile(head, mistakes) {
  const tests = Object.entries(mistakes).map(
    ([title, { body }]) =>
      `test(${JSON.stringify(title)}, async () => {\nconst receiver = await startReceiver();\n${body}\n});`,
  );
  return [head, CALLS, ...tests, ''].join('\n');
}

// eslint-disable-next-line no-control-regex -- colours are control characters
const COLOURS = /\u001b\[\d+m/g;

/** Title, status and text of each test, from Jest's or Vitest's results or from the reporter's lines. */
function outcomes(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  if (!text.includes('"testResults"')) {
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }
  return JSON.parse(text).testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ title, status, failureMessages }) => ({
      title,
      status: status === 'failed' ? 'fail' : status,
      text: failureMessages.join('\n').replaceAll(COLOURS, ''),
    })),
  );
}

function faultsIn(mistakes, found, output) {
  if (found.length === 0) return [`there are no results: ${output.slice(-2_000)}`];
  return Object.entries(mistakes).flatMap(([title, { says }]) => {
    const { status, text = '' } = found.find((one) => one.title === title) ?? {};
    if (status !== 'fail') return [`"${title}" did not fail (${status ?? 'it was not run'})`];
    return text.includes(says) ? [] : [`"${title}" does not say "${says}": ${text.slice(0, 600)}`];
  });
}

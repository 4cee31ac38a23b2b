/** All mistakes of a runner in one process: what the package's checks run, since it is the quickest. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { execute } from '../pack.mjs';
import { argumentsFor, KEPT_UP, makeFolder, plant, RUNNERS } from './runners.mjs';

/** Longest that a runner may take with all of them, in milliseconds: it is killed then, and that is a failure. */
const PATIENCE = 240_000;

/**
 * Plants every mistake for a runner and runs them together, below a folder that has the package and the runner installed.
 * Returns what is wrong, a sentence each.
 */
export function runTogether(name, { consumer, program }) {
  const { mistakes } = RUNNERS[name];
  const cwd = makeFolder(name, consumer);
  const results = join(cwd, 'results.json');
  const file = plant(name, { cwd, stem: 'mistakes', mistakes });
  const { status, output } = execute(program, argumentsFor(name, { consumer, file, results }), {
    cwd,
    timeout: PATIENCE,
    env: { ...process.env, CI: '1' },
  });
  return [
    ...(status === 1 ? [] : [`it ended with ${status ?? 'being killed'}, not 1`]),
    ...(KEPT_UP.test(output) ? ['the runner says that something did not end'] : []),
    ...faultsIn(mistakes, outcomes(results), output),
  ];
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

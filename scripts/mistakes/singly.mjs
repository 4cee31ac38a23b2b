/**
 * Each mistake in a process of its own, measured: what somebody waits who made that one. Only when it is asked for
 * (`npm run test:package -- --singly [RUNNER …]`), since the time depends on the machine.
 */
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

import { argumentsFor, KEPT_UP, makeFolder, plant, RUNNERS } from './runners.mjs';

/** Longest that one may take, in seconds. */
const MOST_SECONDS = 15;
/** What takes longer than this, in milliseconds, is killed. */
const PATIENCE = 90_000;
/** Processes at a time. */
const AT_A_TIME = 2;

/** Runs every mistake of a runner; resolves with what came of each, in their order. */
export async function runSingly(name, { consumer, program }) {
  const cwd = makeFolder(name, consumer);
  const planted = Object.entries(RUNNERS[name].mistakes).map(([title, mistake], index) => {
    const stem = `mistake-${index + 1}`;
    return { title, mistake, file: plant(name, { cwd, stem, mistakes: { [title]: mistake } }) };
  });
  const results = [];
  const waiting = planted.entries();
  const work = async () => {
    for (const [index, { title, mistake, file }] of waiting) {
      const run = await measure(program, argumentsFor(name, { consumer, file }), cwd);
      const told = run.output.includes(mistake.says);
      results[index] = { title, ...run, told, faults: faultsIn(mistake, { ...run, told }) };
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return results;
}

/** A line for each mistake, then one for all of them. */
export function tableOf(name, results) {
  const seconds = results.map((one) => one.seconds).sort((a, b) => a - b);
  const least = seconds.at(0);
  const median = seconds.at(Math.floor(seconds.length / 2));
  return [
    ...results.map(({ title, seconds, status, told }) =>
      [
        ...[name.padEnd(17), title.padEnd(56), `${seconds.toFixed(1)} s`.padStart(7)],
        ...[String(status ?? 'killed').padStart(6), told ? 'told' : 'NOT TOLD'],
      ].join('  '),
    ),
    `${name}: least ${least.toFixed(1)} s, median ${median.toFixed(1)} s, most ${seconds.at(-1).toFixed(1)} s of ${seconds.length}`,
  ];
}

function faultsIn({ says }, { seconds, status, told, output }) {
  return [
    ...(status === 1 ? [] : [`it ended with ${status ?? 'being killed'}, not 1`]),
    ...(seconds < MOST_SECONDS
      ? []
      : [`it took ${seconds.toFixed(1)} s, not under ${MOST_SECONDS}`]),
    ...(KEPT_UP.test(output) ? ['the runner says that something did not end'] : []),
    ...(told ? [] : [`it does not say "${says}": ${output.slice(0, 2_000)}`]),
  ];
}

/** Runs Node to its end: seconds, exit code (`null`: killed) and what it wrote, on both streams. */
function measure(program, args, cwd) {
  const started = process.hrtime.bigint();
  const child = spawn(program, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
    env: { ...process.env, CI: '1', NO_COLOR: '1' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      resolve({ seconds, status, output: stripVTControlCharacters(output) });
    });
  });
}

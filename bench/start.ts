/**
 * `npm run bench -- start [--entries N] [--beside CHECKOUT]`: how long `wallstash serve` takes from its start to its first answer, with
 * certificates that are there, and with a journal of 600,000 entries; how long a receiver inside a running process takes;
 * and what small commands cost beside `node -e 0`. `--beside` starts another checkout that has been built on the same journal.
 *
 * @module
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import { openJournal } from '../src/journal/durable-journal';
import { build } from '../src/notification/build';
import { inspectBody } from '../src/notification/inspect-body';
import { startReceiver } from '../src/testing/start-receiver';
import { BODIES } from './support/bodies';
import { runLoad } from './support/load';
import { median } from './support/median';
import { startServe } from './support/server-process';

const RUNS = 11;
const FEW_RUNS = 5;
const MAIN = resolve('dist', 'main.js');
const SHORT_HIT = BODIES['short hit'] ?? Buffer.alloc(0);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { entries: { type: 'string', default: '600000' }, beside: { type: 'string' } },
  });
  const directory = mkdtempSync(join(tmpdir(), 'wallstash-bench-'));
  compareCommands(directory);

  await startAndAnswer(directory); // makes the certificates
  const starts: number[] = [];
  for (let run = 0; run < RUNS; run += 1) starts.push(await startAndAnswer(directory));
  console.log(`serve, start to first answer:        ${summary(starts)}`);
  const checkouts = values.beside === undefined ? ['.'] : [values.beside, '.'];
  for (const entries of [0, Number(values.entries)]) {
    await fillJournal(join(directory, 'data', 'journal'), entries);
    for (const checkout of checkouts) {
      const times: number[] = [];
      for (let run = 0; run < FEW_RUNS; run += 1) {
        times.push(await processorTime({ directory, checkout, entries }));
      }
      console.log(
        `serve (${checkout}), processor time until it listens with ${entries} entries: ${summary(times)}`,
      );
    }
  }
  rmSync(directory, { recursive: true });

  const receivers: number[] = [];
  for (let run = 0; run < RUNS; run += 1) receivers.push(await startInProcess());
  console.log(`in process, first receiver:          ${receivers[0]?.toFixed(0)} ms`);
  console.log(`in process, the ones after it:       ${summary(receivers.slice(1))}`);
}

/** Each command and `node -e 0` take turns; the ratio is taken within a turn. */
function compareCommands(directory: string): void {
  const file = join(directory, 'notification.json');
  writeFileSync(file, JSON.stringify(build('new_hits')));
  const commands = [['--version'], ['sample', 'new_hits'], ['validate', file]];
  for (const args of commands) {
    const ratios = Array.from({ length: RUNS }, () => {
      const nothing = timeOf(['-e', '0']);
      return timeOf([MAIN, ...args]) / nothing;
    });
    console.log(
      `${`${args[0] ?? ''} beside node -e 0:`.padEnd(36)} ${median(ratios).toFixed(1)} times`,
    );
  }
}

/** Milliseconds of a whole process. */
function timeOf(args: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(status)}`);
  return performance.now() - start;
}

/** Milliseconds of processor time, all threads, from the start of `serve` until it listens. */
async function processorTime({
  directory,
  checkout,
  entries,
}: {
  readonly directory: string;
  readonly checkout: string;
  readonly entries: number;
}): Promise<number> {
  const flags = ['--keep', String(entries + 1)];
  await using server = await startServe({ name: 'serve', directory, flags, checkout });
  return (await server.usage()).cpu / 1_000;
}

async function fillJournal(directory: string, entries: number): Promise<void> {
  await using journal = await openJournal({ directory, keep: entries + 1 });
  const draft = {
    receivedAt: Date.now(),
    remoteAddress: '127.0.0.1',
    tlsVersion: 'TLSv1.3',
    method: 'POST',
    path: '/',
    headers: { host: 'localhost:5044', 'content-type': 'application/json' },
    body: SHORT_HIT,
    bodySize: SHORT_HIT.length,
    findings: inspectBody(SHORT_HIT),
    verdict: 'accepted',
    answer: { status: 200 },
  } as const;
  const GROUP = 5_000;
  for (let done = 0; done < entries; done += GROUP) {
    await Promise.all(Array.from({ length: GROUP }, () => journal.append(draft)));
  }
}

async function startAndAnswer(cwd: string): Promise<number> {
  const start = performance.now();
  const flags = ['--port', '0', '--console-port', '0', '--log', 'json'];
  const child = spawn(process.execPath, [MAIN, 'serve', ...flags], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const { event, endpoint } = JSON.parse(line) as { event: string; endpoint: string };
    if (event !== 'listening') continue;
    const ca = readFileSync(join(cwd, 'certs', 'ca.crt'), 'utf8');
    const port = Number(new URL(endpoint).port);
    await runLoad({ port, ca, connections: 1, bodies: [SHORT_HIT], requests: 1 });
    break;
  }
  const elapsed = performance.now() - start;
  child.kill();
  await once(child, 'exit');
  return elapsed;
}

async function startInProcess(): Promise<number> {
  const start = performance.now();
  const receiver = await startReceiver();
  const elapsed = performance.now() - start;
  await receiver.close();
  return elapsed;
}

function summary(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, middle, high] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map((place) =>
    (sorted[place] ?? NaN).toFixed(0),
  );
  return `median ${middle} ms (${low} to ${high})`;
}

void main();

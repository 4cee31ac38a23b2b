/**
 * `npm run bench -- start`: how long `wallstash serve` takes from its start to its first answer, with certificates
 * that are there, and how long a receiver inside a running process takes.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { startReceiver } from '../src/testing/start-receiver';
import { BODIES } from './support/bodies';
import { runLoad } from './support/load';

const RUNS = 11;
const MAIN = resolve('dist', 'main.js');

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'wallstash-bench-'));
  await startAndAnswer(directory); // makes the certificates
  const starts: number[] = [];
  for (let run = 0; run < RUNS; run += 1) starts.push(await startAndAnswer(directory));
  rmSync(directory, { recursive: true });
  console.log(`serve, start to first answer:        ${summary(starts)}`);

  const receivers: number[] = [];
  for (let run = 0; run < RUNS; run += 1) receivers.push(await startInProcess());
  console.log(`in process, first receiver:          ${receivers[0]?.toFixed(0)} ms`);
  console.log(`in process, the ones after it:       ${summary(receivers.slice(1))}`);
}

async function startAndAnswer(cwd: string): Promise<number> {
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [MAIN, 'serve', '--port', '0', '--console-port', '0', '--log', 'json'],
    {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface(child.stdout)) {
    const { event, endpoint } = JSON.parse(line) as { event: string; endpoint: string };
    if (event !== 'listening') continue;
    const ca = readFileSync(join(cwd, 'certs', 'ca.crt'), 'utf8');
    const body = BODIES['short hit'] ?? Buffer.alloc(0);
    await runLoad({ port: Number(new URL(endpoint).port), ca, connections: 1, body, requests: 1 });
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

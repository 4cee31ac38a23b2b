/**
 * `npm run bench -- body [--size BYTES] [--only SHAPE] [--beside CHECKOUT]`: how long one body holds the event loop of
 * `wallstash serve`, by shape and size. While the loop is held nothing else is answered.
 *
 * The longest delay is measured inside the process (`perf_hooks.monitorEventLoopDelay`), so that neither the sender nor
 * the network counts; the least of several tries is shown, since another process may hold the core as well.
 *
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { runLoad } from './support/load';
import { pinLoad, startServe, type ServerProcess } from './support/server-process';
import { SHAPES } from './support/shapes';

const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];
const TRIES = 5;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { size: { type: 'string' }, only: { type: 'string' }, beside: { type: 'string' } },
  });
  const sizes = values.size === undefined ? SIZES : [Number(values.size)];
  const directory = mkdtempSync(join(tmpdir(), 'wallstash-bench-'));
  const checkouts = values.beside === undefined ? ['.'] : [values.beside, '.'];
  const servers = await Promise.all(
    checkouts.map((checkout, index) => {
      const own = mkdtempSync(join(directory, 'serve-'));
      const name = index === checkouts.length - 1 ? 'here' : 'beside';
      return startServe({ name, directory: own, checkout, delay: true });
    }),
  );
  pinLoad();
  console.log(
    `Longest delay of the event loop in ms, by bytes (${servers.map(({ name }) => name).join(' | ')})`,
  );
  console.log(['shape'.padEnd(28), ...sizes.map((size) => String(size).padStart(16))].join(''));
  for (const [name, shape] of Object.entries(SHAPES)) {
    if (values.only !== undefined && values.only !== name) continue;
    const cells: string[] = [];
    for (const size of sizes) {
      const delays: string[] = [];
      for (const server of servers) delays.push((await delayOf(server, shape(size))).toFixed(0));
      cells.push(delays.join(' | ').padStart(16));
    }
    console.log(name.padEnd(28) + cells.join(''));
  }
  for (const server of servers) await server[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
}

async function delayOf(server: ServerProcess, body: Buffer): Promise<number> {
  const { port, ca } = server;
  let least = Infinity;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    await server.usage(); // from here on
    await runLoad({ port, ca, connections: 1, bodies: [body], requests: 1 });
    least = Math.min(least, (await server.usage()).delay);
  }
  return least;
}

void main();

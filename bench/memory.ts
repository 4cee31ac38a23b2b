/**
 * `npm run bench -- memory [--bodies N] [--journal memory]`: resident memory of `wallstash serve` with its default limits
 * while a million bodies go through it.
 *
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { BODIES } from './support/bodies';
import { runLoad } from './support/load';
import { pinLoad, startServe } from './support/server-process';

const CONNECTIONS = 64;
/** Until here the program itself, its code and its buffers come into memory. */
const WARM_UP = 20_000;
const STEPS = 10;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      bodies: { type: 'string', default: '1000000' },
      journal: { type: 'string', default: 'durable' },
    },
  });
  const directory = mkdtempSync(join(tmpdir(), 'wallstash-bench-'));
  const flags = ['--journal', values.journal];
  await using server = await startServe({ name: `serve, ${values.journal}`, directory, flags });
  pinLoad();

  const { port, ca } = server;
  const body = BODIES['short hit'] ?? Buffer.alloc(0);
  const load = { port, ca, connections: CONNECTIONS, bodies: [body] };
  await runLoad({ ...load, requests: WARM_UP });
  const start = (await server.usage()).rss;
  console.log(`after ${WARM_UP} bodies: ${megabytes(start)}`);
  let sent = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const requests = Number(values.bodies) / STEPS;
    const result = await runLoad({ ...load, requests });
    sent += result.requests;
    const { rss, heap } = await server.usage();
    const failed = result.failures > 0 ? `, ${result.failures} FAILED` : '';
    console.log(
      `after ${sent} more: ${megabytes(rss)}, grown by ${megabytes(rss - start)}; heap ${megabytes(heap)}${failed}`,
    );
  }
  rmSync(directory, { recursive: true });
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}

void main();

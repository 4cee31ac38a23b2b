/**
 * `npm run bench -- memory [--bodies N] [--journal memory]`: resident memory of a receiver with its default limits while
 * a million bodies go through it.
 *
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { createAuthority, issueCertificate } from '../src/tls/authority';
import { BODIES } from './support/bodies';
import { runLoad } from './support/load';
import { pinLoad, startServer } from './support/server-process';

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
  const authority = await createAuthority();
  const names = ['localhost'];
  const { cert, key } = await issueCertificate(authority, { names, purpose: 'server' });
  const directory = mkdtempSync(join(tmpdir(), 'wallstash-bench-'));
  const environment = { BENCH_CERT: cert, BENCH_KEY: key, BENCH_DATA: directory };
  await using server = await startServer(`Wallstash, ${values.journal}`, environment);
  pinLoad();

  const load = {
    port: server.port,
    ca: authority.cert,
    connections: CONNECTIONS,
    body: BODIES['short hit'] ?? Buffer.alloc(0),
  };
  await runLoad({ ...load, requests: WARM_UP });
  const start = (await server.usage()).rss;
  console.log(`after ${WARM_UP} bodies: ${megabytes(start)}`);
  let sent = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const { requests, failures } = await runLoad({
      ...load,
      requests: Number(values.bodies) / STEPS,
    });
    sent += requests;
    const { rss } = await server.usage();
    const failed = failures > 0 ? `, ${failures} FAILED` : '';
    console.log(
      `after ${sent} more: ${megabytes(rss)}, grown by ${megabytes(rss - start)}${failed}`,
    );
  }
  rmSync(directory, { recursive: true });
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}

void main();

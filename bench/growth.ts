/**
 * `npm run bench -- growth [--only size|retention|connections] [--rounds N]`: how the cost of a delivery to `wallstash serve`
 * grows with the size of its body, with what the journal keeps, and with the number of senders.
 *
 * Each row stands beside the bare server with the same load, as in `ingest`.
 *
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from '../src/notification/build';
import { BODIES } from './support/bodies';
import { compare, row } from './support/compare';
import { runLoad } from './support/load';
import {
  pinLoad,
  serverEnvironment,
  startServe,
  startServer,
  type ServerProcess,
} from './support/server-process';

const JOURNALS = ['memory', 'durable'] as const;
const SHORT_HIT = [BODIES['short hit'] ?? Buffer.alloc(0)];
const CONNECTIONS = 64;
/** Hits in a body. */
const SIZES = [1, 10, 100, 1_000];
/** What bodies of every size may take: the retention is to be another table. */
const KEPT_BYTES = 100_000_000;
/** Deliveries kept; the last is more than the default. */
const RETENTIONS = [1_000, 10_000, 100_000, 600_000];
/** More than 200 that wait at a time are answered 429, as by Logstash. */
const SENDERS = [1, 4, 16, 64, 190];
/** Milliseconds of a window. */
const DURATION = 700;

/** What the tables share. */
interface Bench {
  readonly directory: string;
  readonly base: ServerProcess;
  readonly rounds: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, rounds: { type: 'string', default: '3' } },
  });
  const directory = mkdtempSync(join(tmpdir(), 'wallstash-bench-'));
  await using base = await startServer('node:https', await serverEnvironment(directory));
  pinLoad();
  const bench = { directory, base, rounds: Number(values.rounds) };
  for (const [name, table] of Object.entries(TABLES)) {
    if (values.only !== undefined && values.only !== name) continue;
    for (const journal of JOURNALS) {
      console.log(`\n${name}, journal ${journal}`);
      await table(bench, ['--journal', journal]);
    }
  }
  rmSync(directory, { recursive: true });
}

const TABLES: Readonly<Record<string, (bench: Bench, flags: readonly string[]) => Promise<void>>> =
  { size, retention, connections };

async function size({ directory, base, rounds }: Bench, flags: readonly string[]): Promise<void> {
  for (const hits of SIZES) {
    const body = bodyOf(hits);
    const keeping = [...flags, '--keep-bytes', String(KEPT_BYTES)];
    const own = mkdtempSync(join(directory, 'size-'));
    await using server = await startServe({ name: 'serve', directory: own, flags: keeping });
    const load = { bodies: [body], connections: CONNECTIONS, duration: DURATION, rounds };
    const compared = await compare(server, base, load);
    const share = (compared.cpu / body.length) * 1_000;
    console.log(
      `${String(body.length).padStart(8)} bytes  ${row(compared)}  ${share.toFixed(1)} µs a kB`,
    );
  }
}

/** A million bodies would not show more than a journal that is full: each that comes drops another. */
async function retention(
  { directory, base, rounds }: Bench,
  flags: readonly string[],
): Promise<void> {
  for (const keep of RETENTIONS) {
    const own = mkdtempSync(join(directory, 'retention-'));
    const keeping = [...flags, '--keep', String(keep)];
    await using server = await startServe({ name: 'serve', directory: own, flags: keeping });
    const sent = { bodies: SHORT_HIT, connections: CONNECTIONS };
    const { port, ca } = server;
    await runLoad({ port, ca, ...sent, requests: keep });
    const compared = await compare(server, base, { ...sent, duration: DURATION, rounds });
    console.log(`${String(keep).padStart(8)} kept   ${row(compared)}`);
  }
}

async function connections(
  { directory, base, rounds }: Bench,
  flags: readonly string[],
): Promise<void> {
  const own = mkdtempSync(join(directory, 'connections-'));
  await using server = await startServe({ name: 'serve', directory: own, flags });
  for (const senders of SENDERS) {
    const sent = { bodies: SHORT_HIT, connections: senders };
    const compared = await compare(server, base, { ...sent, duration: DURATION, rounds });
    console.log(`${String(senders).padStart(8)} senders ${row(compared)}`);
  }
}

/** An array of so many hits, each its own. */
function bodyOf(hits: number): Buffer {
  const all = Array.from({ length: hits }, (_, index) => build('new_hits', { index }));
  return Buffer.from(JSON.stringify(all));
}

void main();

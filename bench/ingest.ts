/**
 * `npm run bench -- ingest [--quick] [--only BODY] [--connections N] [--beside CHECKOUT] [--json FILE]`: how much of a
 * bare HTTPS server's speed is left by `wallstash serve` as a user starts it, with its log in a file, its console, its
 * metrics and a journal that is already full, so that each entry drops an older one.
 *
 * The base is `node:https` with `JSON.parse`; for one connection to the durable journal also one that appends the body
 * to a file and syncs it. `--beside` measures another checkout that has been built (`git worktree add`, `npm run
 * build`) in the same run. The servers share one core, the load has another.
 *
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

import { DURABLE_DEFAULTS } from '../src/journal/options';
import { TRAFFIC, type Traffic } from './support/bodies';
import { compare, type Compared, row, type Windows } from './support/compare';
import { runLoad } from './support/load';
import {
  pinLoad,
  serverEnvironment,
  startServe,
  startServer,
  type ServerProcess,
} from './support/server-process';

const JOURNALS = ['memory', 'durable'] as const;
const CONNECTIONS = [1, 64] as const;
const PLAIN = ['bare receiver', 'Express 5'] as const;

type Row = Compared & {
  readonly body: string;
  readonly connections: number;
  readonly base: string;
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      only: { type: 'string' },
      connections: { type: 'string' },
      beside: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const [rounds, duration] = values.quick === true ? [3, 700] : [7, 2_000];
  const directory = mkdtempSync(join(tmpdir(), 'wallstash-bench-'));
  const environment = await serverEnvironment(directory);
  await using base = await startServer('node:https', environment);
  await using syncing = await startServer('node:https and fdatasync', environment);
  const serving = await startAll(directory, values.beside);
  const plain = await Promise.all(PLAIN.map((name) => startServer(name, environment)));
  console.log(
    `${rounds} rounds of ${duration} ms; ${pinLoad() ? 'one core for the servers, another for the load' : 'not pinned: no taskset here'}`,
  );

  const rows: Row[] = [];
  for (const [name, sent] of Object.entries(TRAFFIC)) {
    if (values.only !== undefined && values.only !== name) continue;
    for (const server of serving) await fill(server, sent);
    for (const connections of CONNECTIONS) {
      if (values.connections !== undefined && Number(values.connections) !== connections) continue;
      console.log(
        `\n${name} (${sizeOf(sent).toFixed(0)} bytes), ${connections} connections, against ${base.name}`,
      );
      const windows = { ...sent, connections, duration, rounds };
      rows.push(...(await block([...serving, ...plain], base, windows, name)));
      if (connections > 1) continue;
      console.log(`against ${syncing.name}`);
      const durable = serving.filter((one) => one.name.includes('durable'));
      rows.push(...(await block(durable, syncing, windows, name)));
    }
  }
  for (const server of [...serving, ...plain]) await server[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
}

/** `serve` with each journal, from this checkout and from the one beside it. */
function startAll(directory: string, beside: string | undefined): Promise<ServerProcess[]> {
  const checkouts = beside === undefined ? ['.'] : [beside, '.'];
  return Promise.all(
    checkouts.flatMap((checkout) =>
      JOURNALS.map((journal) => {
        const suffix = checkout === '.' ? '' : ` (${basename(checkout)})`;
        const flags = journal === 'memory' ? ['--journal', 'memory'] : [];
        const own = mkdtempSync(join(directory, `${journal}-`));
        return startServe({ name: `serve, ${journal}${suffix}`, directory: own, flags, checkout });
      }),
    ),
  );
}

/** Bytes of a body, on average. */
function sizeOf({ bodies }: Traffic): number {
  return bodies.reduce((sum, { length }) => sum + length, 0) / bodies.length;
}

/** As many of this body as retention keeps, by their number or their bytes. */
async function fill({ port, ca, name }: ServerProcess, sent: Traffic): Promise<void> {
  const { keep, keepBytes } = DURABLE_DEFAULTS;
  const most = Math.min(keep, Math.ceil(keepBytes / sizeOf(sent)));
  const { requests } = await runLoad({ port, ca, connections: 64, ...sent, requests: most });
  console.log(`${name}: filled with ${requests} entries`);
}

async function block(
  servers: readonly ServerProcess[],
  base: ServerProcess,
  windows: Windows,
  body: string,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const server of servers) {
    const compared = await compare(server, base, windows);
    console.log(row(compared));
    rows.push({ ...compared, body, connections: windows.connections, base: base.name });
  }
  return rows;
}

void main();

/**
 * `npm run bench -- ingest [--quick] [--only BODY] [--json FILE]`: how much of a bare HTTPS server's speed is left when each body
 * is validated and journalled.
 *
 * The servers share one core, the load has another. Each figure is the median of rounds in which every server gets
 * its turn, and each ratio is taken within a round: the machine's mood cancels out.
 *
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { createAuthority, issueCertificate } from '../src/tls/authority';
import { BODIES } from './support/bodies';
import { runLoad, type LoadResult } from './support/load';
import { pinLoad, startServer, type ServerProcess } from './support/server-process';
import { median } from './support/median';

const NAMES = ['node:https', 'Express 5', 'Wallstash, memory', 'Wallstash, durable'] as const;
const CONNECTIONS = [1, 64] as const;

interface Measurement extends LoadResult {
  readonly cpu: number;
}

interface Row {
  readonly server: string;
  readonly body: string;
  readonly connections: number;
  readonly perSecond: number;
  /** Of the requests per second to those of `node:https` in the same round. */
  readonly ratio: number;
  /** Processor time a request, in microseconds. */
  readonly cpu: number;
  /** Of the processor time a request of `node:https` to this one's: what the machine's other work disturbs least. */
  readonly cpuRatio: number;
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
  readonly rssMb: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean' }, only: { type: 'string' }, json: { type: 'string' } },
  });
  const [rounds, duration] = values.quick === true ? [1, 500] : [5, 1_500];
  const authority = await createAuthority();
  const { cert, key } = await issueCertificate(authority, {
    names: ['localhost'],
    purpose: 'server',
  });
  const directory = mkdtempSync(join(tmpdir(), 'wallstash-bench-'));
  const environment = { BENCH_CERT: cert, BENCH_KEY: key, BENCH_DATA: directory };
  const servers = await Promise.all(NAMES.map((name) => startServer(name, environment)));
  const pinned = pinLoad();
  console.log(
    `${rounds} rounds of ${duration} ms each; ${pinned ? 'one core for the servers, another for the load' : 'not pinned: no taskset here'}\n`,
  );

  const rows: Row[] = [];
  for (const [body, bytes] of Object.entries(BODIES)) {
    if (values.only !== undefined && values.only !== body) continue;
    for (const connections of CONNECTIONS) {
      const load = { ca: authority.cert, connections, body: bytes };
      for (const server of servers) await runLoad({ ...load, port: server.port, duration: 500 });
      const measured: Measurement[][] = [];
      for (let round = 0; round < rounds; round += 1) {
        const results: Measurement[] = [];
        for (const server of servers) {
          const before = await server.usage();
          const result = await runLoad({ ...load, port: server.port, duration });
          const after = await server.usage();
          results.push({ ...result, cpu: (after.cpu - before.cpu) / result.requests });
        }
        measured.push(results);
      }
      const block = await summarise(servers, measured, body, connections);
      block.forEach(print);
      rows.push(...block);
      console.log('');
    }
  }
  await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
  rmSync(directory, { recursive: true });
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
}

function summarise(
  servers: readonly ServerProcess[],
  measured: readonly (readonly Measurement[])[],
  body: string,
  connections: number,
): Promise<Row[]> {
  return Promise.all(
    servers.map(async (server, index) => {
      const own = measured.flatMap((round) => round[index] ?? []);
      const ratio = (of: (one: Measurement) => number): number =>
        median(
          measured.map((round) => {
            const [limit, mine] = [round[0], round[index]];
            return limit === undefined || mine === undefined ? NaN : of(mine) / of(limit);
          }),
        );
      return {
        server: server.name,
        body,
        connections,
        perSecond: median(own.map((one) => one.perSecond)),
        ratio: ratio((one) => one.perSecond),
        cpu: median(own.map((one) => one.cpu)),
        cpuRatio: ratio((one) => 1 / one.cpu),
        p50: median(own.map((one) => one.p50)),
        p99: median(own.map((one) => one.p99)),
        failures: own.reduce((sum, one) => sum + one.failures, 0),
        rssMb: (await server.usage()).rss / 2 ** 20,
      };
    }),
  );
}

function print(row: Row): void {
  const columns = [
    row.body.padEnd(12),
    `${row.connections} conn`.padStart(7),
    row.server.padEnd(18),
    `${row.perSecond.toFixed(0)}/s`.padStart(8),
    `ratio ${row.ratio.toFixed(2)}`,
    `cpu ${row.cpu.toFixed(0)} µs`.padStart(10),
    `ratio ${row.cpuRatio.toFixed(2)}`,
    `p50 ${row.p50.toFixed(2)} ms`.padStart(13),
    `p99 ${row.p99.toFixed(2)} ms`.padStart(14),
    `${row.rssMb.toFixed(0)} MB`.padStart(7),
  ];
  console.log(columns.join('  ') + (row.failures > 0 ? `  ${row.failures} FAILED` : ''));
}

void main();

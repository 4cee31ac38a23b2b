/**
 * `npm run bench -- send [--count N] [--connections N] [--json FILE]`: how fast `wallstash send` is beside autocannon,
 * on the same receiver with the same connections, and whether its memory stays flat.
 *
 * The receiver has one core, each sender in its turn another. Ratios are taken within a round and their median
 * given, so the machine's mood cancels out; processor time a request is what its other work disturbs least.
 *
 * @module
 */
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { createAuthority, issueCertificate } from '../src/tls/authority';
import { BODIES } from './support/bodies';
import type { SendOrder, SendResult } from './support/senders';
import { startServer } from './support/server-process';
import { median } from './support/median';

const ROUNDS = 5;
const WARM_UP = 2_000;

interface SenderProcess extends AsyncDisposable {
  send(order: SendOrder): Promise<SendResult>;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '100000' },
      connections: { type: 'string', default: '16' },
      json: { type: 'string' },
    },
  });
  const authority = await createAuthority();
  const names = ['localhost'];
  const { cert, key } = await issueCertificate(authority, { names, purpose: 'server' });
  const environment = { BENCH_CERT: cert, BENCH_KEY: key };
  await using server = await startServer('Wallstash, memory', environment);
  await using ours = await startSender('Wallstash');
  await using theirs = await startSender('autocannon');
  const order: SendOrder = {
    url: `https://localhost:${server.port}/`,
    ca: authority.cert,
    body: (BODIES['long hit'] ?? '').toString(),
    count: Math.ceil(Number(values.count) / ROUNDS),
    connections: Number(values.connections),
  };
  for (const sender of [ours, theirs]) await sender.send({ ...order, count: WARM_UP });

  const rounds: (readonly [SendResult, SendResult])[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Who goes first alternates: the receiver is warmer for the second.
    const first = await (round % 2 === 0 ? ours : theirs).send(order);
    const second = await (round % 2 === 0 ? theirs : ours).send(order);
    rounds.push(round % 2 === 0 ? [first, second] : [second, first]);
  }
  report(rounds, order);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rounds, null, 2)}\n`);
}

function report(rounds: readonly (readonly [SendResult, SendResult])[], order: SendOrder): void {
  const { count, connections } = order;
  console.log(`${ROUNDS} rounds of ${count} requests each, ${connections} connections\n`);
  for (const [index, name] of ['Wallstash', 'autocannon'].entries()) {
    const own = rounds.flatMap((round) => round[index] ?? []);
    const delivered = own.reduce((sum, one) => sum + one.delivered, 0);
    const rss = own.flatMap((one) => one.rss.map((bytes) => Math.round(bytes / 2 ** 20)));
    const columns = [
      name.padEnd(10),
      `${delivered} delivered`,
      `${median(own.map(({ perSecond }) => perSecond)).toFixed(0)}/s`,
      `cpu ${median(own.map(({ cpu }) => cpu)).toFixed(0)} µs`,
      `RSS ${Math.min(...rss)} to ${Math.max(...rss)} MB, at the end ${rss.at(-1) ?? NaN}`,
    ];
    console.log(columns.join('  '));
  }
  const speed = median(rounds.map(([ours, theirs]) => ours.perSecond / theirs.perSecond));
  const cpu = median(rounds.map(([ours, theirs]) => theirs.cpu / ours.cpu));
  console.log(`\nratio by requests/s ${speed.toFixed(2)}, by processor time ${cpu.toFixed(2)}`);
}

async function startSender(name: string): Promise<SenderProcess> {
  const child = fork(join(__dirname, 'support', 'senders.js'), [name]);
  spawnSync('taskset', ['-a', '-c', '-p', '1', String(child.pid)]);
  await once(child, 'message');
  return {
    async send(order) {
      child.send(order);
      const [result] = (await once(child, 'message')) as [SendResult];
      return result;
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

void main();

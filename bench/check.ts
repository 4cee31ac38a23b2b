/**
 * `npm run bench -- check [--count N] [--rounds N] [--journal memory] [--beside CHECKOUT] [--profile DIRECTORY]`: what the
 * scenario `burst` of `wallstash check` costs through the tests' stand-in for Logstash, with `--arrives-at` a `serve`.
 *
 * Every round has processes of its own. `--beside` takes turns with another checkout that has been built; the ratio is
 * that of the least of each. `--profile` writes the processor profiles of both processes, which slows them down.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { createAuthority, issueCertificate } from '../src/tls/authority';
import { freePort } from './support/peers';
import type { Usage } from './support/probe';
import { startServe } from './support/server-process';

const STAND_IN = resolve('test', 'helpers', 'fake-logstash.mjs');
const PROBE = ['--require', join(__dirname, 'support', 'probe.js')];
const CREDENTIALS = { user: 'bench', password: 'bench' };

/** What one check took, in milliseconds. */
interface Cost {
  readonly wall: number;
  /** Processor time of the command, from its start to its end. */
  readonly check: number;
  /** Processor time of `serve` meanwhile. */
  readonly serve: number;
  /** Processor time of the stand-in, which is the same for all: wall time cannot fall below it. */
  readonly standIn: number;
}

interface Setting {
  readonly checkout: string;
  readonly count: string;
  readonly journal: string;
  /** Flags of Node for the two processes that are measured. */
  readonly execArgv: readonly string[];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '3' },
      journal: { type: 'string', default: 'durable' },
      beside: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const { count, journal, beside, profile } = values;
  const execArgv = profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', resolve(profile)];
  const checkouts = beside === undefined ? ['.'] : [beside, '.'];
  const costs = new Map<string, Cost[]>(checkouts.map((checkout) => [checkout, []]));
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const checkout of round % 2 === 0 ? checkouts : checkouts.toReversed()) {
      const cost = await checkOnce({ checkout, count, journal, execArgv });
      costs.get(checkout)?.push(cost);
      console.log(line(checkout, cost));
    }
  }
  console.log(`\nthe least of each, ${count} notifications, ${journal} journal`);
  for (const [checkout, each] of costs) console.log(line(checkout, least(each)));
  if (beside === undefined) return;
  const [before, now] = [...costs.values()].map(least);
  if (before === undefined || now === undefined) return;
  const share = (of: (cost: Cost) => number): string => (of(now) / of(before)).toFixed(2);
  console.log(
    `now to before: check ${share(({ check }) => check)}, serve ${share(({ serve }) => serve)}, ` +
      `both ${share(({ check, serve }) => check + serve)}, wall ${share(({ wall }) => wall)}`,
  );
}

function line(checkout: string, { wall, check, serve, standIn }: Cost): string {
  const columns = Object.entries({ wall, check, serve, 'stand-in': standIn });
  const times = columns.map(([name, time]) => `${name} ${(time / 1_000).toFixed(2)} s`);
  return `${checkout.padEnd(16)} ${times.join('  ')}`;
}

function least(costs: readonly Cost[]): Cost {
  const of = (value: (cost: Cost) => number): number => Math.min(...costs.map(value));
  return {
    wall: of(({ wall }) => wall),
    check: of(({ check }) => check),
    serve: of(({ serve }) => serve),
    standIn: of(({ standIn }) => standIn),
  };
}

async function checkOnce({ checkout, count, journal, execArgv }: Setting): Promise<Cost> {
  const directory = mkdtempSync(join(tmpdir(), 'wallstash-bench-'));
  const flags = ['--journal', journal];
  // Three processes for two cores: the system shares them out better than anybody who pins one.
  const serving = { name: 'serve', directory, flags, checkout, execArgv, pinned: false };
  const server = await startServe(serving);
  const standIn = await startStandIn(directory, server);
  const usageFile = join(directory, 'usage.json');
  const begun = performance.now();
  const before = await server.usage();
  const child = spawn(
    process.execPath,
    [
      ...PROBE,
      ...execArgv,
      resolve(checkout, 'dist', 'main.js'),
      'check',
      ...['--through', standIn.url, '--ca', standIn.ca],
      ...['--user', CREDENTIALS.user, '--password', CREDENTIALS.password],
      ...['--arrives-at', server.consoleUrl, '--only', 'burst', '--burst', count],
    ],
    {
      cwd: directory,
      env: { ...process.env, BENCH_USAGE: usageFile },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const said = await text(child.stderr);
  if (child.exitCode === null) await once(child, 'exit');
  const wall = performance.now() - begun;
  const after = await server.usage();
  if (child.exitCode !== 0) throw new Error(`check ended with ${String(child.exitCode)}: ${said}`);
  const { cpu } = JSON.parse(readFileSync(usageFile, 'utf8')) as { readonly cpu: number };
  const standInUsed = await standIn.usage();
  await standIn[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
  return {
    wall,
    check: cpu / 1_000,
    serve: (after.cpu - before.cpu) / 1_000,
    standIn: standInUsed.cpu / 1_000,
  };
}

interface StandIn extends AsyncDisposable {
  readonly url: string;
  /** PEM file of the CA to trust. */
  readonly ca: string;
  usage(): Promise<Usage>;
}

/** Starts the stand-in before the receiver of `serve`, in a process of its own. */
async function startStandIn(
  directory: string,
  { port: receiver }: { readonly port: number },
): Promise<StandIn> {
  const authority = await createAuthority();
  const { chain, key } = await issueCertificate(authority, {
    names: ['localhost'],
    purpose: 'server',
  });
  const files = { ca: authority.cert, cert: chain, key };
  for (const [name, pem] of Object.entries(files)) writeFileSync(join(directory, name), pem);
  const port = await freePort();
  const child = spawn(process.execPath, [...PROBE, STAND_IN], {
    env: {
      ...process.env,
      FAKE_PIDS: join(directory, 'pids'),
      DATA_DIR: join(directory, 'logstash'),
      QUARANTINE_DIR: join(directory, 'quarantine'),
      SIEM_URL: `https://localhost:${receiver}`,
      SIEM_CA: join(directory, 'certs', 'ca.crt'),
      WEBHOOK_PORT: String(port),
      WEBHOOK_CERTIFICATE: join(directory, 'cert'),
      WEBHOOK_KEY: join(directory, 'key'),
      WEBHOOK_USER: CREDENTIALS.user,
      WEBHOOK_PASSWORD: CREDENTIALS.password,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout !== null) await once(child.stdout, 'data'); // it says that it runs
  return {
    url: `https://localhost:${port}/`,
    ca: join(directory, 'ca'),
    async usage() {
      child.send('usage');
      const [usage] = (await once(child, 'message')) as [Usage];
      return usage;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let whole = '';
  for await (const chunk of stream) whole += String(chunk);
  return whole;
}

void main();

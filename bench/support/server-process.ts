/**
 * Runs a benchmark's servers as processes of their own, pinned to one core where the system has `taskset`: those of
 * `servers.ts`, and `wallstash serve` as a user starts it.
 *
 * @module
 */
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { createAuthority, issueCertificate } from '../../src/tls/authority';
import type { Usage } from './probe';

/** Cores: one for the server, another for the load. */
const SERVER_CORE = '0';
const LOAD_CORE = '1';
const PROBE = ['--require', join(__dirname, 'probe.js')];

export interface ServerProcess extends AsyncDisposable {
  readonly name: string;
  readonly port: number;
  /** PEM of the CA that its certificate needs. */
  readonly ca: string;
  usage(): Promise<Usage>;
}

/** A `wallstash serve`. */
export interface ServeProcess extends ServerProcess {
  readonly consoleUrl: string;
}

/** How `wallstash serve` is started. */
export interface Serving {
  /** Shown in the table. */
  readonly name: string;
  /** Where it makes `certs` and `data`, and its log. */
  readonly directory: string;
  /** Its flags beyond the ports. */
  readonly flags?: readonly string[];
  /** A checkout that has been built. @default this one */
  readonly checkout?: string | undefined;
  /** Flags of Node. @default none */
  readonly execArgv?: readonly string[];
  /** Whether it is kept on its core. @default true */
  readonly pinned?: boolean;
  /** Whether the delay of its event loop is measured, which wakes it a thousand times a second. @default false */
  readonly delay?: boolean;
}

/** Pins this process, the load generator, to its core; false where that cannot be done. */
export function pinLoad(): boolean {
  return pin(LOAD_CORE, process.pid);
}

/** Pins a server's process, with all its threads, to the servers' core. */
export function pinServer(pid: number): void {
  pin(SERVER_CORE, pid);
}

/** What {@link startServer} is to be given: a certificate for localhost, its CA, and where its files go. */
export async function serverEnvironment(
  directory: string,
): Promise<Readonly<Record<string, string>>> {
  const authority = await createAuthority();
  const request = { names: ['localhost'], purpose: 'server' } as const;
  const { cert, key } = await issueCertificate(authority, request);
  return { BENCH_CA: authority.cert, BENCH_CERT: cert, BENCH_KEY: key, BENCH_DATA: directory };
}

/** Starts `servers.js` with this name; resolves when it listens. */
export async function startServer(
  name: string,
  environment: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const child = fork(join(__dirname, 'servers.js'), [name], {
    env: { ...process.env, ...environment },
    execArgv: PROBE,
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  pinServer(child.pid ?? 0);
  return running(name, port, environment['BENCH_CA'] ?? '', child);
}

/** Starts `wallstash serve` as a user does: its log goes to a file, its console runs; resolves when it listens. */
export async function startServe({
  name,
  directory,
  flags = [],
  checkout = '.',
  execArgv = [],
  pinned = true,
  delay = false,
}: Serving): Promise<ServeProcess> {
  const log = join(directory, `${name.replaceAll(/\W+/g, '-')}.log`);
  const out = openSync(log, 'w');
  const child = fork(
    resolve(checkout, 'dist', 'main.js'),
    ['serve', '--port', '0', '--console-port', '0', ...flags],
    {
      cwd: directory,
      env: { ...process.env, ...(delay && { BENCH_DELAY: 'yes' }) },
      execArgv: [...PROBE, ...execArgv],
      stdio: ['ignore', out, 'inherit', 'ipc'],
    },
  );
  for (;;) {
    const said = readFileSync(log, 'utf8');
    const endpoint = /endpoint +https:\/\/[^:]+:(\d+)/.exec(said);
    if (endpoint !== null) {
      const ca = readFileSync(join(directory, 'certs', 'ca.crt'), 'utf8');
      const consoleUrl = /console +(http:\S+)/.exec(said)?.[1] ?? '';
      if (pinned) pinServer(child.pid ?? 0);
      return { ...running(name, Number(endpoint[1]), ca, child), consoleUrl };
    }
    if (child.exitCode !== null) throw new Error(`${name} did not start: see ${log}`);
    await sleep(5);
  }
}

function running(name: string, port: number, ca: string, child: ChildProcess): ServerProcess {
  return {
    name,
    port,
    ca,
    async usage() {
      child.send('usage');
      const [usage] = (await once(child, 'message')) as [Usage];
      return usage;
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

function pin(core: string, pid: number): boolean {
  // All threads: the journal's disk work runs in others.
  return spawnSync('taskset', ['-a', '-c', '-p', core, String(pid)]).status === 0;
}

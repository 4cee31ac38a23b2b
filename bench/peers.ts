/**
 * `npm run bench -- peers [--quick]`: Wallstash beside other mock servers that keep what they receive, over TLS with kept
 * connections: a table for people, as it stands in the README.
 *
 * Installs them by npm in a temporary folder; WireMock needs Java. The base is `node:https` with `JSON.parse`. All share
 * one core, the load has another.
 *
 * @module
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { createAuthority, issueCertificate } from '../src/tls/authority';
import { BODIES } from './support/bodies';
import { compare, type Compared, row } from './support/compare';
import { runLoad } from './support/load';
import { freePort, install, makeKeystore, type Peer, type PeerFiles, PEERS } from './support/peers';
import {
  pinLoad,
  pinServer,
  startServe,
  startServer,
  type ServerProcess,
} from './support/server-process';

const CONNECTIONS = 50;
/** Requests before the first window: the JVM compiles what is used. */
const WARM_UP = 20_000;
/** Milliseconds that a peer gets to listen. */
const PATIENCE = 60_000;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
  const directory = mkdtempSync(join(tmpdir(), 'wallstash-peers-'));
  const authority = await createAuthority();
  const request = { names: ['localhost'], purpose: 'server' } as const;
  const { cert, key } = await issueCertificate(authority, request);
  const environment = { BENCH_CA: authority.cert, BENCH_CERT: cert, BENCH_KEY: key };
  await using base = await startServer('node:https', environment);
  pinLoad();
  install([...new Set(PEERS.flatMap(({ packages }) => packages))], directory);
  const files = writeFiles(directory, cert, key);

  const rows: Compared[] = [];
  const measure = async (server: ServerProcess): Promise<void> => {
    const body = BODIES['long hit'] ?? Buffer.alloc(0);
    const { port, ca } = server;
    await runLoad({ port, ca, connections: CONNECTIONS, bodies: [body], requests: WARM_UP });
    const [rounds, duration] = values.quick === true ? [3, 700] : [5, 2_000];
    const compared = await compare(server, base, {
      connections: CONNECTIONS,
      bodies: [body],
      rounds,
      duration,
    });
    console.log(row(compared));
    rows.push(compared);
    await server[Symbol.asyncDispose]();
  };
  for (const journal of ['durable', 'memory']) {
    const own = mkdtempSync(join(directory, `${journal}-`));
    const flags = ['--journal', journal];
    await measure(await startServe({ name: `Wallstash, ${journal}`, directory: own, flags }));
  }
  for (const peer of PEERS) await measure(await startPeer(peer, files, authority.cert));
  console.log(table(rows));
  rmSync(directory, { recursive: true });
}

function writeFiles(
  directory: string,
  cert: string,
  key: string,
): Omit<PeerFiles, 'port' | 'admin'> {
  const paths = {
    directory,
    cert: join(directory, 'server.crt'),
    key: join(directory, 'server.key'),
    keystore: join(directory, 'server.p12'),
  };
  writeFileSync(paths.cert, cert);
  writeFileSync(paths.key, key, { mode: 0o600 });
  makeKeystore(paths.cert, paths.key, paths.keystore);
  return paths;
}

async function startPeer(
  peer: Peer,
  paths: Omit<PeerFiles, 'port' | 'admin'>,
  ca: string,
): Promise<ServerProcess> {
  const files = { ...paths, port: await freePort(), admin: await freePort() };
  const [command, ...args] = peer.command(files);
  const child = spawn(command, args, { cwd: files.directory, stdio: 'ignore' });
  const pid = child.pid ?? 0;
  pinServer(pid);
  if (peer.setUp !== undefined) {
    await listens(files.admin);
    await post(`http://localhost:${files.admin}${peer.setUp.path}`, peer.setUp.body(files));
  }
  await listens(files.port);
  return {
    name: peer.name,
    port: files.port,
    ca: peer.ca === undefined ? ca : readFileSync(peer.ca(files), 'utf8'),
    // Processor time of a stranger's process is not read: the table has no use for it.
    usage: () => Promise.resolve({ rss: residentBytes(pid), heap: NaN, cpu: NaN, delay: NaN }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

function residentBytes(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(stdout) * 1_024;
}

async function post(url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const { ok, status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!ok) throw new Error(`${url} answered ${status}`);
}

/** Resolves when something takes connections there. */
async function listens(port: number): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const socket = connect(port, '127.0.0.1');
    const connected = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (connected) return;
    await sleep(100);
  }
  throw new Error(`Nothing listens on port ${port} after ${PATIENCE} ms.`);
}

/** In Markdown, best first. */
function table(rows: readonly Compared[]): string {
  const best = [...rows].sort((a, b) => b.ratio[0] - a.ratio[0]);
  const lines = best.map(
    ({ server, ratio: [ratio], p99, rssMb, failures }) =>
      `| ${server}${failures > 0 ? `, ${failures} requests failed` : ''} | ${ratio.toFixed(2)} | ${p99.toFixed(0)} ms | ${rssMb.toFixed(0)} MB |`,
  );
  const when = new Date().toISOString().slice(0, 10);
  const where = `${when}, Node ${process.versions.node}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  return [
    `\n${where}; ${CONNECTIONS} connections; 1 is node:https with JSON.parse\n`,
    '| server | requests per second | p99 | memory |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

void main();

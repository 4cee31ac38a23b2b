/**
 * Other mock servers that keep what they receive, each installed by npm and started as its documentation says, with the
 * benchmark's certificate.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

/** How a peer is run. */
export interface Peer {
  readonly name: string;
  /** Package and version. */
  readonly packages: readonly string[];
  /** Command and arguments, from the folder in which it was installed; it listens on `port`. */
  readonly command: (files: PeerFiles) => readonly [string, ...string[]];
  /** Posted to `admin` as JSON, once it listens, so that it answers as asked. */
  readonly setUp?: { readonly path: string; readonly body: (files: PeerFiles) => unknown };
  /** PEM file with the CA of its certificate, once it listens. @default the benchmark's */
  readonly ca?: (files: PeerFiles) => string;
}

/** What a peer is given. */
export interface PeerFiles {
  readonly directory: string;
  /** PEM files. */
  readonly cert: string;
  readonly key: string;
  /** PKCS#12 of both, password `password`. */
  readonly keystore: string;
  readonly port: number;
  /** A second free port, for a peer's own API. */
  readonly admin: number;
}

const ANSWER = { 'Content-Type': 'text/plain', 'Content-Length': '2', Connection: 'keep-alive' };
const STUB = {
  request: { method: 'ANY', urlPathPattern: '/.*' },
  response: { status: 200, body: 'ok', headers: { 'Content-Type': 'text/plain' } },
};

function wiremock(name: string, ...flags: readonly string[]): Peer {
  return {
    name,
    packages: ['wiremock@3.13.2'],
    command: ({ directory, keystore, port, admin }) => [
      'java',
      '-jar',
      join(directory, 'node_modules/wiremock/build/wiremock-standalone-3.13.2.jar'),
      ...['--port', String(admin), '--https-port', String(port), '--disable-banner'],
      ...['--https-keystore', keystore, '--keystore-type', 'PKCS12'],
      ...['--keystore-password', 'password', '--root-dir', directory],
      ...flags,
    ],
    setUp: { path: '/__admin/mappings', body: () => STUB },
  };
}

/** A program for Node that starts Mockttp, which takes no certificate: it issues its own from a CA. */
const MOCKTTP = `
const { generateCACertificate, getLocal } = require('mockttp');
const { writeFileSync } = require('node:fs');
const [caPath, port, recordTraffic] = process.argv.slice(2);
generateCACertificate().then(async (https) => {
  writeFileSync(caPath, https.cert);
  const server = getLocal({ https, recordTraffic: recordTraffic === 'record' });
  await server.start(Number(port));
  await server.forAnyRequest().thenReply(200, 'ok', ${JSON.stringify({ 'content-type': 'text/plain', 'content-length': '2' })});
});
`;

function mockttp(name: string, record: 'record' | 'forget'): Peer {
  return {
    name,
    packages: ['mockttp@4.6.5'],
    command: (files) => {
      const script = join(files.directory, 'mockttp.cjs');
      writeFileSync(script, MOCKTTP);
      return [process.execPath, script, mockttpCa(files), String(files.port), record];
    },
    ca: mockttpCa,
  };
}

function mockttpCa({ directory, port }: PeerFiles): string {
  return join(directory, `mockttp-${port}.crt`);
}

export const PEERS: readonly Peer[] = [
  mockttp('Mockttp 4.6.5', 'record'),
  mockttp('Mockttp 4.6.5, forgets', 'forget'),
  {
    name: 'Mountebank 2.9.1',
    packages: ['mountebank@2.9.1'],
    command: ({ directory, admin }) => [
      process.execPath,
      join(directory, 'node_modules/mountebank/bin/mb'),
      ...['start', '--port', String(admin), '--nologfile', '--loglevel', 'error'],
      ...['--pidfile', join(directory, 'mb.pid')],
    ],
    setUp: { path: '/imposters', body: imposter },
  },
  wiremock('WireMock 3.13.2'),
  wiremock('WireMock, keeps 10,000', '--max-request-journal-entries', '10000'),
];

/** What Mountebank answers with; it takes its certificate by its API. */
function imposter({ cert, key, port }: PeerFiles): unknown {
  const is = { statusCode: 200, headers: ANSWER, body: 'ok' };
  return {
    port,
    protocol: 'https',
    cert: readFileSync(cert, 'utf8'),
    key: readFileSync(key, 'utf8'),
    recordRequests: true,
    stubs: [{ responses: [{ is }] }],
  };
}

/** Installs packages into a folder. @throws when npm cannot */
export function install(packages: readonly string[], directory: string): void {
  writeFileSync(join(directory, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages];
  const { status, stderr } = spawnSync('npm', args, { cwd: directory, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm could not install ${packages.join(', ')}:\n${stderr}`);
}

/** A keystore as Java reads it; needs `openssl`. */
export function makeKeystore(cert: string, key: string, keystore: string): void {
  const args = ['pkcs12', '-export', '-in', cert, '-inkey', key, '-out', keystore];
  const { status } = spawnSync('openssl', [...args, '-passout', 'pass:password']);
  if (status !== 0) throw new Error('openssl could not make a keystore for WireMock.');
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

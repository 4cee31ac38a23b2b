/** Temporary directories, real tools and a real TLS server for the tests of certificates. */
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type ConnectionOptions, type TlsOptions } from 'node:tls';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface TemporaryDirectory extends AsyncDisposable {
  readonly path: string;
  /** Writes a file into it and returns its path. */
  write(name: string, text: string): Promise<string>;
}

export async function temporaryDirectory(): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(tmpdir(), 'wallstash-certs-'));
  return {
    path,
    async write(name, text) {
      await writeFile(join(path, name), text);
      return join(path, name);
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

type TestFunction = (title: string, run: () => Promise<void>) => void;

/** `test`, or `test.skip` with the reason in the title when the tool is not installed. */
export function testWith(tool: string): TestFunction {
  const { error } = spawnSync(tool, ['--version'], { stdio: 'ignore' });
  return testIf(error === undefined, `no ${tool} here`);
}

/** `test`, or `test.skip` where no tmpfs can be mounted: it takes root and a system that allows it. */
export function testWithTmpfs(): TestFunction {
  // In a mount namespace of its own, so that the attempt leaves nothing behind.
  const command = 'unshare --mount mount -t tmpfs tmpfs /tmp';
  return testIf(spawnSync(command, { shell: true }).status === 0, 'cannot mount a tmpfs here');
}

function testIf(possible: boolean, reason: string): TestFunction {
  return (title, run) =>
    possible ? test(title, run) : test.skip(`${title} (skipped: ${reason})`, run);
}

/** Runs a tool to its end; rejects with its output when it fails. */
export async function runTool(tool: string, args: readonly string[]): Promise<string> {
  const { stdout } = await execute(tool, args);
  return stdout;
}

/** Calls an exported function in a process of its own. */
export async function callInProcess(
  file: string,
  name: string,
  argument: object,
): Promise<unknown> {
  const helper = join(__dirname, 'run-typescript.mjs');
  const { stdout } = await execute(process.execPath, [
    helper,
    file,
    name,
    JSON.stringify(argument),
  ]);
  return JSON.parse(stdout) as unknown;
}

export interface ListeningServer extends AsyncDisposable {
  readonly port: number;
}

/** An HTTPS-like server: answers any request with 200 and "ok". */
export async function tlsServer(options: TlsOptions): Promise<ListeningServer> {
  const server = createServer(options, (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok');
    });
  });
  return listening(server);
}

/** A TCP server that does this with each connection once the client has spoken. */
export async function tcpServer(onData: (socket: Socket) => void): Promise<ListeningServer> {
  return listening(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => onData(socket));
    }),
  );
}

async function listening(server: Server): Promise<ListeningServer> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * What a server answers over TLS; rejects with the error of the handshake. Node names that error otherwise while
 * something waits to be written: `early` writes before the handshake is over.
 */
export async function exchange(
  port: number,
  { early = false, ...options }: ConnectionOptions & { early?: boolean },
): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ...options });
  const request = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
  if (early) socket.write(request);
  else socket.once('secureConnect', () => socket.write(request));
  await once(socket, 'close'); // rejects when the socket fails
  return answer;
}

/**
 * Receivers of every kind, good and bad, for tests of the sender: real sockets on free ports of 127.0.0.1.
 *
 * @module
 */
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  Socket,
} from 'node:net';
import { createServer as createTlsServer, type TlsOptions, type TLSSocket } from 'node:tls';
import { Worker } from 'node:worker_threads';

import { type Authority, createAuthority, issueCertificate } from '../../src/tls/authority';
import { makeCertificate } from '../../src/tls/engine';

/** A receiver under test. Closing it cuts every connection. */
export interface Peer extends AsyncDisposable {
  readonly port: number;
  /** `https://127.0.0.1:<port>/` */
  readonly url: string;
}

/** An authority and what a server needs that it vouches for, valid for localhost and 127.0.0.1. */
export interface Identity {
  readonly authority: Authority;
  readonly ca: string;
  readonly tls: { readonly key: string; readonly cert: string };
}

/** Makes an authority and a server certificate; the dates and names can be wrong on purpose. */
export async function createIdentity(
  options: { names?: readonly string[]; notBefore?: Date; notAfter?: Date } = {},
): Promise<Identity> {
  const { names = ['localhost', '127.0.0.1'], ...dates } = options;
  const authority = await createAuthority();
  const issued = await issueCertificate(authority, { names, purpose: 'server', ...dates });
  return { authority, ca: authority.cert, tls: { key: issued.key, cert: issued.chain } };
}

/** A certificate that signed itself, as `openssl req -x509` makes it. */
export async function createSelfSigned(
  name: string,
): Promise<{ readonly cert: string; readonly key: string }> {
  const notBefore = new Date(Date.now() - 3_600_000);
  const notAfter = new Date(Date.now() + 86_400_000);
  const altNames = [{ type: 2 as const, value: name }];
  return makeCertificate({
    commonName: name,
    keyType: 'ec',
    keySize: 2048,
    notBefore,
    notAfter,
    extensions: [{ name: 'subjectAltName', altNames }],
  });
}

/** An HTTPS server with this request listener. */
export async function startHttps(tls: TlsOptions, listener: RequestListener): Promise<Peer> {
  return listen(createHttpsServer(tls, listener));
}

/** An HTTPS server that reads the body and answers this status. */
export async function startAnswering(
  tls: TlsOptions,
  status: number,
  address?: string,
): Promise<Peer> {
  const server = createHttpsServer(tls, (request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(status).end(status === 204 ? '' : 'ok'));
  });
  return listen(server, address);
}

/** A plain HTTP server. */
export async function startPlainHttp(listener: RequestListener): Promise<Peer> {
  return listen(createHttpServer(listener));
}

/** A TCP server that leaves everything to the test. */
export async function startTcp(onConnection: (socket: Socket) => void): Promise<Peer> {
  return listen(createTcpServer(onConnection));
}

/** A TLS server that leaves everything above TLS to the test. */
export async function startTls(
  options: TlsOptions,
  onConnection: (socket: TLSSocket) => void,
): Promise<Peer> {
  return listen(createTlsServer(options, onConnection));
}

/** A TLS server that waits for the whole head of a request, then hands over. */
export async function startAfterHead(
  options: TlsOptions,
  onHead: (socket: TLSSocket) => void,
): Promise<Peer> {
  return startTls(options, (socket) => {
    let head = '';
    socket.on('data', (chunk: Buffer) => {
      if (head.includes('\r\n\r\n')) return;
      head += chunk.toString('latin1');
      if (head.includes('\r\n\r\n')) onHead(socket);
    });
  });
}

/**
 * A TLS server that answers a request with these bytes, behind a proxy that then resets the connection: TLS has no
 * time to say goodbye.
 */
export async function startResetting(options: TlsOptions, answer: string): Promise<Peer> {
  let reset = (): void => undefined;
  let answering = false;
  // In TLS 1.2 the server says nothing between the handshake and its answer.
  const origin = await startAfterHead({ ...options, maxVersion: 'TLSv1.2' }, (socket) => {
    answering = true;
    if (answer === '') reset();
    else socket.write(answer);
  });
  const proxy = await startTcp((client) => {
    const upstream = connect(origin.port, '127.0.0.1');
    upstream.on('error', () => undefined);
    reset = () => {
      client.resetAndDestroy();
      upstream.destroy();
    };
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      const last = answering;
      client.write(chunk, () => {
        if (last) reset();
      });
    });
  });
  return {
    ...proxy,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await origin[Symbol.asyncDispose]();
    },
  };
}

/** A port on which nothing listens: one that was free a moment ago. */
export async function freePort(): Promise<number> {
  await using server = await startTcp(() => undefined);
  return server.port;
}

/**
 * A port that listens and never accepts: its queue is full, so the system drops further connection requests. The
 * listening thread sleeps, because Node would accept at once.
 */
export async function startDeaf(): Promise<Peer> {
  const worker = new Worker(
    `const { createServer } = require('node:net');
     const { parentPort } = require('node:worker_threads');
     const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  const [port] = (await once(worker, 'message')) as [number];
  // Linux takes one connection more than the backlog says.
  const fillers = [new Socket(), new Socket()];
  for (const filler of fillers) {
    filler.on('error', () => undefined);
    await once(filler.connect(port, '127.0.0.1'), 'connect');
  }
  return {
    port,
    url: `https://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}

async function listen(server: Server, address = '127.0.0.1'): Promise<Peer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('secureConnection', (socket: TLSSocket) => socket.on('error', () => undefined));
  server.listen(0, address);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `https://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

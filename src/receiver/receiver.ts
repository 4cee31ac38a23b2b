/**
 * The receiver: an HTTPS server that owns its port, hands POST and PUT straight to the ingest step and everything
 * else to the Express app, and closes without losing an answer.
 *
 * @module
 */
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

import type { Journal } from '../journal/journal';
import { createReceiverApp, isDelivery } from './app';
import { ListenError, PortInUseError } from './errors';
import { createIngest } from './ingest';
import {
  resolveReceiverOptions,
  type ReceiverOptions,
  type ResolvedReceiverOptions,
} from './options';
import {
  explainHandshakeFailure,
  explainUnreadableRequest,
  HUNG_UP_AFTER_HANDSHAKE,
  type TroubleListener,
} from './trouble';

/** What the server shows in the TLS handshake, and whom it asks for a certificate; all PEM. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
  /** Require client certificates signed by this CA. */
  readonly clientCa?: string;
}

export interface ReceiverDependencies {
  readonly certificate: ServerCertificate;
  /** Not closed by the receiver: whoever opened it closes it, after the receiver. */
  readonly journal: Journal;
  readonly onTrouble?: TroubleListener;
  /** Unix milliseconds. @default Date.now */
  readonly now?: () => number;
}

/** A receiver that listens. */
export interface RunningReceiver extends AsyncDisposable {
  readonly port: number;
  readonly options: ResolvedReceiverOptions;
  /** Stops accepting, finishes the answers under way within the grace period, then closes. Idempotent. */
  close(): Promise<void>;
}

/** How often Node looks for requests that take too long, in milliseconds; its default, 30 s, would let a slow one live that much longer. */
const TIMEOUT_CHECK = 1_000;

/**
 * Starts to listen; resolves once the port takes connections.
 *
 * @throws InvalidOptionError, PortInUseError, ListenError
 */
export async function listen(
  dependencies: ReceiverDependencies,
  options: ReceiverOptions = {},
): Promise<RunningReceiver> {
  const { journal, certificate, onTrouble = () => undefined, now = Date.now } = dependencies;
  const resolved = resolveReceiverOptions(options);
  let closing: Promise<void> | undefined;
  const isClosing = (): boolean => closing !== undefined;
  const ingest = createIngest({ journal, options: resolved, report: onTrouble, now, isClosing });
  const app = createReceiverApp(ingest, resolved.path);

  const server = createHttpsServer(certificate, resolved, (request, response) => {
    if (isDelivery(request.method, request.url, resolved.path)) ingest(request, response);
    else app(request, response);
  });
  reportTroubles(server, onTrouble);
  const connections = trackConnections(server);
  await bind(server, resolved);

  const close = (): Promise<void> =>
    (closing ??= shutDown(server, connections, resolved.gracePeriod));
  return {
    port: (server.address() as AddressInfo).port,
    options: resolved,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function createHttpsServer(
  { cert, key, clientCa }: ServerCertificate,
  options: ResolvedReceiverOptions,
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  return createServer(
    {
      cert,
      key,
      ...(clientCa !== undefined && { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
      minVersion: 'TLSv1.2',
      handshakeTimeout: options.headersTimeout,
      headersTimeout: options.headersTimeout,
      requestTimeout: options.requestTimeout,
      keepAliveTimeout: options.idleTimeout,
      connectionsCheckingInterval: Math.min(TIMEOUT_CHECK, options.headersTimeout),
    },
    listener,
  );
}

/**
 * Node's HTTPS server emits `clientError` for a failed handshake as well as for a request that is no HTTP. And a
 * sender that does not like the certificate need not say so: many finish the handshake and hang up.
 */
function reportTroubles(server: Server, report: TroubleListener): void {
  const established = new WeakSet<Socket>();
  const heard = new WeakSet<Socket>();
  server.on('secureConnection', (socket) => {
    established.add(socket);
    const remoteAddress = socket.remoteAddress ?? '';
    socket.once('close', () => {
      if (heard.has(socket) || !server.listening) return;
      report({ kind: 'tls', message: HUNG_UP_AFTER_HANDSHAKE, remoteAddress });
    });
  });
  server.on('request', ({ socket }) => heard.add(socket));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const remoteAddress = socket.remoteAddress ?? '';
    if (!established.has(socket)) {
      report({ kind: 'tls', message: explainHandshakeFailure(error), remoteAddress });
      socket.destroy();
      return;
    }
    heard.add(socket);
    const { status, message } = explainUnreadableRequest(error);
    report({ kind: 'http', message, remoteAddress });
    if (status === 0 || !socket.writable) socket.destroy();
    else socket.end(unreadable(status));
  });
}

function unreadable(status: number): string {
  const reason = STATUS_CODES[status] ?? '';
  return `HTTP/1.1 ${status} ${reason}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`;
}

function bind(server: Server, { host, port }: ResolvedReceiverOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new PortInUseError(port, { cause: error })
          : new ListenError(host, port, error),
      );
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

/** Every TCP connection there is: Node's own `closeAllConnections` passes over those still in the handshake. */
function trackConnections(server: Server): ReadonlySet<Socket> {
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  return connections;
}

/**
 * After `server.close()` Node keeps a connection that was busy at that moment until its keep-alive timeout; so answers
 * that come later say `Connection: close` (see the ingest step).
 */
async function shutDown(
  server: Server,
  connections: ReadonlySet<Socket>,
  gracePeriod: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => connections.forEach((one) => one.destroy()), gracePeriod);
  await closed;
  clearTimeout(timer);
}

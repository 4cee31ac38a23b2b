/**
 * The receiver: an HTTPS server that owns its port, hands POST and PUT straight to the ingest step and everything
 * else to the Express app, and closes without losing an answer.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

import type { Journal } from '../journal/journal';
import { clearTimeout, realNow, setTimeout } from '../real-time';
import type { Findings } from '../notification/inspection';
import type { Authority } from '../tls/authority';
import { AnswerTimes } from './answer-times';
import { createReceiverApp, isDelivery } from './app';
import { bind } from './bind';
import { createClientCertificates } from './client-certificates';
import { checkIssuable } from './faults/fault-certificate';
import { FaultBoard } from './faults/fault-board';
import type { Fault, FaultSwitch } from './faults/fault';
import { checkReachable, isHandshakeFault } from './faults/check-fault';
import { placeGate } from './faults/handshake-gate';
import { checkRuntime } from './faults/runtime';
import { bodyMemory, type MemoryUsage } from './body-memory';
import { BrokenRequests } from './broken-requests';
import { createIngest } from './ingest';
import {
  resolveReceiverOptions,
  type ReceiverOptions,
  type ResolvedReceiverOptions,
} from './options';
import { RecentTroubles, type Troubles } from './recent-troubles';
import { createRefusedClients } from './refused-clients';
import { reportTroubles } from './report-troubles';
import type { ServerCertificate } from './server-certificate';
import type { TroubleListener } from './trouble';

export interface ReceiverDependencies {
  readonly certificate: ServerCertificate;
  /** The CA that issued the certificate, for faults that show another one. @default none: of those, only `unknown-ca` can be switched on */
  readonly authority?: Authority;
  /** Not closed by the receiver: whoever opened it closes it, after the receiver. */
  readonly journal: Journal;
  readonly onTrouble?: TroubleListener;
  /** What chooses the port, for whoever is told that it is taken. @default `--port` */
  readonly portFlag?: string;
  /** Unix milliseconds. @default real time */
  readonly now?: () => number;
}

/** A receiver that listens. */
export interface RunningReceiver extends AsyncDisposable {
  readonly port: number;
  readonly options: ResolvedReceiverOptions;
  readonly faults: FaultSwitch;
  /** What came and was no delivery; those that `onTrouble` is told of. */
  readonly troubles: Troubles;
  /** Inspects a heavy body that is no delivery beside the event loop, see {@link BodyMemory.inspect}. */
  readonly inspect: (body: Buffer) => Promise<Findings | undefined>;
  /** What bodies take of `maxMemory` now. */
  readonly memory: () => MemoryUsage;
  /** Milliseconds from the head of a delivery's request to the end of its answer, by the id of its entry; of the newest, where there was one. */
  readonly answeredIn: (id: string) => number | undefined;
  /** From now on neither the port nor a connection to it keeps the process from ending. */
  unref(): void;
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
  const { journal, certificate, authority, onTrouble = () => undefined } = dependencies;
  const { now = realNow, portFlag: flag } = dependencies;
  const troubles = new RecentTroubles();
  const report: TroubleListener = (trouble) => {
    troubles.add({ ...trouble, at: now() });
    onTrouble(trouble);
  };
  const resolved = resolveReceiverOptions(options);
  let closing: Promise<void> | undefined;
  let stopped = false;
  /** Every connection is gone. */
  let over = false;
  const isClosing = (): boolean => stopped;
  const faults = new FaultBoard((fault) => prepare(fault));
  const memory = bodyMemory(resolved, report);
  const answerTimes = new AnswerTimes();
  const broken = new BrokenRequests();
  const ingest = createIngest({
    memory,
    answerTimes,
    broken,
    journal,
    options: resolved,
    report,
    now,
    isClosing,
    isOver: () => over,
    faults,
    reset: (socket) => resetBelow(socket, connections),
  });
  const app = createReceiverApp(ingest, resolved.path);

  const tls = tlsOptions(certificate, resolved);
  // Logstash asks for no Host header; Node would answer before anybody here hears of the request.
  const settings = { ...tls, ...timeLimits(resolved), requireHostHeader: false };
  const server = createServer(settings, (request, response) => {
    if (isDelivery(request.method, request.url, resolved.path)) ingest(request, response);
    else app(request, response);
  });
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // What is refused by its length alone need not be sent.
    if (Number(request.headers['content-length'] ?? 0) <= resolved.maxBody)
      response.writeContinue();
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    server.emit('request', request, response);
  });
  const clients =
    certificate.clientCa === undefined ? undefined : createClientCertificates(certificate.clientCa);
  clients?.watch(server);
  const refused = createRefusedClients({ clients, journal, report, now });
  const gate = placeGate(server, {
    ...{ faults, journal, report, now, tls, authority, clients },
  });
  const keepRefusal = (socket: Socket): boolean => refused.keep(socket);
  reportTroubles(server, { gate, broken, report, keepRefusal });
  const connections = trackConnections(server);
  await bind(server, resolved, { ...(flag !== undefined && { flag }) });

  function prepare(fault: Fault): void {
    checkRuntime(fault);
    if (!isHandshakeFault(fault)) return;
    checkReachable(fault.kind, server);
    checkIssuable(fault.kind, authority);
    gate.prepare(fault.kind);
  }

  async function stop(): Promise<void> {
    stopped = true;
    faults.clear();
    await shutDown(server, connections, resolved.gracePeriod);
    over = true;
    await gate.settled();
    await memory.close();
    await refused.settled();
  }

  const close = (): Promise<void> => (closing ??= stop());
  return {
    port: (server.address() as AddressInfo).port,
    options: resolved,
    faults,
    troubles,
    memory: memory.usage,
    answeredIn: (id) => answerTimes.of(id),
    unref() {
      server.unref();
      server.on('connection', (socket: Socket) => socket.unref());
      for (const one of connections) one.unref();
    },
    inspect: (body) => memory.inspect(body, { logstashField: resolved.logstashField }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function tlsOptions(
  { cert, key, clientCa }: ServerCertificate,
  { headersTimeout }: ResolvedReceiverOptions,
) {
  return {
    cert,
    key,
    ...(clientCa !== undefined && { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
    ALPNProtocols: ['http/1.1'],
    minVersion: 'TLSv1.2',
    handshakeTimeout: headersTimeout,
  } as const;
}

function timeLimits(options: ResolvedReceiverOptions): ServerOptions {
  return {
    headersTimeout: options.headersTimeout,
    requestTimeout: options.requestTimeout,
    keepAliveTimeout: options.idleTimeout,
    connectionsCheckingInterval: Math.min(TIMEOUT_CHECK, options.headersTimeout),
  };
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

/** The TCP connection below a TLS socket, which Node keeps to itself, is the one to the same port. */
function resetBelow(socket: Socket, connections: ReadonlySet<Socket>): void {
  const { remoteAddress, remotePort } = socket;
  for (const one of connections) {
    if (one.remotePort === remotePort && one.remoteAddress === remoteAddress) one.resetAndDestroy();
  }
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
  const timer = setTimeout(() => {
    // First those that Node knows: an answer to one of which only the TCP connection below is gone would fail to be written.
    server.closeAllConnections();
    connections.forEach((one) => one.destroy());
  }, gracePeriod);
  await closed;
  clearTimeout(timer);
}

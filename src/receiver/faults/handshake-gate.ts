/**
 * Stands before the TLS of the receiver and decides for each connection whether a handshake fault acts on it.
 *
 * A faulted handshake is made by a TLS server of its own, with the certificate of the fault and session keys that
 * serve for nothing else, so that no session of a right handshake can be resumed past the fault. If the sender goes
 * through with it all the same, the connection is handed to the receiver like any other. What came of the handshake
 * is journalled.
 *
 * @module
 */
import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import { createServer, type TlsOptions, type TLSSocket } from 'node:tls';

import { messageOf } from '../../errors';
import type { Journal } from '../../journal/journal';
import { setImmediate } from '../../real-time';
import type { Authority } from '../../tls/authority';
import { explainHandshakeFailure, HUNG_UP_AFTER_HANDSHAKE, type TroubleListener } from '../trouble';
import type { ClientCertificates } from '../client-certificates';
import { HANDSHAKE_ENTRY } from '../handshake-entry';
import type { HandshakeFault } from './fault';
import type { Action, FaultBoard } from './fault-board';
import { issueFaulty, type CertificateFault, type ShownCertificate } from './fault-certificate';

export interface GateDependencies {
  readonly faults: FaultBoard;
  readonly journal: Journal;
  readonly report: TroubleListener;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** The receiver's own settings; a fault changes the certificate and nothing else. */
  readonly tls: TlsOptions & ShownCertificate;
  readonly authority: Authority | undefined;
  /** `undefined`: none are asked for. */
  readonly clients: ClientCertificates | undefined;
}

export interface HandshakeGate {
  /** Whether the gate itself says in the journal what came of this connection's handshake. */
  knows(socket: Socket): boolean;
  /** Issues what this fault will show. */
  prepare(kind: HandshakeFault['kind']): void;
  /** Resolves once the journal has what came of every handshake; to be called when all connections are closed. */
  settled(): Promise<void>;
}

/** What came of a handshake: the sentence for the journal, and the TLS version if they got that far. */
interface Outcome {
  readonly reason: string;
  readonly tlsVersion?: string | null;
}
type Settle = (outcome: Outcome) => void;

const HELD =
  'The fault "handshake-hang" left the sender without an answer, and the sender gave up.';
const LET_GO = 'The fault "handshake-hang" held the sender until it was cleared.';
const RESET = 'The fault "handshake-reset" reset the connection in the TLS handshake.';
const TOOK_IT =
  'The sender took the certificate all the same and sent a request: it does not verify whom it talks to.';
const GONE = 'The sender hung up before the TLS handshake.';

/** Puts the gate before the server's own TLS. */
export function placeGate(server: Server, dependencies: GateDependencies): HandshakeGate {
  const { faults, journal, report, now, tls, authority, clients } = dependencies;
  const known = new WeakSet<Socket>();
  const underWay = new Set<Promise<void>>();
  const certificates = new Map<CertificateFault, Promise<ShownCertificate>>();
  const receive = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const action = faults.actOnHandshake();
    if (action === undefined) {
      for (const listener of receive) listener.call(server, socket);
      return;
    }
    const done: Promise<void> = act(socket, action).finally(() => underWay.delete(done));
    underWay.add(done);
  });

  async function act(socket: Socket, action: Action<HandshakeFault>): Promise<void> {
    const { kind } = action.fault;
    const remoteAddress = socket.remoteAddress ?? '';
    const receivedAt = now();
    try {
      const { reason, tlsVersion = null } = await new Promise<Outcome>((settle, reject) => {
        socket.once('close', () => action.end());
        // Whatever else is known of it is known by then.
        socket.once('close', () => setImmediate(settle, { reason: GONE }));
        socket.on('error', () => undefined);
        if (kind === 'handshake-hang') hang(socket, action, settle);
        else if (kind === 'handshake-reset') resetAtHello(socket, action, settle);
        else certificateOf(kind).then((shown) => shake(socket, shown, settle), reject);
      });
      await journal.append({
        ...HANDSHAKE_ENTRY,
        receivedAt,
        remoteAddress,
        tlsVersion,
        fault: kind,
        answer: { status: 0, reason },
      });
    } catch (error) {
      socket.destroy();
      const message = `The fault "${kind}" is not in the journal: ${messageOf(error)}`;
      report({ kind: 'journal', message, remoteAddress });
    }
  }

  function hang(socket: Socket, action: Action<HandshakeFault>, settle: Settle): void {
    action.onClear(() => {
      settle({ reason: LET_GO });
      socket.destroy();
    });
    // Read on, or the sender's leaving would not be seen.
    socket.resume().once('end', () => socket.destroy());
    socket.once('close', () => settle({ reason: HELD }));
  }

  /** Not before the sender has begun: it would take a reset that comes sooner for a port that nobody listens on. */
  function resetAtHello(socket: Socket, action: Action<HandshakeFault>, settle: Settle): void {
    action.onClear(() => socket.destroy());
    socket.once('end', () => socket.destroy());
    socket.once('data', () => {
      settle({ reason: RESET });
      socket.resetAndDestroy();
    });
  }

  function shake(raw: Socket, shown: ShownCertificate, settle: Settle): void {
    if (raw.destroyed) return;
    const once = createServer({ ...tls, ...shown });
    clients?.watch(once);
    once.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
      const refused = clients?.refusalOf(socket);
      if (refused === undefined) settle({ reason: explainHandshakeFailure(error) });
      else settle({ reason: refused.message, tlsVersion: refused.tlsVersion });
      socket.destroy();
    });
    once.on('secureConnection', (socket) => {
      known.add(socket);
      watch(socket, settle);
      server.emit('secureConnection', socket);
    });
    once.emit('connection', raw);
  }

  /** The handshake is over for the server; what the sender thinks of it shows in what it does next. */
  function watch(socket: TLSSocket, settle: Settle): void {
    const tlsVersion = socket.getProtocol();
    const onRequest = (request: { socket: Socket }): void => {
      if (request.socket === socket) finish({ reason: TOOK_IT, tlsVersion });
    };
    const onError = (error: NodeJS.ErrnoException, failed: Socket): void => {
      // Without an alert it only broke off, and that is told by 'close'.
      if (failed !== socket || error.code?.includes('_ALERT_') !== true) return;
      finish({ reason: explainHandshakeFailure(error), tlsVersion });
    };
    const finish: Settle = (outcome) => {
      server.off('request', onRequest);
      server.off('clientError', onError);
      settle(outcome);
    };
    server.on('request', onRequest);
    server.on('clientError', onError);
    socket.once('close', () => finish({ reason: HUNG_UP_AFTER_HANDSHAKE, tlsVersion }));
  }

  function certificateOf(kind: CertificateFault): Promise<ShownCertificate> {
    const made = certificates.get(kind) ?? issueFaulty(kind, tls, authority);
    certificates.set(kind, made);
    return made;
  }

  return {
    knows: (socket) => known.has(socket),
    prepare(kind) {
      if (kind === 'handshake-hang' || kind === 'handshake-reset') return;
      // Whoever meets it hears of a failure.
      certificateOf(kind).catch(() => undefined);
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

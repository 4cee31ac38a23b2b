/**
 * Tells of connections that never became a delivery: a handshake that failed, a request that is no HTTP.
 *
 * @module
 */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Server } from 'node:https';
import type { Socket } from 'node:net';

import type { HandshakeGate } from './faults/handshake-gate';
import {
  explainHandshakeFailure,
  explainUnreadableRequest,
  HUNG_UP_AFTER_HANDSHAKE,
  isCutShort,
  type TroubleListener,
} from './trouble';

export interface TroubleDependencies {
  readonly gate: HandshakeGate;
  readonly report: TroubleListener;
  /** Journals the handshake of a client whose certificate was refused; `false` when that was not the reason. */
  readonly keepRefusal: (socket: Socket) => boolean;
}

/**
 * Node's HTTPS server emits `clientError` for a failed handshake as well as for a request that is no HTTP. And a
 * sender that does not like the certificate need not say so: many finish the handshake and hang up.
 */
export function reportTroubles(
  server: Server,
  { gate, report, keepRefusal }: TroubleDependencies,
): void {
  const established = new WeakSet<Socket>();
  /** The answer to the last request of each connection; `null` when that was none that can be read. */
  const heard = new WeakMap<Socket, ServerResponse | null>();
  server.on('secureConnection', (socket) => {
    established.add(socket);
    const remoteAddress = socket.remoteAddress ?? '';
    socket.once('close', () => {
      if (heard.has(socket) || gate.knows(socket) || !server.listening) return;
      report({ kind: 'tls', message: HUNG_UP_AFTER_HANDSHAKE, remoteAddress });
    });
  });
  server.on('request', ({ socket }: IncomingMessage, response) => heard.set(socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const remoteAddress = socket.remoteAddress ?? '';
    if (!established.has(socket)) {
      if (!keepRefusal(socket))
        report({ kind: 'tls', message: explainHandshakeFailure(error), remoteAddress });
      socket.destroy();
      return;
    }
    if (gate.knows(socket) && !heard.has(socket)) {
      socket.destroy();
      return;
    }
    const response = heard.get(socket);
    heard.set(socket, null);
    const { status, message } = explainUnreadableRequest(error);
    // Broken off in its body: a delivery tells so itself, in the journal.
    if (!isCutShort(error) || response?.req.complete !== false)
      report({ kind: 'http', message, remoteAddress });
    if (status === 0 || !socket.writable) socket.destroy();
    else if (response?.headersSent === true && !response.writableFinished) socket.end();
    else socket.end(unreadable(status));
  });
}

function unreadable(status: number): string {
  const reason = STATUS_CODES[status] ?? '';
  return `HTTP/1.1 ${status} ${reason}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`;
}

/**
 * Tells of connections that never became a delivery: a handshake that failed, a request that is no HTTP. Sees to it that
 * what a connection ends with has its answer, when its sender listens still.
 *
 * @module
 */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Server } from 'node:https';
import type { Socket } from 'node:net';

import type { Answer } from '../journal/entry';
import type { BrokenRequests } from './broken-requests';
import type { HandshakeGate } from './faults/handshake-gate';
import {
  explainHandshakeFailure,
  explainUnreadableRequest,
  HUNG_UP_AFTER_HANDSHAKE,
  isCutShort,
  isOver,
  isUnread,
  NO_PROXY,
  type TroubleListener,
} from './trouble';

export interface TroubleDependencies {
  readonly gate: HandshakeGate;
  readonly broken: BrokenRequests;
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
  { gate, broken, report, keepRefusal }: TroubleDependencies,
): void {
  const established = new WeakSet<Socket>();
  /** The answer to the last request of each connection; `null` when that was none that can be read. */
  const heard = new WeakMap<Socket, ServerResponse | null>();
  // Node has no option for it: it ends what its sender ended, answers under way or not.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('secureConnection', (socket) => {
    established.add(socket);
    // A sender that ends behind its request, or in the middle of it, may listen still, to one answer for each request.
    socket.allowHalfOpen = true;
    socket.once('end', () => {
      const last = heard.get(socket);
      if (last) last.shouldKeepAlive = false;
    });
    const remoteAddress = socket.remoteAddress ?? '';
    socket.once('close', () => {
      if (heard.has(socket) || gate.knows(socket) || !server.listening) return;
      report({ kind: 'tls', message: HUNG_UP_AFTER_HANDSHAKE, remoteAddress });
    });
  });
  server.on('request', ({ socket }: IncomingMessage, response) => heard.set(socket, response));
  server.on('connect', (_, socket: Socket) => {
    const before = heard.get(socket);
    heard.set(socket, null);
    report({ kind: 'http', message: NO_PROXY, remoteAddress: socket.remoteAddress ?? '' });
    const answer = (): unknown => socket.end(unreadable(405, 'allow: POST, PUT\r\n'));
    // Node listens to this connection no more.
    socket.on('error', () => undefined);
    if (before?.writableFinished === false) before.once('finish', answer);
    else answer();
  });
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
    const { status, message } = explainUnreadableRequest(error);
    const response = heard.get(socket);
    heard.set(socket, null);
    if (response === null) {
      // More of what was told of; the answer to what came before it may still be on its way.
      if (!socket.writable || isOver(error)) socket.destroy();
      return;
    }
    // Broken in its body: a delivery tells so itself, in the journal.
    if (isUnread(error) || response?.req.complete !== false)
      report({ kind: 'http', message, remoteAddress });
    if (status === 0 || !socket.writable) socket.destroy();
    else if (response === undefined) endWith(unreadable(status), error, socket);
    else answerBroken(response, error, { status, reason: message });
  });

  /** For what cannot be read in the body of a request, or behind it. What the journal says of that request stays true. */
  function answerBroken(
    response: ServerResponse,
    error: NodeJS.ErrnoException,
    answer: Answer,
  ): void {
    const { req: request, headersSent, writableFinished } = response;
    const { socket } = request;
    const last = unreadable(answer.status);
    if (headersSent) {
      const isNext = request.complete && writableFinished;
      endWith(isNext ? last : '', error, socket);
    } else if (broken.isDecided(request)) {
      // Its answer is to come, and the connection ends with that.
      response.shouldKeepAlive = false;
    } else if (response.socket === null && !isOver(error)) {
      // Another request has its answer first, for which this one would be taken.
      response.once('socket', () => answerBroken(response, error, answer));
    } else if (isCutShort(error) || response.socket === null) {
      // Nobody is left to be told, or there is no more time for the answers before.
      socket.destroy();
    } else {
      broken.answer(request, answer);
      endWith(last, error, socket);
    }
  }
}

/** A sender whose time is up is cut off: it may neither close nor be done, and Node does not look at the time of a request twice. */
function endWith(last: string, error: NodeJS.ErrnoException, socket: Socket): void {
  socket.end(last);
  if (isOver(error)) socket.destroySoon();
}

function unreadable(status: number, more = ''): string {
  const reason = STATUS_CODES[status] ?? '';
  return `HTTP/1.1 ${status} ${reason}\r\n${more}content-length: 0\r\nconnection: close\r\n\r\n`;
}

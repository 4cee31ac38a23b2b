/**
 * Faults of requests: what is done to the answer of a delivery that was received like any other.
 *
 * The journal is told beforehand what the sender will get, so a fault is applied to the judgement: it changes the
 * answer that is journalled and the function that gives it, both at once.
 *
 * @module
 */
import { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Writable } from 'node:stream';

import type { Answer, Verdict } from '../../journal/entry';
import { clearInterval, clearTimeout, setInterval, setTimeout } from '../../real-time';
import { answerStatus } from '../answers';
import type { Judgement } from '../judge';
import type { RequestFault } from './fault';
import type { Action } from './fault-board';

/** What a fault may do to a connection. */
export interface FaultReach {
  /** Resets the TCP connection below this socket. */
  readonly reset: (socket: Socket) => void;
  /** The receiver takes no further connection: answers must not promise to keep one. */
  readonly isClosing: () => boolean;
}

/** Milliseconds from byte to byte of a slow response. */
const SLOW = 100;

/** The judgement as this fault leaves it. */
export function applyFault(
  judgement: Judgement,
  action: Action<RequestFault>,
  reach: FaultReach,
): Judgement {
  const { fault, before, random } = action;
  const instead = (answer: Answer, send: Judgement['send']): Judgement => ({
    ...judgement,
    verdict: verdictOf(answer, judgement.verdict),
    answer,
    fault: fault.kind,
    send,
  });

  switch (fault.kind) {
    case 'delay': {
      const { milliseconds: given } = fault;
      const wait = typeof given === 'number' ? given : random.integer(given.from, given.to);
      const send: Judgement['send'] = (response, entry) => {
        const answer = (): void => {
          if (reach.isClosing()) response.shouldKeepAlive = false;
          judgement.send(response, entry);
        };
        answerLater(response, answer, { wait, action });
      };
      return { ...judgement, fault: fault.kind, send };
    }
    case 'status': {
      const list = [fault.status].flat();
      const status = list[Math.min(before, list.length - 1)] ?? 0;
      const answer = { status, reason: `The fault "status" answered ${status}.` };
      return instead(answer, (response) => answerStatus(response, status));
    }
    case 'connection-reset':
      return instead(none('The fault "connection-reset" reset the connection.'), ({ req }) =>
        reach.reset(req.socket),
      );
    case 'empty-response':
      return instead(none('The fault "empty-response" closed the connection.'), ({ req }) =>
        req.socket.destroySoon(),
      );
    case 'never-respond':
      return instead(none('The fault "never-respond" gave no answer.'), (response) => {
        action.onClear(() => response.destroy());
        onceEnded(response.req.socket, () => response.destroy());
      });
    case 'slow-response': {
      const { milliseconds: wait = SLOW } = fault;
      const send: Judgement['send'] = (response, entry) => {
        const whole = wholeAnswer(response, (draft) => judgement.send(draft, entry));
        void whole.then((bytes) => dribble(response, bytes, { wait, action }));
      };
      return { ...judgement, fault: fault.kind, send };
    }
  }
}

/** A sender that has ended its side is, as far as can be known, gone: nothing else would tell of it. */
function onceEnded(socket: Socket, gone: () => void): void {
  if (socket.readableEnded) gone();
  else socket.once('end', gone);
}

function none(reason: string): Answer {
  return { status: 0, reason };
}

/** What was right all the same was refused, unless the fault answers with a success. */
function verdictOf({ status }: Answer, verdict: Verdict): Verdict {
  if (status >= 200 && status < 300) return 'accepted';
  return verdict === 'accepted' ? 'refused' : verdict;
}

interface Pace {
  /** Milliseconds. */
  readonly wait: number;
  readonly action: Pick<Action<RequestFault>, 'onClear'>;
}

/** Answers after `wait`, or at once when the fault is cleared; not at all when the sender is gone by then. */
function answerLater(response: ServerResponse, answer: () => void, { wait, action }: Pace): void {
  // The connection it waits for decides whether the process may end.
  const timer = setTimeout(answer, wait).unref();
  const stop = (): void => clearTimeout(timer);
  response.once('close', stop);
  action.onClear(() => {
    stop();
    if (!response.headersSent) answer();
  });
}

/** The bytes that an answer comes to, which says that the connection ends with it. */
function wholeAnswer(
  { req: request }: ServerResponse,
  send: (draft: ServerResponse) => void,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const draft = new ServerResponse(request);
  draft.shouldKeepAlive = false;
  // A response asks no more of its socket than to be written to.
  draft.assignSocket(sink as unknown as Socket);
  return new Promise((resolve) => {
    draft.once('finish', () => resolve(Buffer.concat(chunks)));
    send(draft);
  });
}

/** Writes one byte each `wait`, or the rest at once when the fault is cleared, and closes the connection. */
function dribble({ req: { socket } }: ServerResponse, bytes: Buffer, { wait, action }: Pace): void {
  let sent = 0;
  const finish = (): void => {
    clearInterval(timer);
    if (socket.writable) socket.write(bytes.subarray(sent));
    socket.destroySoon();
  };
  const timer = setInterval(() => {
    if (socket.writable) socket.write(bytes.subarray(sent, sent + 1));
    sent += 1;
    if (sent === bytes.length) finish();
  }, wait).unref();
  socket.once('close', () => clearInterval(timer));
  action.onClear(finish);
}

/**
 * The way of one body: credentials → bytes → inspection → journal → answer. It never runs back. What a body holds in
 * memory is counted from its first byte to its answer (`memory-budget.ts`); a heavy one waits for its turn (`heavy/`),
 * and so does one whose sender did not wait for the answer before (`turns.ts`).
 *
 * A plain Node request listener, so that Express does not stand on the hot path. What is answered 2xx is in the
 * journal, and durable when the journal is; nothing is answered before that.
 *
 * Faults act between the journal and the answer (and, in the handshake, before all of this).
 *
 * @module
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { messageOf } from '../errors';
import type { EntryDraft, JournalEntry, Writable } from '../journal/entry';
import type { Journal } from '../journal/journal';
import { bodyMemory, type BodyMemory } from './body-memory';
import { BrokenRequests } from './broken-requests';
import { AnswerTimes } from './answer-times';
import { answerOverloaded, answerProblem, problem } from './answers';
import { createCredentialCheck } from './credentials';
import { Drain } from './drain';
import type { FaultBoard } from './faults/fault-board';
import { applyFault, type FaultReach } from './faults/request-fault';
import { createJudge, type Judgement } from './judge';
import type { MemoryShare } from './memory-budget';
import type { ResolvedReceiverOptions } from './options';
import { readBody, type ReceivedBody } from './read-body';
import { stopwatch } from '../real-time';
import { createHeadReader, type RequestHead } from './request-head';
import { createSenderReader } from './sender-of';
import type { TroubleListener } from './trouble';
import { Turns } from './turns';

export interface IngestDependencies {
  readonly journal: Journal;
  readonly options: ResolvedReceiverOptions;
  readonly report: TroubleListener;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** The receiver takes no further connection: answers must not promise to keep one. */
  readonly isClosing: () => boolean;
  /** The receiver has ended, and every connection with it: nobody is left to be answered. @default never */
  readonly isOver?: () => boolean;
  readonly faults: FaultBoard;
  /** Resets the TCP connection below this socket. */
  readonly reset: FaultReach['reset'];
  /** @default made from the options */
  readonly memory?: BodyMemory;
  /** Told when requests come and answers go. @default one that nobody asks */
  readonly answerTimes?: AnswerTimes;
  /** Shared with those who hear of what cannot be read. @default one that nobody else knows */
  readonly broken?: BrokenRequests;
}

/** Bytes that are read on of a body that is refused before its end, as a multiple of the largest one. */
const READ_ON = 16;

/** Makes the listener for POST and PUT. */
export function createIngest(dependencies: IngestDependencies): RequestListener {
  const { journal, options, report, now, isClosing, faults, reset } = dependencies;
  const { answerTimes = new AnswerTimes(), isOver = () => false } = dependencies;
  const { broken = new BrokenRequests() } = dependencies;
  const { budget, lane, inspector } = dependencies.memory ?? bodyMemory(options, report);
  const reach: FaultReach = { reset, isClosing };
  const drain = new Drain(options.maxBody * READ_ON);
  const refusalOf = createCredentialCheck(options);
  const readHead = createHeadReader(options);
  const senderOf = createSenderReader();
  const judge = createJudge({ options, inspector, drain });
  const turns = new Turns();
  let pending = 0;

  return (request, response) => {
    try {
      receive(request, response);
    } catch (error) {
      fail({ request, response }, 'internal', error);
    }
  };

  function receive(request: IncomingMessage, response: ServerResponse): void {
    const began = stopwatch();
    const head = readHead(request);
    const exchange = { request, response, head, began };
    const refusal = refusedByHead(request);
    if (refusal !== undefined) {
      request.resume();
      broken.decide(request);
      inTurn(exchange, () => keep(exchange, refusal));
      return;
    }
    const share = budget.share();
    // Told, not promised: a promise for each step takes a tenth of the time of an ordinary delivery.
    readBody(request, { limit: options.maxBody, share }, (received) => {
      try {
        take(exchange, share, received);
      } catch (error) {
        fail(exchange, 'internal', error);
      }
    });
  }

  /** What is answered whatever the body is. */
  function refusedByHead(request: IncomingMessage): Judgement | undefined {
    if (expectsTooMuch(request)) return judge.expectationFailed();
    const refusal = refusalOf(request);
    return refusal && judge.unauthorized(refusal);
  }

  function take(exchange: Exchange, share: MemoryShare, received: ReceivedBody): void {
    switch (received.kind) {
      case 'aborted':
        // No fault acts on it: its sender is gone, or was answered.
        keepAsJudged(exchange, judge.aborted(received.size, broken.answerTo(exchange.request)));
        return;
      case 'too-large':
        broken.decide(exchange.request);
        inTurn(exchange, () => keep(exchange, judge.tooLarge(received.size)));
        return;
      case 'overloaded':
        overload(exchange, NO_ROOM);
        return;
      case 'complete':
        if (pending < options.maxPendingRequests) {
          judgeAndKeep(exchange, share, received.bytes);
          return;
        }
        share.release();
        overload(exchange, `${pending} requests wait for the journal`);
    }
  }

  function judgeAndKeep(exchange: Exchange, share: MemoryShare, bytes: Buffer): void {
    pending += 1;
    const done = (): void => {
      pending -= 1;
      share.release();
    };
    const begin = (): void => {
      try {
        const judgement = judge.light(bytes, exchange.head.form, share);
        if (judgement === undefined) void keepHeavy(exchange, bytes).finally(done);
        else keep(exchange, judgement, done);
      } catch (error) {
        done();
        throw error;
      }
    };
    inTurn(exchange, begin, done);
  }

  /** What is skipped was neither taken nor refused, and its sender sees the connection end. */
  function inTurn(exchange: Exchange, begin: () => void, skip: () => void = ignore): void {
    const attempt = (): void => {
      try {
        begin();
      } catch (error) {
        fail(exchange, 'internal', error);
      }
    };
    turns.wait(exchange.response, attempt, skip);
  }

  /** Never rejects. */
  async function keepHeavy(exchange: Exchange, bytes: Buffer): Promise<void> {
    const inTurn = async (): Promise<void> => {
      const judgement = await judge.heavy(bytes, exchange.head.form);
      await new Promise<void>((resolve) => keep(exchange, judgement, resolve));
    };
    try {
      if (!(await lane.run(inTurn)) && !isOver()) overload(exchange, NO_TURN);
    } catch (error) {
      // What ends with the receiver was not acknowledged, and is no defect.
      if (!isOver()) fail(exchange, 'internal', error);
    }
  }

  function keep(exchange: Exchange, judgement: Judgement, done?: () => void): void {
    keepAsJudged(exchange, faulted(judgement, exchange.response), done);
  }

  /** Journals, then answers. The order is the promise of this whole product. */
  function keepAsJudged(exchange: Exchange, judgement: Judgement, done?: () => void): void {
    const { response, began } = exchange;
    const answer = ({ id }: JournalEntry): void => {
      try {
        if (isClosing()) response.shouldKeepAlive = false;
        judgement.send(response, id);
        answerTimes.answering(id, response, began);
      } catch (error) {
        fail(exchange, 'internal', error);
      }
      done?.();
    };
    const failed = (error: unknown): void => {
      fail(exchange, 'journal', error);
      done?.();
    };
    void journal.append(draft(exchange, judgement), judgement.bodyField).then(answer, failed);
  }

  function faulted(judgement: Judgement, response: ServerResponse): Judgement {
    const action = faults.actOnRequest();
    if (action === undefined) return judgement;
    response.once('close', () => action.end());
    return applyFault(judgement, action, reach);
  }

  function draft({ request, head }: Exchange, judgement: Judgement): EntryDraft {
    const { remoteAddress, tlsVersion } = senderOf(request.socket);
    const { method, path, headers, idempotencyKey } = head;
    const made: Writable<EntryDraft> = {
      receivedAt: now(),
      remoteAddress,
      tlsVersion,
      method,
      path,
      headers,
      body: judgement.body,
      bodySize: judgement.bodySize,
      findings: judgement.findings,
      verdict: judgement.verdict,
      answer: judgement.answer,
    };
    // Not spread: V8 is slow at that.
    if (idempotencyKey !== undefined) made.idempotencyKey = idempotencyKey;
    if (judgement.fault !== undefined) made.fault = judgement.fault;
    return made;
  }

  function overload({ request, response }: Exchange, why: string): void {
    const message = `${why}; a delivery was answered 429.`;
    report({ kind: 'overload', message, remoteAddress: request.socket.remoteAddress ?? '' });
    if (isClosing()) response.shouldKeepAlive = false;
    answerOverloaded(response, drain);
  }

  function fail(
    { request, response }: Pick<Exchange, 'request' | 'response'>,
    kind: 'journal' | 'internal',
    error: unknown,
  ): void {
    const message = messageOf(error);
    report({ kind, message, remoteAddress: request.socket.remoteAddress ?? '' });
    if (response.headersSent) response.destroy();
    else answerProblem(response, kind === 'journal' ? NOT_STORED : DEFECT);
  }
}

/** Of what a sender may expect there is `100-continue` alone; HTTP/1.0 knows of none. */
function expectsTooMuch({ headers, httpVersion }: IncomingMessage): boolean {
  const { expect } = headers;
  return expect !== undefined && expect.toLowerCase() !== '100-continue' && httpVersion !== '1.0';
}

function ignore(): void {
  // Nothing is held for it.
}

/** A request, its answer, and when it came, by the `stopwatch`. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly head: RequestHead;
  readonly response: ServerResponse;
  readonly began: number;
}

const NO_ROOM =
  'Bodies on their way take all the memory that they may (--max-memory), or this one came too slowly while others waited';
const NO_TURN = 'Large bodies wait for their inspection longer than their senders do';

const NOT_STORED = problem(
  'WST_JOURNAL_WRITE',
  503,
  'The journal cannot write',
  'The notification could not be stored, so it is not acknowledged: send it again.',
);

const DEFECT = problem(
  'WST_INTERNAL',
  500,
  'The receiver failed',
  'This is a defect of Wallstash; its output has the cause.',
);

/**
 * One request and its answer over `node:https`, within the request timeout.
 *
 * Invariants: `done` is called exactly once, whatever the peer does; afterwards the timer is stopped and the socket is
 * closing. The request timeout begins when the connection is up and covers the whole answer. Memory is bounded by the
 * limits of `answer.ts`.
 *
 * For connections of one request; those of many are the work of `kept-connection.ts`.
 *
 * @module
 */
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';

import { AnswerReader, MAX_ANSWER_HEADER_BYTES, MAX_INTERIM_ANSWERS } from './answer';
import type { AnswerStart } from './attempt-record';
import type { Timers } from './clock';
import type { Connector } from './connector';
import type { ResolvedDeliverySettings } from './settings';

/** Why an exchange ended without a whole answer. */
export type ExchangeTrouble = 'timeout' | 'aborted' | 'interim-flood' | Error;

/** How an exchange ended. Times are readings of the stopwatch. */
export interface ExchangeResult {
  /** The connection used; `null` when none could be opened: then `trouble` is the {@link OpeningFailed}. */
  readonly socket: Socket | null;
  readonly reusedConnection: boolean;
  readonly firstByteAt: number | null;
  readonly endedAt: number;
  readonly status: number | null;
  readonly answer: AnswerStart | null;
  readonly trouble: ExchangeTrouble | null;
}

/** What an exchange needs. */
export interface ExchangeContext {
  readonly settings: ResolvedDeliverySettings;
  readonly connector: Connector;
  readonly timers: Timers;
  /** From `wireHeaders`: all but the length. */
  readonly headers: readonly string[];
  readonly slot: AbortSlot;
}

/** Where an exchange leaves the way to abort it while it lasts: one exchange at a time. */
export interface AbortSlot {
  abort: (() => void) | null;
}

/** A closed connection that the peer does not let go of is cut after this many milliseconds. */
const LINGER_MS = 5_000;

/** Sends the body and calls `done` with what came of it. */
export function exchange(
  context: ExchangeContext,
  body: Buffer,
  done: (result: ExchangeResult) => void,
): void {
  new Exchange(context, done).start(body);
}

class Exchange {
  readonly #context: ExchangeContext;
  readonly #done: (result: ExchangeResult) => void;
  readonly #firstByte = (): void => {
    this.#firstByteAt = this.#context.timers.stopwatch();
  };
  #request: ClientRequest | undefined;
  #socket: Socket | null = null;
  #stopTimeout: (() => void) | undefined;
  #firstByteAt: number | null = null;
  #interimAnswers = 0;
  #response: IncomingMessage | undefined;
  #reader: AnswerReader | undefined;
  #settled = false;

  constructor(context: ExchangeContext, done: (result: ExchangeResult) => void) {
    this.#context = context;
    this.#done = done;
  }

  start(body: Buffer): void {
    const { settings, connector, headers, slot } = this.#context;
    slot.abort = () => this.#settle('aborted');
    const request = httpsRequest({
      ...connector.requestOptions,
      host: settings.host,
      port: settings.port,
      method: settings.method,
      path: settings.path,
      headers: [...headers, String(body.length)],
      maxHeaderSize: MAX_ANSWER_HEADER_BYTES,
    });
    this.#request = request;
    request.on('socket', (socket) => this.#connected(socket));
    request.on('information', () => this.#interim());
    request.on('upgrade', (response) => this.#upgraded(response));
    request.on('response', (response) => this.#read(response));
    request.on('error', (error) => this.#broken(error));
    request.on('close', () => this.#broken(new Error('closed without an answer')));
    request.end(body);
  }

  #connected(socket: Socket): void {
    if (this.#settled) return;
    const { timers, settings } = this.#context;
    this.#socket = socket;
    this.#stopTimeout = timers.after(settings.requestTimeout, () => this.#settle('timeout'));
    socket.prependOnceListener('data', this.#firstByte);
  }

  /**
   * What comes behind a whole answer changes nothing: the receiver has spoken, and the answer's own end follows. `close`
   * is the last event of every request; seldom the first word, but node:http may close without an error.
   */
  #broken(error: Error): void {
    if (this.#response?.complete !== true) this.#settle(error);
  }

  #interim(): void {
    this.#interimAnswers += 1;
    if (this.#interimAnswers > MAX_INTERIM_ANSWERS) this.#settle('interim-flood');
  }

  #upgraded(response: IncomingMessage): void {
    this.#response = response;
    this.#settle(null);
    response.socket.destroy();
  }

  #read(response: IncomingMessage): void {
    const reader = new AnswerReader();
    this.#response = response;
    this.#reader = reader;
    response.on('data', (chunk: Buffer) => {
      if (!reader.take(chunk)) this.#settle(null);
    });
    response.on('end', () => this.#settle(null));
    response.on('error', (error) => this.#settle(error));
  }

  #settle(trouble: ExchangeTrouble | null): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#context.slot.abort = null;
    this.#stopTimeout?.();
    this.#socket?.removeListener('data', this.#firstByte);
    const response = this.#response;
    const complete = response?.complete === true && trouble === null;
    this.#release(complete);
    this.#done({
      socket: this.#socket,
      reusedConnection: false,
      firstByteAt: this.#firstByteAt,
      endedAt: this.#context.timers.stopwatch(),
      status: response?.statusCode ?? null,
      answer: this.#reader?.result(response?.headers['content-encoding'], complete) ?? null,
      trouble,
    });
  }

  /** After a whole answer to a whole request node:http closes the socket; else it is destroyed. */
  #release(complete: boolean): void {
    const request = this.#request;
    if (!complete || request?.writableFinished !== true) {
      request?.destroy();
      return;
    }
    this.#socket?.setTimeout(LINGER_MS, () => this.#socket?.destroy());
  }
}

/**
 * A connection that carries one request after another: the hot path of a load run, without `node:http`.
 *
 * Invariants: one request at a time; `done` is called exactly once for each, whatever the peer does; after anything
 * but a whole, unambiguous answer, and after a byte that nobody asked for, the connection is destroyed. The request
 * timeout runs from the moment the request is written and covers the whole answer.
 *
 * Listeners and timer belong to the connection, not to the request: that is where the speed comes from.
 *
 * @module
 */
import type { TLSSocket } from 'node:tls';

import { AnswerParser, type AnswerTrouble } from './answer-parser';
import type { Timers } from './clock';
import type { ExchangeResult } from './exchange';

/** What all kept connections of a sender share. */
export interface KeptConnectionContext {
  readonly timers: Timers;
  /** In milliseconds. */
  readonly requestTimeout: number;
  /** From `requestHead`. */
  readonly head: string;
  /** Whether it is not to keep the process up, also while a request is under way. */
  readonly unref?: (() => boolean) | undefined;
}

/** Up to this length head and body are copied into one piece: cheaper than two writes. */
const COPIED_BYTES = 64 * 1024;
/** Given up this long before the peer does, so that no request meets its closing. */
const IDLE_MARGIN_MS = 1_000;

type Done = (result: ExchangeResult) => void;

/** See the module. Takes over a socket that was just opened. */
export class KeptConnection {
  readonly #context: KeptConnectionContext;
  readonly #socket: TLSSocket;
  #done: Done | null = null;
  #answer = new AnswerParser();
  #reused = false;
  #firstByteAt: number | null = null;
  #deadline = 0;
  #idleUntil = Infinity;
  #stopTimer: (() => void) | null = null;

  constructor(context: KeptConnectionContext, socket: TLSSocket) {
    this.#context = context;
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('end', () => this.#ended());
    socket.on('error', (error: Error) => this.#settle(error));
    socket.on('close', () => {
      this.#settle(new Error('closed without an answer'));
      this.#stopTimer?.();
    });
  }

  /** The next request may go over it. */
  usable(): boolean {
    return !this.#socket.destroyed && this.#context.timers.stopwatch() < this.#idleUntil;
  }

  /** Sends a body; to be called when no other is under way and the connection is usable. */
  send(body: Buffer, done: Done): void {
    this.#done = done;
    this.#answer = new AnswerParser();
    this.#firstByteAt = null;
    this.#deadline = this.#context.timers.stopwatch() + this.#context.requestTimeout;
    if (this.#stopTimer === null) this.#watch(this.#context.requestTimeout);
    this.#write(body);
  }

  /** Ends the connection, and the exchange under way if there is one. */
  abort(): void {
    this.#settle('aborted');
    this.destroy();
  }

  /** Lets the process end while the connection waits for its next user. */
  park(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#socket.unref();
  }

  /** The opposite of `park`. */
  unpark(): void {
    if (this.#context.unref?.() !== true) this.#socket.ref();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #write(body: Buffer): void {
    const head = `${this.#context.head}${body.length}\r\n\r\n`;
    if (body.length <= COPIED_BYTES) {
      const whole = Buffer.allocUnsafe(head.length + body.length);
      whole.write(head, 'latin1');
      body.copy(whole, head.length);
      this.#socket.write(whole);
      return;
    }
    this.#socket.cork();
    this.#socket.write(head, 'latin1');
    this.#socket.write(body);
    this.#socket.uncork();
  }

  /** One timer outlives many requests: when it fires it looks whether the request of that moment is late. */
  #watch(ms: number): void {
    this.#stopTimer = this.#context.timers.after(ms, () => {
      this.#stopTimer = null;
      if (this.#done === null) return;
      const left = this.#deadline - this.#context.timers.stopwatch();
      if (left <= 0) this.#settle('timeout');
      else this.#watch(Math.ceil(left));
    });
  }

  #read(bytes: Buffer): void {
    if (this.#done === null) {
      this.destroy();
      return;
    }
    this.#firstByteAt ??= this.#context.timers.stopwatch();
    if (this.#answer.take(bytes)) this.#settle(this.#answer.trouble);
  }

  #ended(): void {
    this.#answer.end();
    this.#settle(this.#answer.trouble);
    this.destroy();
  }

  #settle(trouble: AnswerTrouble | 'timeout' | 'aborted' | null): void {
    const done = this.#done;
    if (done === null) return;
    this.#done = null;
    const answer = this.#answer;
    const reusedConnection = this.#reused;
    const endedAt = this.#context.timers.stopwatch();
    this.#reused = true;
    this.#release(answer, endedAt);
    done({
      socket: this.#socket,
      reusedConnection,
      firstByteAt: this.#firstByteAt,
      endedAt,
      status: answer.status,
      answer: answer.body(),
      trouble,
    });
  }

  /** A long body that is still on its way would hold up the next request. */
  #release({ keepsConnection, keepAliveSeconds }: AnswerParser, now: number): void {
    if (!keepsConnection || this.#socket.writableLength > 2 * COPIED_BYTES) this.destroy();
    else this.#idleUntil = now + keepAliveSeconds * 1_000 - IDLE_MARGIN_MS;
  }
}

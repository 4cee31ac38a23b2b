/**
 * Requests that break before their end, between the two that know of them: the ingest step has, or will have, an answer for
 * some, and the connection is where the others are answered. What a sender is told and what the journal says are the same.
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';

import type { Answer } from '../journal/entry';

/** See the module. */
export class BrokenRequests {
  readonly #decided = new WeakSet<IncomingMessage>();
  readonly #answered = new WeakMap<IncomingMessage, Answer>();

  /** The rest of this request changes nothing about its answer, which is to come. */
  decide(request: IncomingMessage): void {
    this.#decided.add(request);
  }

  /** Whether an answer is given, or is to come, however the rest of this request goes. */
  isDecided(request: IncomingMessage): boolean {
    return request.complete || this.#decided.has(request);
  }

  /** This request broke, and was answered so on its connection. */
  answer(request: IncomingMessage, answer: Answer): void {
    this.#answered.set(request, answer);
  }

  /** What a request that broke was answered; `undefined`: nothing. */
  answerTo(request: IncomingMessage): Answer | undefined {
    return this.#answered.get(request);
  }
}

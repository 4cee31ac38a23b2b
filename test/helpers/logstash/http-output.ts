/** The http output: one POST for each event, and its rules for what is tried again and what is dropped. */
import type { ClientRequest } from 'node:http';
import { Agent, request, type RequestOptions } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { urlToHttpOptions } from 'node:url';

import { tlsFailureCode } from '../../../src/tls/tls-failure-code';
import type { Configuration } from './configuration';
import type { OutgoingEvent } from './events';

export interface OutputSettings {
  readonly url: string;
  /** PEM of the CA that the receiver's certificate is checked against. */
  readonly ca: string;
  readonly configuration: Configuration;
  /** How long an answer may take, in milliseconds. */
  readonly timeout: number;
  /** Milliseconds before the next try, after so many. */
  readonly retryAfter: (tries: number) => number;
}

/** What came of an event. */
export type Fate = 'delivered' | 'dropped' | 'interrupted';

/** A status, or why there is none. */
type Result = number | 'unanswered' | 'unreachable' | 'unusable' | 'interrupted';

/** The receiver has it already: counted as delivered. */
const IGNORABLE = 409;

/** Sends events over kept connections until `signal` ends it. */
export class HttpOutput {
  readonly #settings: OutputSettings;
  readonly #agent: Agent;
  readonly #signal: AbortSignal;
  readonly #where: RequestOptions;
  readonly #underWay = new Set<ClientRequest>();

  constructor(settings: OutputSettings, signal: AbortSignal) {
    this.#settings = settings;
    this.#signal = signal;
    this.#agent = new Agent({ keepAlive: true, ca: settings.ca });
    // Read once: a URL and a listener on the signal for each request were a tenth of what this stand-in costs.
    this.#where = urlToHttpOptions(new URL(settings.url));
    signal.addEventListener('abort', () => {
      for (const outgoing of this.#underWay) outgoing.destroy();
    });
  }

  /** Tries until the receiver takes it, or until a result that is not tried again. */
  async deliver(event: OutgoingEvent): Promise<Fate> {
    for (let tries = 1; ; tries += 1) {
      const result = await this.#try(event);
      if (result === 'interrupted') return result;
      if (isDelivered(result)) return 'delivered';
      if (!isRetried(result, this.#settings.configuration)) return 'dropped';
      const wait = this.#settings.retryAfter(tries);
      // An end in the meantime interrupts the next try.
      await sleep(wait, undefined, { signal: this.#signal }).catch(() => undefined);
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  async #try({ text, hash }: OutgoingEvent): Promise<Result> {
    const { configuration, timeout } = this.#settings;
    if (this.#signal.aborted) return 'interrupted';
    return new Promise((resolve) => {
      const outgoing = request({
        ...this.#where,
        method: 'POST',
        agent: this.#agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          'user-agent': 'Manticore 0.9.1',
          ...(configuration.idempotencyKey && { 'idempotency-key': hash }),
        },
      });
      // Of the whole exchange: a receiver that dribbles must not hold a worker for ever.
      const timer = setTimeout(() => {
        resolve('unanswered');
        outgoing.destroy();
      }, timeout);
      outgoing.on('response', (response) => {
        response.resume().on('error', () => resolve(this.#cutShort('unreachable')));
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      outgoing.on('error', (error) => resolve(this.#cutShort(resultOf(error))));
      outgoing.on('close', () => {
        clearTimeout(timer);
        this.#underWay.delete(outgoing);
      });
      this.#underWay.add(outgoing);
      outgoing.end(text);
    });
  }

  /** What comes of a request without an answer: an end of this output is no fault of the receiver. */
  #cutShort(otherwise: Result): Result {
    return this.#signal.aborted ? 'interrupted' : otherwise;
  }
}

function isDelivered(result: Result): boolean {
  return typeof result === 'number' && ((result >= 200 && result < 300) || result === IGNORABLE);
}

function isRetried(result: Result, configuration: Configuration): boolean {
  if (typeof result === 'number') return configuration.retryableCodes.includes(result);
  if (result === 'unanswered') return configuration.retriesUnanswered;
  return result === 'unreachable' && configuration.retriesUnreachable;
}

/** Seen on Logstash: a certificate for another host, and plain HTTP on the port, are given up at once. */
function resultOf(error: Error): Result {
  const code = tlsFailureCode(error, { ca: true });
  return code === 'TLS_WRONG_HOST' || code === 'TLS_NOT_TLS' ? 'unusable' : 'unreachable';
}

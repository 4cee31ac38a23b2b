/**
 * Where a check learns what arrived behind Logstash: from a journal in this process, or from a running `serve`.
 *
 * @module
 */
import type { Trouble } from '../receiver/trouble';

/** One delivery that the receiver behind Logstash has answered, or a connection of which nothing came. A journal's entry is one. */
export interface Arrival {
  /** By the receiver's clock, Unix milliseconds. Only latencies depend on it. */
  readonly receivedAt: number;
  readonly idempotencyKey?: string | undefined;
  /** The body after content decoding; where it is UTF-8, it may come as text. */
  readonly body: Buffer | string;
  /** What the receiver answered; status 0 when nothing. `reason`: why, when it did not accept it. */
  readonly answer: { readonly status: number; readonly reason?: string };
  /** Name of the fault that made it answer so. */
  readonly fault?: string | undefined;
}

/** What the receiver says of a connection of which nothing came, as an arrival. */
export function arrivalOfTrouble({ message }: Pick<Trouble, 'message'>): Arrival {
  return { receivedAt: 0, body: '', answer: { status: 0, reason: message } };
}

/** What arrives, each delivery once and in order. A {@link Journal} is one. */
export interface Arrivals {
  /** Calls `listener` for each delivery from now on; returns the function that ends it. */
  subscribe(listener: (arrival: Arrival) => void): () => void;
  /** Aborted, with the error as reason, when arrivals were missed, so that no count would be right. @default never */
  readonly broken?: AbortSignal;
  /** Resolves when the listeners have all that the receiver had answered at the time of the call. @default they always have */
  caughtUp?(): Promise<void>;
}

/**
 * What a fault is: what goes wrong, how often, and the switchboard that a running receiver offers for it.
 *
 * @module
 */

/** A span of milliseconds; a value in it is drawn for each request, by the fault's seed. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What goes wrong after a request has arrived and been journalled. */
export type RequestFault =
  /** Answers as always, so many milliseconds later. */
  | { readonly kind: 'delay'; readonly milliseconds: number | Span }
  /** Answers with this status, 200 to 599; a list is worked off one by one, and its last one stays. */
  | { readonly kind: 'status'; readonly status: number | readonly number[] }
  /** Resets the connection in place of an answer. */
  | { readonly kind: 'connection-reset' }
  /** Closes the connection without a byte of an answer. */
  | { readonly kind: 'empty-response' }
  /** Never answers; the sender has to give up. */
  | { readonly kind: 'never-respond' }
  /** Answers as always, one byte each so many milliseconds. @default 100 */
  | { readonly kind: 'slow-response'; readonly milliseconds?: number };

/** What goes wrong in the TLS handshake, before any request: in those of new connections, each of which counts as one. Connections that are open stay so. */
export const HANDSHAKE_FAULTS = [
  'expired',
  'not-yet-valid',
  'wrong-host',
  'unknown-ca',
  'missing-intermediate',
  'handshake-hang',
  'handshake-reset',
] as const;
export interface HandshakeFault {
  readonly kind: (typeof HANDSHAKE_FAULTS)[number];
}

/** How often: without any of these, every request (or handshake) until it is cleared. */
export interface FaultScope {
  /** Only the next so many, then it ends by itself. */
  readonly next?: number;
  /** Each with this probability, 0 to 1, drawn by `seed`. @default 1 */
  readonly share?: number;
  /** @default 1 */
  readonly seed?: number;
}

/** A fault to switch on: `{ kind: 'status', status: [503, 503, 200], next: 3 }`. */
export type Fault = (RequestFault | HandshakeFault) & FaultScope;

/** A fault that is on. */
export interface ActiveFault {
  /** Short and unique in this process. */
  readonly id: string;
  readonly fault: Fault;
  /** How many requests or handshakes it has acted on. */
  readonly acted: number;
}

/** The faults of a running receiver. Of several that could act, the one switched on first does. */
export interface FaultSwitch {
  /** Switches a fault on. @throws InvalidOptionError naming the field */
  add(fault: Fault): ActiveFault;
  /** Those that are on, in the order in which they were switched on. */
  list(): readonly ActiveFault[];
  /** Switches one off, or all; returns how many were on. What is being held (never answered, hung) is let go: its connection is closed. A late or slow answer is given at once. */
  clear(id?: string): number;
  /** Calls `listener` when a fault is switched on, acts, ends or is cleared; returns the function that ends it. */
  subscribe(listener: () => void): () => void;
}

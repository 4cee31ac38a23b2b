/**
 * What is kept of one attempt, as plain data that survives `JSON.stringify`.
 *
 * Invariant: no header value, path or query of the request is ever in it. The first bytes of the answer and the names
 * on the certificate are the peer's words: escape them before a terminal or a page shows them.
 *
 * @module
 */
import type { TlsFailureCode } from '../tls/explain-tls-error';
import type { PeerCertificate } from './peer-certificate';

/**
 * How far the attempt came: milliseconds from its start to the end of each phase, `null` when it did not get there.
 *
 * On a connection kept from an earlier request `dns`, `connect` and `tls` are `null`.
 */
export interface Phases {
  /** The name was resolved; 0 when the URL holds an address. */
  readonly dns: number | null;
  /** The TCP connection was up. */
  readonly connect: number | null;
  /** The TLS handshake was over and the certificate judged. The connection timeout ends here, the request timeout begins. */
  readonly tls: number | null;
  /** The first byte of the answer was read. */
  readonly firstByte: number | null;
  /** The attempt was over: answered in whole, or failed. */
  readonly end: number;
}

/** A phase by name. A failure belongs to the first phase that was not completed. */
export type Phase = keyof Phases;

/** What the TLS handshake showed. */
export interface PeerTls {
  /** `TLSv1.2` or `TLSv1.3`. */
  readonly version: string | null;
  /** The chain ends at a trusted CA and the certificate is for this host and time. Known even when verification is off. */
  readonly trusted: boolean;
  /** `null` when the peer's certificate cannot be described. */
  readonly certificate: PeerCertificate | null;
}

/** The answer, as far as it was read. */
export interface AnswerStart {
  /** The first bytes of the body, at most 2,048, as UTF-8; uncompressed when it was sent as gzip or deflate. */
  readonly text: string;
  /** Bytes of the body read, as they came over the wire. */
  readonly bytes: number;
  /** The answer was read to its end. Reading stops at 1 MiB: the status has decided by then. */
  readonly complete: boolean;
}

/**
 * Why an attempt failed. Stable across releases; `docs/errors.md` has a section for each. `STATUS_…` carries the HTTP
 * status, for example `STATUS_429`.
 */
export type AttemptFailureCode =
  | 'NAME_NOT_FOUND'
  | 'CONNECTION_REFUSED'
  | 'UNREACHABLE'
  | 'CONNECTION_TIMEOUT'
  /** A reset close behind other data may show as `CONNECTION_CLOSED`: the system does not tell them apart. */
  | 'CONNECTION_RESET'
  | 'CONNECTION_CLOSED'
  | 'CONNECTION_FAILED'
  | TlsFailureCode
  | 'REQUEST_TIMEOUT'
  | 'ANSWER_TOO_LARGE'
  | 'BAD_ANSWER'
  | `STATUS_${number}`
  | 'ABORTED';

/** Why an attempt failed, where, and what to do about it. */
export interface AttemptFailure {
  readonly code: AttemptFailureCode;
  readonly phase: Phase;
  /** One sentence with a remedy. */
  readonly message: string;
}

/** One HTTP try at a delivery. It succeeded when `failure` is `null`. */
export interface Attempt {
  /** Its place in the delivery, from 1. */
  readonly number: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly phases: Phases;
  /** The connection was kept from an earlier request. */
  readonly reusedConnection: boolean;
  /** The setting of that name: `false` means that the server was not authenticated. Show it. */
  readonly verifyTls: boolean;
  /** The address that was connected to; `null` when there was no connection. */
  readonly remoteAddress: string | null;
  /** `null` when the handshake was not completed. */
  readonly tls: PeerTls | null;
  /** Bytes of the request's body. */
  readonly bodyBytes: number;
  /** HTTP status; `null` when none was read. Any 2xx is success. */
  readonly status: number | null;
  /** `null` when no answer was read. */
  readonly answer: AnswerStart | null;
  readonly failure: AttemptFailure | null;
}

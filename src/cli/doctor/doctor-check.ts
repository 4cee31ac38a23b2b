/**
 * The checks of `wallstash doctor` as data: what each is called, how it went, what to do.
 *
 * @module
 */
import type { AttemptFailureCode } from '../../sender/attempt-record';
import type { Outcome } from '../terminal';

/** Every check in the order in which it is told, with its title. */
export const CHECKS = {
  name: 'Name resolves',
  address: 'Public address',
  port: 'Port answers',
  tls: 'TLS handshake',
  certificate: 'Certificate',
  post: 'POST accepted',
  put: 'PUT accepted',
  'answer-time': 'Answers in time',
  array: 'Array of two',
  ndjson: 'NDJSON of two lines',
  'ndjson-type': 'NDJSON, other type',
  malformed: 'Malformed body',
} as const;
export type CheckId = keyof typeof CHECKS;

/** How a check went. A `warning` is no failure: it is something to know. */
export interface Check {
  readonly id: CheckId;
  readonly outcome: Outcome;
  /** What was found; unless it passed, what it means and what to do. Names on a certificate are a stranger's words. */
  readonly message: string;
  /** The failure of the attempt behind it. */
  readonly code?: AttemptFailureCode;
}

/** A check without its name. */
export type Finding = Omit<Check, 'id'>;

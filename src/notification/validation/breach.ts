/**
 * One departure of a notification from the contract, as data.
 *
 * @module
 */

/** One departure of a notification from the contract, with its place inside the notification. */
export interface Breach {
  /** A violation breaks the schema; a notice is drift that the schema allows. */
  readonly kind: 'violation' | 'notice';
  /** JSON Pointer (RFC 6901) from the notification, `""` for the notification itself; a missing field has the pointer where it should stand. */
  readonly pointer: string;
  /** As `keyword` of a `Finding`. */
  readonly keyword: string;
  /** One sentence for a person. */
  readonly message: string;
  /** What the contract wants there, in words. */
  readonly expected: string;
}

/** Most breaches of one kind that are listed; a hostile body could hold millions. */
export const MOST_BREACHES = 100;

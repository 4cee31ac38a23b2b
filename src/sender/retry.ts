/**
 * When a delivery is tried again: Wallarm's three documented cycles. Pure.
 *
 * @module
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * The waits before each retry, in milliseconds: "Wallarm resends the request at intervals until the 2xx code is
 * received". 16 retries in all, about 51 minutes. What follows the last one is unpublished; here the delivery is
 * given up.
 *
 * Source: `integration-not-working.md` of Wallarm's documentation, since 2023-09-27 (facts/wallarm.md section 4).
 */
export const RETRY_CYCLES: readonly (readonly number[])[] = [
  [1, 3, 5, 10, 10].map((seconds) => seconds * SECOND),
  [0, 1, 3, 5, 30].map((seconds) => seconds * SECOND),
  [1, 1, 3, 5, 10, 30].map((minutes) => minutes * MINUTE),
];

const WAITS = RETRY_CYCLES.flat();

/** Attempts that a delivery gets at most: the first one and all retries. */
export const MAX_ATTEMPTS = 1 + WAITS.length;

/** The wait, in milliseconds, after this many failed attempts (1 or more); `null` when the delivery is to be given up. */
export function retryWait(failedAttempts: number): number | null {
  return WAITS[failedAttempts - 1] ?? null;
}

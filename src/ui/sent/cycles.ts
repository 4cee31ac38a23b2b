/**
 * Wallarm's three documented retry cycles, and where in them one is. Pure.
 *
 * The same waits as `src/sender/retry.ts`, which this page cannot import; a test holds the two together.
 *
 * @module
 */

/** Waits before each retry, in seconds. Source: `integration-not-working.md` of Wallarm's documentation. */
export const CYCLES: readonly (readonly number[])[] = [
  [1, 3, 5, 10, 10],
  [0, 1, 3, 5, 30],
  [60, 60, 180, 300, 600, 1_800],
];

const RETRIES = CYCLES.flatMap((waits, index) =>
  waits.map((wait) => ({ cycle: index + 1, wait: waitText(wait) })),
);

/** Attempts that are made at most. */
export const MAX_ATTEMPTS = 1 + RETRIES.length;

/** The cycle (from 1) and the documented wait of the retry that comes after this many attempts. */
export function retryAfter(
  attempts: number,
): { readonly cycle: number; readonly wait: string } | undefined {
  return RETRIES[attempts - 1];
}

/** `10 s`, `30 min`. */
export function waitText(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${seconds / 60} min`;
}

/**
 * The middle of several measurements: what a noisy machine disturbs least.
 *
 * @module
 */

/** The upper median; `NaN` of nothing. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

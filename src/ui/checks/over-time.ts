/**
 * From the points of a check to the bars of its picture. Pure.
 *
 * @module
 */
import type { Check } from '../../api/client-types';

/** One point of a check's timeline. */
export type Point = NonNullable<Check['timeline']>[number];

/** What happened in a slice of the time. */
export interface Slice {
  readonly sent: number;
  readonly arrived: number;
}

/** A scenario's part of the time, as shares of the whole. */
export interface Band {
  readonly scenario: string;
  readonly start: number;
  readonly end: number;
}

/** So many slices of equal length. `total`: milliseconds that the picture shows. */
export function slicesOf(points: readonly Point[], total: number, count: number): readonly Slice[] {
  const slices = Array.from({ length: count }, () => ({ sent: 0, arrived: 0 }));
  let before = { sent: 0, arrived: 0 };
  for (const { at, sent, arrived } of points) {
    const slice = slices[Math.min(Math.floor((at / total) * count), count - 1)];
    if (slice !== undefined) {
      slice.sent += Math.max(sent - before.sent, 0);
      slice.arrived += Math.max(arrived - before.arrived, 0);
    }
    before = { sent, arrived };
  }
  return slices;
}

/** The scenarios in their order, each until the next begins. */
export function bandsOf(points: readonly Point[], total: number): readonly Band[] {
  const starts = points.filter(({ scenario }, index) => points[index - 1]?.scenario !== scenario);
  return starts.map(({ scenario, at }, index) => ({
    scenario,
    start: index === 0 ? 0 : at / total,
    end: (starts[index + 1]?.at ?? total) / total,
  }));
}

/** Height of a bar, 0 to 1: by the logarithm, since one scenario sends thousands and others one. */
export function heightOf(value: number, most: number): number {
  return most === 0 ? 0 : Math.log1p(value) / Math.log1p(most);
}

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

/**
 * So many slices of equal length. What a point adds came since the point before: it is shared among the slices since then,
 * as far as there is one for each. `total`: milliseconds that the picture shows.
 */
export function slicesOf(points: readonly Point[], total: number, count: number): readonly Slice[] {
  const slices = Array.from({ length: count }, () => ({ sent: 0, arrived: 0 }));
  const placeOf = (at: number): number => Math.min(Math.floor((at / total) * count), count - 1);
  let before = { at: 0, sent: 0, arrived: 0 };
  for (const point of points) {
    const last = placeOf(point.at);
    const room = Math.max(last - placeOf(before.at), 1);
    for (const what of ['sent', 'arrived'] as const) {
      const more = Math.max(point[what] - before[what], 0);
      const shared = Math.min(room, more);
      for (const slice of slices.slice(last - shared + 1, last + 1)) slice[what] += more / shared;
    }
    before = point;
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

/**
 * Deliveries counted over time, as bars of one width that fill a stretch of time. Pure.
 *
 * @module
 */
import { BAR_WIDTHS } from '../../bar-widths';
import type { DeliverySummary, Timeline } from '../../api/client-types';

/** Deliveries of a stretch of time, by what came of them. */
export type Counts = Record<DeliverySummary['verdict'], number>;

/** A bar, which may be empty. */
export interface Bar extends Readonly<Counts> {
  /** Where it begins, Unix milliseconds. */
  readonly at: number;
}

/** Bars side by side, without a gap. */
export interface Bars {
  /** What each spans, milliseconds. */
  readonly width: number;
  readonly bars: readonly Bar[];
}

/** The stretch that the person chose; what is undefined, the deliveries themselves say. */
export interface Stretch {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** Bars that are asked for, however few the screen has room for: it may become wider. */
export const MOST_BARS = 480;
/** Of the bars that there is room for, the share that is filled at least: three deliveries are no wall. */
const LEAST = 1 / 4;
const DAY = 86_400_000;

/** The bars of a timeline, by the server's width or, where that makes more than there is room for, the next one. */
export function barsOf(
  { width: finest, buckets }: Pick<Timeline, 'width' | 'buckets'>,
  { since, until }: Stretch,
  most = MOST_BARS,
): Bars {
  const first = since ?? buckets[0]?.at ?? until ?? 0;
  const last = Math.max(first, until === undefined ? (buckets.at(-1)?.at ?? first) : until - 1);
  const span = (width: number): number => place(last, width) - place(first, width) + 1;
  const width =
    [finest, ...BAR_WIDTHS].find((one) => one >= finest && span(one) <= most) ?? 256 * DAY;
  const count = since === undefined ? Math.max(span(width), Math.ceil(most * LEAST)) : span(width);
  const start = place(last, width) - count + 1;
  const bars = Array.from({ length: count }, (_, index) => ({
    ...{ at: (start + index) * width, accepted: 0, rejected: 0, refused: 0 },
  }));
  for (const { at, accepted, rejected, refused } of buckets) {
    const bar = bars[place(at, width) - start];
    if (bar === undefined) continue;
    bar.accepted += accepted;
    bar.rejected += rejected;
    bar.refused += refused;
  }
  return { width, bars };
}

/** A timeline with more deliveries in it. */
export function withNews(timeline: Timeline, news: readonly DeliverySummary[]): Timeline {
  const { width } = timeline;
  const buckets = new Map(timeline.buckets.map((bucket) => [bucket.at, { ...bucket }]));
  for (const { receivedAt, verdict } of news) {
    const at = place(receivedAt, width) * width;
    const bucket = buckets.get(at) ?? { at, accepted: 0, rejected: 0, refused: 0 };
    bucket[verdict] += 1;
    buckets.set(at, bucket);
  }
  const sorted = [...buckets.values()].sort((one, other) => one.at - other.at);
  return { ...timeline, total: timeline.total + news.length, ...coarser(width, sorted) };
}

/** How many a bar counts. */
export function sumOf({ accepted, rejected, refused }: Readonly<Counts>): number {
  return accepted + rejected + refused;
}

/** Who watches for days is not to keep each second of them. */
function coarser(
  width: number,
  buckets: readonly Bar[],
): { readonly width: number; readonly buckets: Bar[] } {
  const [first, last] = [buckets[0]?.at ?? 0, buckets.at(-1)?.at ?? 0];
  if (buckets.length <= 2 * MOST_BARS) return { width, buckets: [...buckets] };
  const coarse = barsOf({ width, buckets: [...buckets] }, { since: first, until: last + width });
  return { width: coarse.width, buckets: coarse.bars.filter((bar) => sumOf(bar) > 0) };
}

function place(at: number, width: number): number {
  return Math.floor(at / width);
}

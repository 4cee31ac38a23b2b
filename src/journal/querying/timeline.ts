/**
 * Entries counted over time, in one pass and bounded memory: when the buckets become too many, each some of them become
 * one of the next width.
 *
 * @module
 */
import { BAR_WIDTHS } from '../../bar-widths';
import { InvalidOptionError } from '../../errors';
import { formatEntryId } from '../entry-id';
import type { EntrySummary } from '../entry';
import type { Timeline, TimelineBucket, TimelineQuery } from '../journal';
import { criteriaOf } from './filter';
import { EntryScan } from './scan';
import type { EntrySource } from './source';

const DEFAULT_BUCKETS = 120;
const MOST_BUCKETS = 500;

/** Counts what matches over time. @throws InvalidOptionError, and the signal's reason */
export async function timelineOf(
  source: EntrySource,
  query: TimelineQuery = {},
): Promise<Timeline> {
  const { buckets = DEFAULT_BUCKETS, signal } = query;
  if (!Number.isInteger(buckets) || buckets < 1 || buckets > MOST_BUCKETS) {
    throw new InvalidOptionError('buckets', buckets, `a whole number from 1 to ${MOST_BUCKETS}`);
  }
  const tally = new Tally(buckets);
  const { first, end } = source;
  const scan = new EntryScan(source, criteriaOf(query), { signal, onDamaged: () => undefined });
  for await (const { summary } of scan.upward(first, end)) tally.add(summary);
  const newest = end > first && { newest: formatEntryId(end - 1) };
  return { ...tally.timeline(), ...newest, damaged: scan.damaged };
}

type Counts = Record<EntrySummary['verdict'], number>;

class Tally {
  readonly #most: number;
  readonly #counts = new Map<number, Counts>();
  #width = BAR_WIDTHS[0] ?? 1_000;
  #total = 0;
  #earliest = Infinity;
  #latest = -Infinity;

  constructor(most: number) {
    this.#most = most;
  }

  add({ receivedAt, verdict }: EntrySummary): void {
    this.#total += 1;
    this.#earliest = Math.min(this.#earliest, receivedAt);
    this.#latest = Math.max(this.#latest, receivedAt);
    this.#count(Math.floor(receivedAt / this.#width))[verdict] += 1;
    while (this.#span() > this.#most) this.#widen();
  }

  timeline(): Omit<Timeline, 'damaged'> {
    const width = this.#width;
    const buckets: TimelineBucket[] = [...this.#counts]
      .sort(([a], [b]) => a - b)
      .map(([place, counts]) => ({ at: place * width, ...counts }));
    return {
      total: this.#total,
      width,
      buckets,
      ...(this.#total > 0 && { earliest: this.#earliest, latest: this.#latest }),
    };
  }

  /** Buckets from the earliest to the latest, empty ones included. */
  #span(): number {
    return Math.floor(this.#latest / this.#width) - Math.floor(this.#earliest / this.#width) + 1;
  }

  #widen(): void {
    const width = BAR_WIDTHS.find((one) => one > this.#width) ?? this.#width * 4;
    const factor = width / this.#width;
    const finer = [...this.#counts];
    this.#counts.clear();
    this.#width = width;
    for (const [place, counts] of finer) {
      const sum = this.#count(Math.floor(place / factor));
      sum.accepted += counts.accepted;
      sum.rejected += counts.rejected;
      sum.refused += counts.refused;
    }
  }

  #count(place: number): Counts {
    const known = this.#counts.get(place);
    if (known !== undefined) return known;
    const counts = { accepted: 0, rejected: 0, refused: 0 };
    this.#counts.set(place, counts);
    return counts;
  }
}

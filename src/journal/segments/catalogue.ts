/**
 * The segments of a journal in order, as one row of entries.
 *
 * @module
 */
import type { EntrySummary } from '../entry';
import type { JournalStatistics } from '../journal';
import type { Segment, SegmentRow } from './segment';
import { SegmentReader } from './segment-reader';
import type { EntrySource } from '../querying/source';
import { formatEntryId } from '../entry-id';

/** Segments, oldest first. Those who hold it add and drop; everyone else reads. */
export class Catalogue implements EntrySource, SegmentRow {
  readonly #segments: Segment[] = [];
  /** Of the entries before {@link first}, so many were cleared; retention dropped the rest. */
  clearedBefore = 0;

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  get first(): number {
    return this.#segments[0]?.index.first ?? 1;
  }

  get end(): number {
    return this.#segments.at(-1)?.index.end ?? 1;
  }

  /** Entries that can be read. */
  get count(): number {
    return this.#segments.reduce((sum, { index }) => sum + index.readable, 0);
  }

  get bytes(): number {
    return this.#segments.reduce((sum, { end }) => sum + end, 0);
  }

  add(segment: Segment): void {
    this.#segments.push(segment);
  }

  addOldest(segment: Segment): void {
    this.#segments.unshift(segment);
  }

  dropOldest(): void {
    this.clearedBefore += this.#segments.shift()?.index.cleared ?? 0;
  }

  /** Drops the oldest, all of whose entries are cleared with it. */
  clearOldest(): void {
    const index = this.#segments.shift()?.index;
    if (index !== undefined) this.clearedBefore += index.end - index.first;
  }

  /** Puts a segment in the place of one that held the same numbers. */
  replace(old: Segment, renewed: Segment): void {
    const place = this.#segments.indexOf(old);
    if (place !== -1) this.#segments[place] = renewed;
  }

  dropNewest(): void {
    this.#segments.pop();
  }

  find(sequence: number): Segment | undefined {
    let low = 0;
    let high = this.#segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const segment = this.#segments[middle];
      if (segment !== undefined && segment.index.end <= sequence) low = middle + 1;
      else high = middle;
    }
    const segment = this.#segments[low];
    return segment !== undefined && segment.index.first <= sequence ? segment : undefined;
  }

  summary(sequence: number): EntrySummary | undefined {
    return this.find(sequence)?.index.summary(sequence);
  }

  isCleared(sequence: number): boolean {
    return this.find(sequence)?.index.isCleared(sequence) ?? false;
  }

  clearedIn(from: number, to: number): number {
    const gone = Math.max(0, Math.min(to, this.first) - from);
    return this.#segments.reduce(
      (sum, { index }) => sum + index.clearedIn(from, to),
      Math.min(this.clearedBefore, gone),
    );
  }

  reader(): SegmentReader {
    return new SegmentReader(this);
  }

  /** What is held, and how much was dropped since the journal was made. */
  statistics(pending: number): JournalStatistics {
    const { first, end, count, bytes, clearedBefore } = this;
    return {
      entries: count,
      bytes,
      dropped: first - 1 - clearedBefore,
      cleared: this.clearedIn(1, end),
      pending,
      ...(end > first && { oldest: formatEntryId(first), newest: formatEntryId(end - 1) }),
    };
  }
}

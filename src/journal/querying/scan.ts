/**
 * Going through the entries of a source in one direction, while others arrive and are dropped.
 *
 * @module
 */
import { turn } from '../../real-time';
import type { EntrySummary, JournalEntry } from '../entry';
import { matchesBody, matchesEntry, matchesSummary, needsBody } from './filter';
import type { EntryFilter, EntryMatcher } from '../journal';
import type { EntryReader, EntrySource } from './source';

/** What a scan looks for: cheap conditions first, the whole entry only for what they leave. */
export interface Criteria {
  readonly bySummary: (summary: EntrySummary) => boolean;
  /** `undefined` when the summary decides alone. */
  readonly byEntry: EntryMatcher | undefined;
  /** Both at once, for an entry at hand. */
  readonly whole: EntryMatcher;
}

/** A match; the entry is there when the criteria or the scan needed it. */
export interface Found {
  readonly sequence: number;
  readonly summary: EntrySummary;
  readonly entry: JournalEntry | undefined;
}

/** After so many rows others get their turn: a long journal must not hold up the receiver. */
const ROWS_A_TURN = 4096;

/** The criteria of a filter or a matcher. */
export function criteriaOf(match: EntryFilter | EntryMatcher): Criteria {
  if (typeof match === 'function') {
    return { bySummary: () => true, byEntry: match, whole: match };
  }
  return {
    bySummary: (summary) => matchesSummary(match, summary),
    byEntry: needsBody(match) ? (entry) => matchesBody(match, entry) : undefined,
    whole: (entry) => matchesEntry(match, entry),
  };
}

/** One pass over a source. */
export class EntryScan {
  /** Entries looked at. */
  seen = 0;
  /** Entries that were to be looked at, and that retention had dropped. */
  dropped = 0;
  readonly #source: EntrySource;
  readonly #criteria: Criteria;
  readonly #load: boolean;

  /** @param load - whether matches are wanted with their bodies in any case */
  constructor(source: EntrySource, criteria: Criteria, load: boolean) {
    this.#source = source;
    this.#criteria = criteria;
    this.#load = load || criteria.byEntry !== undefined;
  }

  /** Matches from `from` up to, without, `end`. */
  async *upward(from: number, end: number): AsyncGenerator<Found, void, void> {
    const reader = this.#load ? this.#source.reader() : undefined;
    try {
      for (let sequence = from; sequence < end; sequence += 1) {
        const { first } = this.#source;
        if (sequence < first) {
          this.dropped += Math.min(first, end) - sequence;
          sequence = first;
          if (sequence >= end) return;
        }
        const found = await this.#look(sequence, reader);
        if (found !== undefined) yield found;
      }
    } finally {
      await reader?.close();
    }
  }

  /** Matches from `from` down to the oldest held; then all below it count as dropped. */
  async *downward(from: number): AsyncGenerator<Found, void, void> {
    const reader = this.#load ? this.#source.reader() : undefined;
    let sequence = from;
    try {
      for (; sequence >= this.#source.first; sequence -= 1) {
        const found = await this.#look(sequence, reader);
        if (found !== undefined) yield found;
      }
      this.dropped += sequence;
    } finally {
      await reader?.close();
    }
  }

  async #look(sequence: number, reader: EntryReader | undefined): Promise<Found | undefined> {
    this.seen += 1;
    if (this.seen % ROWS_A_TURN === 0) await turn();
    const summary = this.#source.summary(sequence);
    if (summary === undefined || !this.#criteria.bySummary(summary)) return undefined;
    if (reader === undefined) return { sequence, summary, entry: undefined };
    const entry = await reader.load(sequence);
    if (entry === undefined) {
      this.dropped += 1;
      return undefined;
    }
    const { byEntry } = this.#criteria;
    return byEntry === undefined || byEntry(entry) ? { sequence, summary, entry } : undefined;
  }
}

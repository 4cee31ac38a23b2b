/**
 * Going through the entries of a source in one direction, while others arrive and are dropped.
 *
 * @module
 */
import { turn } from '../../real-time';
import type { EntrySummary, JournalEntry } from '../entry';
import { formatEntryId } from '../entry-id';
import { JournalCorruptError } from '../errors';
import type { Criteria } from './filter';
import type { EntryReader, EntrySource } from './source';

/** A match; the entry is there when the criteria or the scan needed it. */
export interface Found {
  readonly sequence: number;
  readonly summary: EntrySummary;
  readonly entry: JournalEntry | undefined;
}

/** After so many rows, or bytes of bodies, others get their turn: a long journal must not hold up the receiver. */
const ROWS_A_TURN = 4096;
const BYTES_A_TURN = 256 * 1024;

/** How a scan goes. */
export interface ScanOptions {
  /** Matches are wanted with their bodies in any case. @default false */
  readonly load?: boolean | undefined;
  /** Ends it with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** See {@link ReadOptions.onDamaged}. */
  readonly onDamaged?: ((id: string) => void) | undefined;
}

/** One pass over a source. */
export class EntryScan {
  /** Entries looked at. */
  seen = 0;
  /** Entries that were to be looked at, and that retention had dropped. */
  dropped = 0;
  /** Entries that were to be looked at, and were cleared. */
  cleared = 0;
  /** Entries that were to be looked at, and whose records are damaged. */
  damaged = 0;
  readonly #source: EntrySource;
  readonly #criteria: Criteria;
  readonly #load: boolean;
  readonly #signal: AbortSignal | undefined;
  readonly #onDamaged: ScanOptions['onDamaged'];
  /** Rows and bytes since the last turn. */
  #rows = 0;
  #bytes = 0;

  constructor(
    source: EntrySource,
    criteria: Criteria,
    { load = false, signal, onDamaged }: ScanOptions = {},
  ) {
    this.#source = source;
    this.#criteria = criteria;
    this.#load = load || criteria.byEntry !== undefined;
    this.#signal = signal;
    this.#onDamaged = onDamaged;
  }

  /** Matches from `from` up to, without, `end`. */
  async *upward(from: number, end: number): AsyncGenerator<Found, void, void> {
    const reader = this.#load ? this.#source.reader() : undefined;
    try {
      for (let sequence = from; sequence < end; sequence += 1) {
        const { first } = this.#source;
        if (sequence < first) {
          this.#passOver(sequence, Math.min(first, end));
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
      this.#passOver(1, sequence + 1);
    } finally {
      await reader?.close();
    }
  }

  async #look(sequence: number, reader: EntryReader | undefined): Promise<Found | undefined> {
    this.#rows += 1;
    if (this.#rows >= ROWS_A_TURN || this.#bytes >= BYTES_A_TURN) await this.#pause();
    const summary = this.#source.summary(sequence);
    if (summary === undefined && this.#source.isCleared(sequence)) {
      this.cleared += 1;
      return undefined;
    }
    if (summary === undefined) {
      this.#passOverDamaged(sequence);
      return undefined;
    }
    this.seen += 1;
    if (!this.#criteria.bySummary(summary)) return undefined;
    if (reader === undefined) return { sequence, summary, entry: undefined };
    const entry = await this.#loadFrom(reader, sequence);
    if (entry === 'damaged') return undefined;
    if (entry === undefined) {
      this.#passOver(sequence, sequence + 1);
      return undefined;
    }
    const { byEntry } = this.#criteria;
    this.#bytes += entry.body.length;
    return byEntry === undefined || byEntry(entry) ? { sequence, summary, entry } : undefined;
  }

  async #loadFrom(
    reader: EntryReader,
    sequence: number,
  ): Promise<JournalEntry | undefined | 'damaged'> {
    try {
      return await reader.load(sequence);
    } catch (error) {
      if (this.#onDamaged === undefined || !(error instanceof JournalCorruptError)) throw error;
      this.#passOverDamaged(sequence);
      return 'damaged';
    }
  }

  #passOverDamaged(sequence: number): void {
    this.damaged += 1;
    this.#onDamaged?.(formatEntryId(sequence));
  }

  /** Entries from this number on that are cleared by now, looked at before or not. */
  clearedFrom(from: number): number {
    return this.#source.clearedIn(from, this.#source.end);
  }

  /** Entries that are gone, from one number up to, without, another. */
  #passOver(from: number, to: number): void {
    const cleared = this.#source.clearedIn(from, to);
    this.cleared += cleared;
    this.dropped += to - from - cleared;
  }

  async #pause(): Promise<void> {
    this.#rows = 0;
    this.#bytes = 0;
    await turn();
    this.#signal?.throwIfAborted();
  }
}

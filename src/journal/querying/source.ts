/**
 * Where queries and waits take entries from: the same for segments and for memory.
 *
 * @module
 */
import type { EntrySummary, JournalEntry } from '../entry';

/** Entries by sequence number. */
export interface EntrySource {
  /** Sequence number of the oldest entry held; equal to {@link end} when there is none. */
  readonly first: number;
  /** Sequence number that the next entry will have. */
  readonly end: number;
  /** `undefined` when the entry is not held, or its record cannot be read. */
  summary(sequence: number): EntrySummary | undefined;
  isCleared(sequence: number): boolean;
  /** How many entries from `from` up to, without, `to` were cleared. */
  clearedIn(from: number, to: number): number;
  /** Reads entries with their bodies; close it when done. */
  reader(): EntryReader;
}

/** Reads entries with their bodies, quickest in order. */
export interface EntryReader {
  /**
   * `undefined` when retention dropped the entry, or it was cleared.
   *
   * @throws JournalCorruptError when its record cannot be read.
   */
  load(sequence: number): Promise<JournalEntry | undefined>;
  close(): Promise<void>;
}

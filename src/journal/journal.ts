/**
 * The journal: every delivery the receiver answered, in order of arrival.
 *
 * Two variants share this interface: durable segments on disk ({@link openJournal}) and memory
 * ({@link memoryJournal}). Entries are never edited, so a caller may hold one across awaits. Both are bounded:
 * the oldest entries go first, and {@link JournalStatistics} says how many went.
 *
 * @module
 */
import type { EntryDraft, EntrySummary, JournalEntry, Verdict } from './entry';

/** Which entries a query wants; all conditions must hold. */
export interface EntryFilter {
  /** `details.notification_type` of at least one notification in the body. */
  readonly type?: string;
  readonly verdict?: Verdict;
  /** `true`: no violation; `false`: at least one. */
  readonly valid?: boolean;
  readonly method?: string;
  /** The path starts with this. */
  readonly path?: string;
  readonly carrier?: string;
  /** Received at or after, Unix milliseconds. */
  readonly since?: number;
  /** Received before, Unix milliseconds. */
  readonly until?: number;
  /** The body contains this text, ignoring case. Reads bodies, so it is slower than the rest. */
  readonly text?: string;
  /** Fingerprint of at least one notification in the body. Reads bodies, so it is slower than the rest. */
  readonly fingerprint?: string;
  /** A search as people write it, such as `type:vuln cloud:EU status:4xx "some text"`; docs/search.md has its language. */
  readonly search?: string;
}

/** A query: a filter, a direction and a page. */
export interface EntryQuery extends EntryFilter {
  /** @default 'oldest-first' */
  readonly order?: 'oldest-first' | 'newest-first';
  /** Entries a page. @default 100, at most 1000 */
  readonly limit?: number;
  /** `next` of the page before. Stable: entries that arrive or are dropped meanwhile neither repeat nor hide others. */
  readonly cursor?: string;
}

/** One page of a query. */
export interface EntryPage {
  readonly entries: readonly EntrySummary[];
  /** Cursor of the next page; absent on the last. */
  readonly next?: string;
  /** How many entries between the cursor (or the start) and this page retention has dropped, so that the page cannot show them. Newest first, the last page counts all below what is held. */
  readonly dropped: number;
  /** How many were cleared, likewise. */
  readonly cleared: number;
  /** How many there were whose records are damaged, as far as that is known or their bodies had to be looked at. */
  readonly damaged: number;
}

/** How entries are read. */
export interface ReadOptions {
  /** Ends it with its reason, also between two matches. */
  readonly signal?: AbortSignal;
  /**
   * Told the id of each entry whose record is damaged; reading goes on behind it.
   *
   * @default reading ends with `JournalCorruptError` at one that was sound, or not looked at, when the journal was opened
   */
  readonly onDamaged?: (id: string) => void;
}

/** What is counted over time: a filter, and how finely. */
export interface TimelineQuery extends EntryFilter {
  /** Buckets at most. @default 120, at most 500 */
  readonly buckets?: number;
  readonly signal?: AbortSignal;
}

/** Entries of one stretch of time, by what came of them. */
export interface TimelineBucket extends Readonly<Record<Verdict, number>> {
  /** Its beginning, Unix milliseconds: a multiple of the timeline's `width`. */
  readonly at: number;
}

/** Entries over time. */
export interface Timeline {
  /** How many match. */
  readonly total: number;
  /** Milliseconds that a bucket spans: from a second up, as short as the number of buckets allows. */
  readonly width: number;
  /** Those that hold something, in order of time. */
  readonly buckets: readonly TimelineBucket[];
  /** When the earliest and the latest of them were received, Unix milliseconds; absent when none matches. */
  readonly earliest?: number;
  readonly latest?: number;
  /** Id of the newest entry that was looked at, whether it matches or not: what came later is not counted. */
  readonly newest?: string;
  /** As in a page: how many could not be looked at because their records are damaged. */
  readonly damaged: number;
}

/** How long to wait for what. */
export interface WaitOptions {
  /** Wait until this many matching entries are there; 0 with `quietFor` waits for nothing to come. @default 1 */
  readonly count?: number;
  /** Give up after this many milliseconds; a quiet time that has begun by then may still end. @default 5000 */
  readonly timeout?: number;
  /** Then wait until no further match has come for this many milliseconds: "exactly `count`". @default 0 */
  readonly quietFor?: number;
  /** Count only entries after this id. @default from the beginning */
  readonly after?: string;
  readonly signal?: AbortSignal;
}

/** What the journal holds and what it has let go. */
export interface JournalStatistics {
  readonly entries: number;
  readonly bytes: number;
  /** Entries that retention has dropped since the journal was created. */
  readonly dropped: number;
  /** Entries that somebody cleared since the journal was created. */
  readonly cleared: number;
  /** Entries appended and not yet durable. */
  readonly pending: number;
  /** Ids of the oldest and newest entry held; the entry itself may have been cleared. */
  readonly oldest?: string;
  readonly newest?: string;
  /** The last append failed: when, in Unix milliseconds, and why. Absent as soon as one is kept again. */
  readonly failure?: { readonly at: number; readonly message: string };
}

/** Called for each entry once it is durable, in order; must not throw. */
export type EntryListener = (entry: JournalEntry) => void;

/** Decides on summaries for cheap conditions; {@link Journal.waitFor} also takes an {@link EntryFilter}. */
export type EntryMatcher = (entry: JournalEntry) => boolean;

export interface Journal extends AsyncDisposable {
  /**
   * Keeps one delivery. Resolves when it is durable: only then may it be acknowledged.
   *
   * @param bodyField - the field of its record that holds its body, when it was written already (`body-field.ts`)
   * @throws JournalWriteError when it could not be written; the entry is then not in the journal.
   */
  append(draft: EntryDraft, bodyField?: Uint8Array): Promise<JournalEntry>;
  /** The entry with this id, or `undefined` when there is none or retention dropped it. */
  get(id: string): Promise<JournalEntry | undefined>;
  query(query?: EntryQuery): Promise<EntryPage>;
  /** The entries with these ids that are held, in the order of the ids. */
  load(ids: readonly string[]): AsyncIterable<JournalEntry>;
  /** How many entries match, and when they came. */
  timeline(query?: TimelineQuery): Promise<Timeline>;
  /** Entries with their bodies, oldest first, streamed in bounded memory. */
  read(filter?: EntryFilter, options?: ReadOptions): AsyncIterable<JournalEntry>;
  /**
   * Resolves with the matching entries that arrived here, already there or yet to come, as soon as there are `count` of them;
   * wakes on arrival, never polls. Without `quietFor` these are the first `count`; with it all, more than `count`
   * included, so that "exactly" can be told.
   *
   * @throws WaitTimeoutError when they did not come in time; it carries those that did.
   */
  waitFor(
    match: EntryFilter | EntryMatcher,
    options?: WaitOptions,
  ): Promise<readonly JournalEntry[]>;
  /** Calls `listener` for each entry from now on; returns the function that ends it. */
  subscribe(listener: EntryListener): () => void;
  statistics(): JournalStatistics;
  /**
   * Clears entries for good: those that match and were there when it was called. Appends and readers go on meanwhile.
   * What was cleared is counted apart from what retention drops. Entries whose records are damaged stay, as nobody knows
   * whether they match; `onDamaged` is told of them.
   *
   * @returns how many it cleared
   * @throws JournalWriteError when some could not be cleared; what was cleared by then stays so.
   */
  clear(filter?: EntryFilter, options?: ReadOptions): Promise<number>;
  /** How many entries behind the one with this id, and before the other, were cleared. */
  clearedBetween(after: string, before?: string): number;
  /** Writes what is pending, then releases the files. Idempotent. */
  close(): Promise<void>;
}

/**
 * The journal in memory: for tests and for receivers that need not survive their process. What it keeps it keeps as
 * bytes, see {@link MemoryRecords}; only an entry that has just come is handed on as it is.
 *
 * @module
 */
import { setImmediate, turn } from '../../real-time';
import { criteriaOf } from '../querying/filter';
import { EntryScan } from '../querying/scan';
import { Arrivals } from '../querying/arrivals';
import type { EntryDraft, EntrySummary, JournalEntry } from '../entry';
import { formatEntryId, parseEntryId } from '../entry-id';
import { JournalClosedError, JournalWriteError } from '../errors';
import type {
  EntryFilter,
  EntryListener,
  EntryMatcher,
  EntryPage,
  EntryQuery,
  Journal,
  JournalStatistics,
  ReadOptions,
  Timeline,
  TimelineQuery,
  WaitOptions,
} from '../journal';
import { KeyMemory, ownKey } from '../key-memory';
import { MemoryRecords } from './memory-records';
import { MEMORY_DEFAULTS, resolveLimits, type JournalLimits } from '../options';
import { clearedBetween, loadEntries, queryEntries, readEntries } from '../querying/query';
import { timelineOf } from '../querying/timeline';
import type { EntryReader, EntrySource } from '../querying/source';
import { entryOf } from '../summary';
import { waitForEntries } from '../querying/wait';

/** Entries that are cleared in one turn of the event loop. */
const CLEARED_AT_ONCE = 4096;
/** Rows that are held at most for each entry that is to be kept: there are more than entries when some were cleared. */
const ROWS_FOR_EACH = 10;

/** A journal in memory. @throws InvalidOptionError */
export function memoryJournal(limits: JournalLimits = {}): Journal {
  return new MemoryJournal(resolveLimits(limits, MEMORY_DEFAULTS));
}

class MemoryJournal implements Journal, EntrySource {
  readonly #limits: Required<JournalLimits>;
  readonly #arrivals = new Arrivals();
  readonly #keys = new KeyMemory();
  readonly #records = new MemoryRecords();
  #closed = false;
  #waiting: { readonly entry: JournalEntry; readonly resolve: (entry: JournalEntry) => void }[] =
    [];

  constructor(limits: Required<JournalLimits>) {
    this.#limits = limits;
  }

  get first(): number {
    return this.#records.first;
  }

  get end(): number {
    return this.#records.end;
  }

  append(draft: EntryDraft): Promise<JournalEntry> {
    if (this.#closed) return Promise.reject(new JournalClosedError('keep an entry'));
    const key = ownKey(draft);
    const isKnown = key !== undefined && this.#keys.has(key);
    const repeat = draft.origin === undefined ? isKnown : draft.repeat === true;
    const sequence = this.end;
    const entry = entryOf(draft, sequence, repeat);
    try {
      this.#records.append(entry);
    } catch (cause) {
      // Too large to be one text, or not to be had from the system.
      return Promise.reject(new JournalWriteError('memory', cause, 1));
    }
    if (key !== undefined) this.#keys.remember(key, sequence);
    this.#retain();
    this.#arrivals.publish(entry);
    return new Promise((resolve) => {
      if (this.#waiting.push({ entry, resolve }) === 1) setImmediate(this.#resolveAll);
    });
  }

  get(id: string): Promise<JournalEntry | undefined> {
    return Promise.resolve(this.#records.load(parseEntryId(id) ?? 0));
  }

  query(query?: EntryQuery): Promise<EntryPage> {
    return queryEntries(this, query);
  }

  load(ids: readonly string[]): AsyncIterable<JournalEntry> {
    return loadEntries(this, ids);
  }

  timeline(query?: TimelineQuery): Promise<Timeline> {
    return timelineOf(this, query);
  }

  read(filter?: EntryFilter, options?: ReadOptions): AsyncIterable<JournalEntry> {
    return readEntries(this, filter, options);
  }

  async waitFor(
    match: EntryFilter | EntryMatcher,
    options?: WaitOptions,
  ): Promise<readonly JournalEntry[]> {
    if (this.#closed) throw new JournalClosedError('wait for entries');
    return waitForEntries({ source: this, arrivals: this.#arrivals }, match, options);
  }

  subscribe(listener: EntryListener): () => void {
    return this.#arrivals.subscribe(listener);
  }

  statistics(): JournalStatistics {
    const { first, end, bytes, count } = this.#records;
    const clearedBefore = this.#records.clearedIn(1, first);
    return {
      entries: count,
      bytes,
      dropped: first - 1 - clearedBefore,
      cleared: this.#records.clearedIn(1, end),
      pending: 0,
      ...(end > first && { oldest: formatEntryId(first), newest: formatEntryId(end - 1) }),
    };
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#arrivals.close();
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  summary(sequence: number): EntrySummary | undefined {
    return this.#records.summary(sequence);
  }

  isCleared(sequence: number): boolean {
    return this.#records.isCleared(sequence);
  }

  clearedIn(from: number, to: number): number {
    return this.#records.clearedIn(from, to);
  }

  async clear(filter: EntryFilter = {}, { signal }: ReadOptions = {}): Promise<number> {
    if (this.#closed) throw new JournalClosedError('clear entries');
    signal?.throwIfAborted();
    const scan = new EntryScan(this, criteriaOf(filter), { signal });
    let cleared = 0;
    const gone = new Set<number>();
    for await (const { sequence } of scan.upward(this.first, this.end)) {
      gone.add(sequence);
      if (gone.size < CLEARED_AT_ONCE) continue;
      cleared += this.#clear(gone);
      gone.clear();
      await turn();
    }
    cleared += this.#clear(gone);
    this.#keys.forgetBefore(this.first);
    return cleared;
  }

  #clear(gone: ReadonlySet<number>): number {
    this.#keys.forget(gone);
    return this.#records.clear(gone);
  }

  clearedBetween(after: string, before?: string): number {
    return clearedBetween(this, after, before);
  }

  reader(): EntryReader {
    return {
      load: (sequence) => Promise.resolve(this.#records.load(sequence)),
      close: () => Promise.resolve(),
    };
  }

  /**
   * All appends of one turn of the event loop resolve together, as with the durable journal: a receiver that answers
   * many requests in a row is faster by a third than one that answers each between two reads.
   */
  readonly #resolveAll = (): void => {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { entry, resolve } of waiting) resolve(entry);
  };

  /** The newest entry stays, whatever its size. */
  #retain(): void {
    const { keep, keepBytes } = this.#limits;
    const records = this.#records;
    const before = records.first;
    while (records.count > 1) {
      // Rows of what was cleared take memory too.
      const rows = records.end - records.first;
      const enough = records.count <= keep && rows <= ROWS_FOR_EACH * keep;
      if (enough && records.bytes <= keepBytes) break;
      records.dropOldest();
    }
    if (records.first !== before) this.#keys.forgetBefore(records.first);
  }
}

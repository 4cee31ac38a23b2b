/**
 * The journal in memory: for tests and for receivers that need not survive their process.
 *
 * @module
 */
import { setImmediate } from '../real-time';
import { Arrivals } from './arrivals';
import type { EntryDraft, EntrySummary, JournalEntry } from './entry';
import { parseEntryId } from './entry-id';
import { JournalClosedError } from './errors';
import type {
  EntryFilter,
  EntryListener,
  EntryMatcher,
  EntryPage,
  EntryQuery,
  Journal,
  JournalStatistics,
  WaitOptions,
} from './journal';
import { KeyMemory } from './key-memory';
import { MEMORY_DEFAULTS, resolveLimits, type JournalLimits } from './options';
import { queryEntries, readEntries } from './query';
import type { EntryReader, EntrySource } from './source';
import { entryOf, summarize } from './summary';
import { waitForEntries } from './wait';

/** Dropped places at the front are given back when there are at least so many, and half of all. */
const SLACK = 1024;

/** A journal in memory. @throws InvalidOptionError */
export function memoryJournal(limits: JournalLimits = {}): Journal {
  return new MemoryJournal(resolveLimits(limits, MEMORY_DEFAULTS));
}

class MemoryJournal implements Journal, EntrySource {
  readonly #limits: Required<JournalLimits>;
  readonly #arrivals = new Arrivals();
  readonly #keys = new KeyMemory();
  /** Places before `#head` belong to dropped entries and hold nothing. */
  #places: (JournalEntry | undefined)[] = [];
  #head = 0;
  #bytes = 0;
  #closed = false;
  #waiting: { readonly entry: JournalEntry; readonly resolve: (entry: JournalEntry) => void }[] =
    [];
  first = 1;
  end = 1;

  constructor(limits: Required<JournalLimits>) {
    this.#limits = limits;
  }

  append(draft: EntryDraft): Promise<JournalEntry> {
    if (this.#closed) return Promise.reject(new JournalClosedError('keep an entry'));
    const { idempotencyKey } = draft;
    const repeat = idempotencyKey !== undefined && this.#keys.has(idempotencyKey);
    const entry = entryOf(draft, this.end, repeat);
    if (idempotencyKey !== undefined) this.#keys.remember(idempotencyKey, this.end);
    this.#places.push(entry);
    this.#bytes += entry.body.length;
    this.end += 1;
    this.#retain();
    this.#arrivals.publish(entry);
    return new Promise((resolve) => {
      if (this.#waiting.push({ entry, resolve }) === 1) setImmediate(this.#resolveAll);
    });
  }

  get(id: string): Promise<JournalEntry | undefined> {
    return Promise.resolve(this.#at(parseEntryId(id) ?? 0));
  }

  query(query?: EntryQuery): Promise<EntryPage> {
    return queryEntries(this, query);
  }

  read(filter?: EntryFilter): AsyncIterable<JournalEntry> {
    return readEntries(this, filter);
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
    const entries = this.end - this.first;
    const oldest = this.#at(this.first)?.id;
    const newest = this.#at(this.end - 1)?.id;
    return {
      entries,
      bytes: this.#bytes,
      dropped: this.first - 1,
      pending: 0,
      ...(oldest !== undefined && { oldest }),
      ...(newest !== undefined && { newest }),
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
    const entry = this.#at(sequence);
    return entry === undefined ? undefined : summarize(entry);
  }

  reader(): EntryReader {
    return {
      load: (sequence) => Promise.resolve(this.#at(sequence)),
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

  #at(sequence: number): JournalEntry | undefined {
    return sequence < this.first ? undefined : this.#places[this.#head + sequence - this.first];
  }

  #retain(): void {
    const { keep, keepBytes } = this.#limits;
    const before = this.first;
    for (;;) {
      const held = this.end - this.first;
      if (held <= 1 || (held <= keep && this.#bytes <= keepBytes)) break;
      this.#bytes -= this.#places[this.#head]?.body.length ?? 0;
      this.#places[this.#head] = undefined;
      this.#head += 1;
      this.first += 1;
    }
    if (this.first === before) return;
    this.#keys.forgetBefore(this.first);
    if (this.#head >= SLACK && this.#head * 2 >= this.#places.length) {
      this.#places = this.#places.slice(this.#head);
      this.#head = 0;
    }
  }
}

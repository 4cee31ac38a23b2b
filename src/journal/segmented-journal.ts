/**
 * The running of a durable journal: group commit, index and readers.
 *
 * Appends gather while a write is under way and share the next one. The index moves only after the disk has
 * confirmed, so nobody ever sees an entry that may yet be lost.
 *
 * @module
 */
import type { DirectoryLock } from '../disk/directory-lock';
import { Arrivals } from './querying/arrivals';
import { criteriaOf } from './querying/filter';
import { clearEntries } from './segments/clear-entries';
import { BatchEncoder, type Batch, type PendingEntry } from './segments/batch';
import type { Catalogue } from './segments/catalogue';
import type { EntryDraft, JournalEntry } from './entry';
import { JournalClosedError, JournalWriteError } from './errors';
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
} from './journal';
import { type KeyMemory, ownKey } from './key-memory';
import type { JournalProblem } from './problem';
import {
  clearedBetween,
  loadEntries,
  loadEntry,
  queryEntries,
  readEntries,
} from './querying/query';
import { timelineOf } from './querying/timeline';
import type { SegmentChain } from './segments/segment-chain';
import { waitForEntries } from './querying/wait';
import { stopwatch, turn } from '../real-time';

/** Milliseconds for which entries that go on coming are gathered into one write at most: some syncs of an ordinary disk. */
const GATHERED_MS = 4;

/** What a running journal is put together from; it closes chain and lock. */
export interface JournalParts {
  readonly catalogue: Catalogue;
  readonly chain: SegmentChain;
  readonly keys: KeyMemory;
  readonly lock: DirectoryLock;
  readonly repairs: readonly JournalProblem[];
  readonly exposed: readonly string[];
}

/** A journal on disk, open for writing. */
export class SegmentedJournal implements Journal {
  readonly repairs: readonly JournalProblem[];
  readonly exposed: readonly string[];
  readonly #catalogue: Catalogue;
  readonly #chain: SegmentChain;
  readonly #keys: KeyMemory;
  readonly #lock: DirectoryLock;
  readonly #encoder: BatchEncoder;
  readonly #arrivals = new Arrivals();
  #queue: PendingEntry[] = [];
  #tasks: (() => Promise<void>)[] = [];
  #clearing: Promise<unknown> = Promise.resolve();
  readonly #stopClearing = new AbortController();
  #inFlight = 0;
  #failure: JournalStatistics['failure'];
  /** The writing under way, from the first append until nothing is pending. */
  #writing: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor({ catalogue, chain, keys, lock, repairs, exposed }: JournalParts) {
    this.repairs = repairs;
    this.exposed = exposed;
    this.#catalogue = catalogue;
    this.#chain = chain;
    this.#keys = keys;
    this.#lock = lock;
    this.#encoder = new BatchEncoder(keys);
  }

  append(draft: EntryDraft, bodyField?: Uint8Array): Promise<JournalEntry> {
    if (this.#closing !== undefined) {
      return Promise.reject(new JournalClosedError('keep an entry'));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ draft, bodyField, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** See {@link DurableJournal.probe}; between two writes, as it may begin a segment. */
  probe(): Promise<void> {
    if (this.#closing !== undefined) return Promise.reject(new JournalClosedError('be written to'));
    return this.#betweenWrites(() => this.#chain.probe());
  }

  async clear(filter: EntryFilter = {}, options: ReadOptions = {}): Promise<number> {
    const { signal, onDamaged = () => undefined } = options;
    if (this.#closing !== undefined) throw new JournalClosedError('clear entries');
    signal?.throwIfAborted();
    const parts = {
      catalogue: this.#catalogue,
      chain: this.#chain,
      betweenWrites: <T>(task: () => Promise<T>) => this.#betweenWrites(task),
      onCleared: (gone: ReadonlySet<number>) => this.#keys.forget(gone),
      onDamaged,
      signal: AbortSignal.any([
        this.#stopClearing.signal,
        ...(signal === undefined ? [] : [signal]),
      ]),
    };
    const criteria = criteriaOf(filter);
    // One after the other: each renews segments.
    const cleared = this.#clearing.then(() => clearEntries(parts, criteria));
    this.#clearing = cleared
      .catch(() => undefined)
      .then(() => this.#keys.forgetBefore(this.#catalogue.first));
    return cleared;
  }

  clearedBetween(after: string, before?: string): number {
    return clearedBetween(this.#catalogue, after, before);
  }

  get(id: string): Promise<JournalEntry | undefined> {
    return loadEntry(this.#catalogue, id);
  }

  query(query?: EntryQuery): Promise<EntryPage> {
    return queryEntries(this.#catalogue, query);
  }

  load(ids: readonly string[]): AsyncIterable<JournalEntry> {
    return loadEntries(this.#catalogue, ids);
  }

  timeline(query?: TimelineQuery): Promise<Timeline> {
    return timelineOf(this.#catalogue, query);
  }

  read(filter?: EntryFilter, options?: ReadOptions): AsyncIterable<JournalEntry> {
    return readEntries(this.#catalogue, filter, options);
  }

  async waitFor(
    match: EntryFilter | EntryMatcher,
    options?: WaitOptions,
  ): Promise<readonly JournalEntry[]> {
    if (this.#closing !== undefined) throw new JournalClosedError('wait for entries');
    const place = { source: this.#catalogue, arrivals: this.#arrivals };
    return waitForEntries(place, match, options);
  }

  subscribe(listener: EntryListener): () => void {
    return this.#arrivals.subscribe(listener);
  }

  statistics(): JournalStatistics {
    const held = this.#catalogue.statistics(this.#queue.length + this.#inFlight);
    return this.#failure === undefined ? held : { ...held, failure: this.#failure };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Runs a task when nothing is being written. */
  #betweenWrites<T>(task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#tasks.push(() => task().then(resolve, reject));
      this.#writing ??= this.#writeAll();
    });
  }

  async #close(): Promise<void> {
    this.#stopClearing.abort(new JournalClosedError('clear entries'));
    await this.#clearing;
    await this.#writing;
    this.#arrivals.close();
    try {
      await this.#chain.close();
    } finally {
      await this.#lock.release();
    }
  }

  async #writeAll(): Promise<void> {
    while (this.#queue.length > 0 || this.#tasks.length > 0) {
      await this.#gather();
      const group = this.#queue;
      this.#queue = [];
      if (group.length > 0) await this.#writeGroup(group);
      const tasks = this.#tasks;
      this.#tasks = [];
      // They renew, remove and begin segments: not beside another who does.
      if (tasks.length > 0) await this.#chain.tidied();
      for (const task of tasks) await task();
    }
    this.#writing = undefined;
  }

  /**
   * Waits for what comes together, so that it shares one write: all that the sockets deliver, turn by turn of the event loop,
   * as long as each turn brings more. Those who were just answered send again one after the other: without this the first
   * of them had a write and a sync to itself while the others waited for theirs.
   */
  async #gather(): Promise<void> {
    const latest = stopwatch() + GATHERED_MS;
    let seen: number;
    do {
      seen = this.#queue.length;
      await turn();
    } while (this.#queue.length > seen && stopwatch() < latest);
  }

  async #writeGroup(group: readonly PendingEntry[]): Promise<void> {
    let rest = group;
    try {
      while (rest.length > 0) {
        this.#inFlight = rest.length;
        const room = await this.#chain.makeRoom();
        const batch = this.#encoder.encode(rest.slice(0, room), this.#catalogue.end);
        rest = [...batch.rest, ...rest.slice(room)];
        await this.#commit(batch);
      }
    } catch (cause) {
      // No segment could be begun: that concerns all that wait for one.
      this.#turnAway(rest, cause);
    }
    this.#inFlight = 0;
  }

  async #commit({ entries, bytes }: Batch): Promise<void> {
    if (entries.length === 0) return;
    let start: number;
    try {
      start = await this.#chain.commit(bytes);
    } catch (cause) {
      this.#turnAway(
        entries.map(({ pending }) => pending),
        cause,
      );
      return;
    }
    this.#failure = undefined;
    // From here on in one turn: nobody can see an entry in the index and be told of it again.
    const dropped = this.#chain.retain(entries.length);
    this.#inFlight -= entries.length;
    for (const { entry, sequence, offset, pending } of entries) {
      this.#chain.index(entry, start + offset);
      const key = ownKey(entry);
      if (key !== undefined) this.#chain.noteKey(sequence, this.#keys.remember(key, sequence));
      this.#arrivals.publish(entry);
      pending.resolve(entry);
    }
    if (dropped) this.#keys.forgetBefore(this.#catalogue.first);
  }

  #turnAway(pending: readonly PendingEntry[], cause: unknown): void {
    for (const { reject } of pending) {
      const error = new JournalWriteError(this.#chain.path, cause, pending.length);
      this.#failure = { at: Date.now(), message: error.message };
      reject(error);
    }
  }
}

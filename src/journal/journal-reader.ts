/**
 * Reading a journal without writing to it, while another process may.
 *
 * It sees whole records only. The newest may not be durable yet: the writer acknowledges a little later than it writes.
 *
 * @module
 */
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

import { findHolder } from '../disk/directory-lock';
import { messageOf } from '../errors';
import type { Catalogue } from './segments/catalogue';
import type { EntrySummary, JournalEntry } from './entry';
import { JournalDirectoryError, refusedBecause } from './errors';
import type {
  EntryFilter,
  EntryPage,
  EntryQuery,
  JournalStatistics,
  ReadOptions,
  Timeline,
  TimelineQuery,
} from './journal';
import type { JournalProblem } from './problem';
import { clearedBetween, loadEntry, queryEntries, readEntries } from './querying/query';
import { timelineOf } from './querying/timeline';
import { loadJournal, type LoadOptions } from './segments/load';
import { listSegments, readHead, segmentAt, type Segment } from './segments/segment';
import { scanSegment } from './segments/scan-segment';

/** A journal that can be read and not written. It holds no files open. */
export class JournalReader {
  /** What was wrong with its files when it was opened. */
  readonly problems: readonly JournalProblem[];
  readonly directory: string;
  readonly #catalogue: Catalogue;
  /** Inode of the newest segment when it was looked at last. */
  #inode: number | undefined;

  /** Use {@link openJournalReader}. */
  constructor(directory: string, catalogue: Catalogue, problems: readonly JournalProblem[]) {
    this.directory = directory;
    this.#catalogue = catalogue;
    this.problems = problems;
  }

  /** The entry with this id, or `undefined`. @throws JournalCorruptError when its record cannot be read. */
  get(id: string): Promise<JournalEntry | undefined> {
    return loadEntry(this.#catalogue, id);
  }

  /** One page; see {@link Journal.query}. */
  query(query?: EntryQuery): Promise<EntryPage> {
    return queryEntries(this.#catalogue, query);
  }

  /** See {@link Journal.timeline}. */
  timeline(query?: TimelineQuery): Promise<Timeline> {
    return timelineOf(this.#catalogue, query);
  }

  /** Entries with their bodies, oldest first; see {@link Journal.read}. */
  read(filter?: EntryFilter, options?: ReadOptions): AsyncIterable<JournalEntry> {
    return readEntries(this.#catalogue, filter, options);
  }

  /** See {@link Journal.clearedBetween}; as of the last look. */
  clearedBetween(after: string, before?: string): number {
    return clearedBetween(this.#catalogue, after, before);
  }

  /** What the journal held at the last look. */
  statistics(): JournalStatistics {
    return this.#catalogue.statistics(0);
  }

  /** Looks for what has come and gone since, reading only what is new; returns the summaries of new entries. */
  async refresh(): Promise<readonly EntrySummary[]> {
    const catalogue = this.#catalogue;
    const from = catalogue.end;
    const found = await this.#find();
    const oldest = found[0]?.index.first ?? catalogue.first;
    while (catalogue.first < oldest && catalogue.segments.length > 0) catalogue.dropOldest();
    const newest = catalogue.segments.at(-1);
    for (const [place, segment] of found.entries()) {
      const { first } = segment.index;
      if (newest !== undefined && first < newest.index.first) continue;
      const known = first === newest?.index.first;
      const inode = known ? this.#inode : undefined;
      this.#inode = await scanNew(known ? newest : segment, inode, found[place + 1]?.index.first);
      if (!known) catalogue.add(segment);
    }
    const fresh: EntrySummary[] = [];
    for (let sequence = Math.max(from, catalogue.first); sequence < catalogue.end; sequence += 1) {
      const summary = catalogue.summary(sequence);
      if (summary !== undefined) fresh.push(summary);
    }
    return fresh;
  }

  /** The segments that are known, and new ones that begin with a record of their own. */
  async #find(): Promise<readonly Segment[]> {
    const known = new Set(this.#catalogue.segments.map(({ name }) => name));
    const newest = this.#catalogue.segments.at(-1)?.index.first ?? 0;
    const found: Segment[] = [];
    for (const segment of (await listSegments(this.directory)).segments) {
      const { first } = segment.index;
      const isNew = first > newest && (await readHead(segment))?.sequence === first;
      if (known.has(segment.name) || isNew) found.push(segment);
    }
    return found;
  }
}

/**
 * Opens a journal for reading; works while another process writes.
 *
 * @param options - `thorough`: hold every record against its checksum, also where an index file says what is there
 * @throws JournalDirectoryError when there is none.
 */
export async function openJournalReader(
  directory: string,
  options: Pick<LoadOptions, 'thorough'> = {},
): Promise<JournalReader> {
  try {
    const { catalogue, problems } = await loadJournal(directory, options);
    const tail = problems.some(({ kind }) => kind === 'torn-tail');
    // With a writer at work a half-written end is only a record on its way.
    const busy = tail && (await findHolder(directory)) !== undefined;
    const told = busy ? problems.filter(({ kind }) => kind !== 'torn-tail') : problems;
    return new JournalReader(directory, catalogue, told);
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? 'there is none. Start "wallstash serve" with this data directory, or name another with --data.'
        : (refusedBecause(error) ?? `${messageOf(error)}.`);
    throw new JournalDirectoryError(directory, why, { cause: error });
  }
}

/**
 * Reads what is new in a segment; resolves to its inode, `undefined` when it is gone.
 *
 * When its file is not the one that was looked at before, it is read from the beginning: a clear renews a segment. So it is
 * when the writer took back what it could not make durable.
 */
async function scanNew(
  segment: Segment,
  before: number | undefined,
  next: number | undefined,
): Promise<number | undefined> {
  const limit = next === undefined ? {} : { before: next };
  try {
    for (let inode = before; ;) {
      const { ino, size } = await stat(segment.path);
      const whole = ino !== inode || size < segment.end;
      const fresh = whole ? segmentAt(dirname(segment.path), segment.index.first) : segment;
      await scanSegment(fresh, limit);
      segment.index = fresh.index;
      segment.end = fresh.end;
      // Renewed while it was read: what was read may be of either.
      if ((await stat(segment.path)).ino === ino) return ino;
      inode = undefined;
    }
  } catch (error) {
    // Retention may remove a segment at any moment; the next look drops it.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

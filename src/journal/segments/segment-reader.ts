/**
 * Reads whole entries from segments, a block at a time.
 *
 * Only bytes up to a segment's end are ever read: what lies behind it is not yet durable and may still be taken back.
 *
 * @module
 */
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { JournalEntry } from '../entry';
import { formatEntryId } from '../entry-id';
import { JournalCorruptError } from '../errors';
import { readRecord } from './record';
import { scanSegment } from './scan-segment';
import { segmentAt, type Segment, type SegmentRow } from './segment';
import type { EntryReader } from '../querying/source';

const BLOCK = 256 * 1024;
const NOTHING: Buffer = Buffer.alloc(0);
/** A segment may be renewed again between a look at what it holds and the reading of it. */
const MOST_LOOKS = 5;

/** Keeps the segment it read last open, and the block it read last in memory. */
export class SegmentReader implements EntryReader {
  readonly #row: SegmentRow;
  /** Segments of the row that another process has renewed, as they were found then: each is read whole for that. */
  readonly #renewed = new Map<Segment, Segment>();
  #segment: Segment | undefined;
  #file: FileHandle | undefined;
  #block = NOTHING;
  #blockOffset = 0;

  constructor(row: SegmentRow) {
    this.#row = row;
  }

  async load(sequence: number): Promise<JournalEntry | undefined> {
    const { first, end } = this.#row;
    if (sequence < first || sequence >= end) return undefined;
    const id = formatEntryId(sequence);
    const known = this.#row.find(sequence);
    if (known === undefined) throw new JournalCorruptError(id, 'a segment that is gone');
    let segment: Segment | undefined = this.#renewed.get(known) ?? known;
    for (let looks = 0; looks <= MOST_LOOKS; looks += 1) {
      const found = await this.#loadFrom(segment, sequence);
      if (found !== 'damaged') return found;
      segment = await this.#lookAgain(known, sequence);
      if (segment === undefined) return undefined;
      await this.close();
    }
    throw new JournalCorruptError(id, known.path);
  }

  /** A segment may have been renewed since it was found: here, or by the process that writes the journal. */
  async #lookAgain(known: Segment, sequence: number): Promise<Segment | undefined> {
    const now = this.#row.find(sequence);
    if (now !== undefined && now !== known) return now;
    const fresh = await readAnew(known);
    if (fresh !== undefined) this.#renewed.set(known, fresh);
    return fresh;
  }

  async #loadFrom(
    segment: Segment,
    sequence: number,
  ): Promise<JournalEntry | undefined | 'damaged'> {
    const { index } = segment;
    if (index.isCleared(sequence)) return undefined;
    const offset = index.offset(sequence);
    if (offset === undefined || index.summary(sequence) === undefined) {
      throw new JournalCorruptError(formatEntryId(sequence), segment.path);
    }
    const bytes = await this.#read(segment, offset, index.offset(sequence + 1) ?? segment.end);
    if (bytes === undefined) return undefined;
    const entry = readRecord(bytes);
    return entry?.id === formatEntryId(sequence) ? entry : 'damaged';
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    this.#segment = undefined;
    this.#block = NOTHING;
    await file?.close();
  }

  async #read(segment: Segment, from: number, to: number): Promise<Buffer | undefined> {
    if (segment !== this.#segment) {
      await this.close();
      const file = await openIfThere(segment.path);
      if (file === undefined) return undefined;
      this.#file = file;
      this.#segment = segment;
    }
    const held = from >= this.#blockOffset && to <= this.#blockOffset + this.#block.length;
    if (!held && this.#file !== undefined) {
      // Whole blocks, so that reading backwards is served as well as reading forwards.
      this.#blockOffset = from - (from % BLOCK);
      const end = Math.min(segment.end, Math.max(to, this.#blockOffset + BLOCK));
      this.#block = await readFully(this.#file, this.#blockOffset, end);
    }
    return this.#block.subarray(from - this.#blockOffset, to - this.#blockOffset);
  }
}

/** A segment as it stands on the disk now; `undefined` when it is gone. */
async function readAnew({ path, index: { first } }: Segment): Promise<Segment | undefined> {
  const fresh = segmentAt(dirname(path), first);
  try {
    await scanSegment(fresh);
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Retention may remove a segment at any time: then its entries are gone, and that is no error. */
async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function readFully(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(to - from);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

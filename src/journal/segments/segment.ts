/**
 * Segments: the files of a journal, each named after the sequence number that its first record has or will have.
 *
 * The name alone says what came before it, so an empty newest segment still carries the numbering on, and the oldest
 * one says how many entries were dropped.
 *
 * @module
 */
import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { formatEntryId } from '../entry-id';
import { identifyRecord, type RecordIdentity } from './record';
import { SegmentIndex } from './segment-index';

/** One file of the journal and what memory knows of it. */
export interface Segment {
  readonly name: string;
  readonly path: string;
  index: SegmentIndex;
  /** Offset behind the last record that counts. */
  end: number;
  /** The idempotency keys of its entries, for its index file; none once that is written. */
  keys: KeyUse[];
  /** It is sound as far as is known, and its index file is still to be written, once it is complete. */
  needsIndexFile: boolean;
}

/** Sequence number of an entry, and the idempotency key that it bore. */
export type KeyUse = readonly [sequence: number, key: string];

/** Segments in order, as one row of sequence numbers. */
export interface SegmentRow {
  /** The first sequence number held. */
  readonly first: number;
  /** The sequence number behind the last. */
  readonly end: number;
  /** The segment that holds a sequence number, if one does. */
  find(sequence: number): Segment | undefined;
}

const SUFFIX = '.ndjson';
const CHUNK = 1024 * 1024;
const NEWLINE = 10;

/** The segment that begins with this sequence number, empty as yet. */
export function segmentAt(directory: string, first: number): Segment {
  const name = `${formatEntryId(first)}${SUFFIX}`;
  return {
    name,
    path: join(directory, name),
    index: new SegmentIndex(first),
    end: 0,
    keys: [],
    needsIndexFile: true,
  };
}

/** What bears a segment's name in a directory. */
export interface SegmentNames {
  /** Files, oldest first; nothing of them has been read. */
  readonly segments: Segment[];
  /** Names of directories, links and other things that cannot be a segment. */
  readonly others: readonly string[];
}

/** A name is a segment's when it has exactly ten digits. */
const NAME = /^(\d{10})\.ndjson$/;

/** The segments found in a directory. */
export async function listSegments(directory: string): Promise<SegmentNames> {
  const segments: Segment[] = [];
  const others: string[] = [];
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const first = Number(NAME.exec(entry.name)?.[1] ?? 0);
    if (first === 0) continue;
    if (entry.isFile()) segments.push(segmentAt(directory, first));
    else others.push(entry.name);
  }
  return { segments: segments.sort((a, b) => a.index.first - b.index.first), others };
}

/** The first sound record of a segment, and where it stands. */
export interface SegmentHead extends RecordIdentity {
  readonly offset: number;
}

/** Reads the first sound record of a segment; `undefined` when it holds none, or is gone. */
export async function readHead({ path }: Segment): Promise<SegmentHead | undefined> {
  let head: SegmentHead | undefined;
  try {
    await using file = await open(path, 'r');
    await readLines(file, 0, (line, offset) => {
      const identity = identifyRecord(line);
      if (identity === undefined) return undefined;
      head = { ...identity, offset };
      return 'enough';
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return head;
}

/**
 * Hands each line from `from` on to `onLine`, with its offset, until it has enough; the buffer is only good during the call.
 *
 * @returns the offset behind the last newline, and the size of the file.
 */
export async function readLines(
  file: FileHandle,
  from: number,
  onLine: (line: Buffer, offset: number) => 'enough' | undefined,
): Promise<{ end: number; size: number }> {
  let block = Buffer.allocUnsafe(CHUNK);
  let held = 0;
  let end = from;
  for (;;) {
    // Doubled for a line longer than it, so that no line costs the square of its length.
    if (held === block.length) block = Buffer.concat([block], held * 2);
    const { bytesRead } = await file.read(block, held, block.length - held, end + held);
    if (bytesRead === 0) return { end, size: end + held };
    const filled = held + bytesRead;
    let start = 0;
    for (;;) {
      const newline = block.subarray(0, filled).indexOf(NEWLINE, start);
      if (newline === -1) break;
      if (onLine(block.subarray(start, newline), end + start) === 'enough') {
        return { end: end + newline + 1, size: end + filled };
      }
      start = newline + 1;
    }
    block.copyWithin(0, start, filled);
    held = filled - start;
    end += start;
  }
}

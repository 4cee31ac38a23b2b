/**
 * Segments: the files of a journal, each named after the sequence number that its first record has or will have.
 *
 * The name alone says what came before it, so an empty newest segment still carries the numbering on, and the oldest
 * one says how many entries were dropped.
 *
 * @module
 */
import { readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { formatEntryId, parseEntryId } from './entry-id';
import { SegmentIndex } from './segment-index';

/** One file of the journal and what memory knows of it. */
export interface Segment {
  readonly name: string;
  readonly path: string;
  index: SegmentIndex;
  /** Offset behind the last record that counts. */
  end: number;
}

const SUFFIX = '.ndjson';
const CHUNK = 1024 * 1024;
const NEWLINE = 10;

/** The segment that begins with this sequence number, empty as yet. */
export function segmentAt(directory: string, first: number): Segment {
  const name = `${formatEntryId(first)}${SUFFIX}`;
  return { name, path: join(directory, name), index: new SegmentIndex(first), end: 0 };
}

/** The segments found in a directory, oldest first; nothing of them has been read. */
export async function listSegments(directory: string): Promise<Segment[]> {
  const names = await readdir(directory);
  return names
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => parseEntryId(name.slice(0, -SUFFIX.length)))
    .filter((first) => first !== undefined)
    .sort((a, b) => a - b)
    .map((first) => segmentAt(directory, first));
}

/**
 * Hands each line from `from` on to `onLine`, with its offset; the buffer is only good during the call.
 *
 * @returns the offset behind the last newline, and the size of the file.
 */
export async function readLines(
  file: FileHandle,
  from: number,
  onLine: (line: Buffer, offset: number) => void,
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
      onLine(block.subarray(start, newline), end + start);
      start = newline + 1;
    }
    block.copyWithin(0, start, filled);
    held = filled - start;
    end += start;
  }
}

/**
 * A segment without the entries that are cleared: written beside it, durable, and only then put in its place.
 *
 * Where entries were cleared one tombstone stands for each run of them, so numbers go on without a gap. All else is copied
 * byte for byte, damage included: what was wrong is still told of. A crash at any moment leaves the old file or the new
 * one under the name; a file that was being written is removed at the next start.
 *
 * @module
 */
import { open, rm, type FileHandle } from 'node:fs/promises';

import { PRIVATE_FILE } from '../../disk/private-files';
import { turn } from '../../real-time';
import { formatEntryId } from '../entry-id';
import { recordRoom, tombstone, writeRecord } from './record';
import type { Segment } from './segment';
import { SegmentIndex } from './segment-index';

/** Behind the name of a segment whose successor is being written. */
export const REWRITING = '.clearing';

const CHUNK = 1024 * 1024;
/** Rows after which others get their turn. */
const ROWS_A_TURN = 4096;

/** Where the successor of a segment is written. */
export function rewritingPath({ path }: Pick<Segment, 'path'>): string {
  return path + REWRITING;
}

/** Writes the successor of a complete segment, without the entries of these numbers; it has the segment's name and is not in its place yet. */
export async function rewriteSegment(
  segment: Segment,
  gone: ReadonlySet<number>,
): Promise<Segment> {
  const path = rewritingPath(segment);
  await rm(path, { force: true });
  try {
    await using source = await open(segment.path, 'r');
    await using target = await open(path, 'wx', PRIVATE_FILE);
    const rewriting = new Rewriting(segment, source, target);
    await rewriting.run(gone);
    await target.sync();
    return rewriting.renewed;
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

class Rewriting {
  readonly renewed: Segment;
  readonly #old: Segment;
  readonly #source: FileHandle;
  readonly #target: FileHandle;
  /** Bytes of the old file that are to be copied next. */
  #from = 0;
  #to = 0;
  /** Entries that the next tombstone stands for. */
  #run = 0;

  constructor(old: Segment, source: FileHandle, target: FileHandle) {
    this.#old = old;
    this.#source = source;
    this.#target = target;
    this.renewed = { ...old, index: new SegmentIndex(old.index.first), end: 0, keys: [] };
  }

  async run(gone: ReadonlySet<number>): Promise<void> {
    const { index, end } = this.#old;
    for (let sequence = index.first; sequence < index.end; sequence += 1) {
      if ((sequence - index.first) % ROWS_A_TURN === ROWS_A_TURN - 1) await turn();
      const start = index.offset(sequence) ?? end;
      if (gone.has(sequence) || index.isCleared(sequence)) {
        await this.#copy();
        this.#run += 1;
        continue;
      }
      await this.#endRun();
      // What lies before the first record belongs to it.
      if (this.#from === this.#to) this.#from = sequence === index.first ? 0 : start;
      this.#to = index.offset(sequence + 1) ?? end;
      this.#addRow(sequence, start - this.#from);
    }
    await this.#copy();
    await this.#endRun();
  }

  #addRow(sequence: number, offset: number): void {
    const { index, end } = this.renewed;
    const summary = this.#old.index.summary(sequence);
    if (summary === undefined) index.addUnreadable(end + offset);
    else index.add(summary, end + offset);
  }

  /** Copies what is to be copied; the end of the new file moves with it. */
  async #copy(): Promise<void> {
    const { renewed } = this;
    let at = this.#from;
    while (at < this.#to) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK, this.#to - at));
      const { bytesRead } = await this.#source.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) throw new Error(`${this.#old.path} is shorter than it was`);
      await this.#target.writeFile(chunk.subarray(0, bytesRead));
      at += bytesRead;
    }
    renewed.end += this.#to - this.#from;
    this.#from = this.#to;
  }

  async #endRun(): Promise<void> {
    const { renewed } = this;
    if (this.#run === 0) return;
    const text = tombstone(formatEntryId(renewed.index.end), this.#run);
    const record = Buffer.alloc(recordRoom(text));
    const length = writeRecord(text, record, 0);
    await this.#target.writeFile(record.subarray(0, length));
    for (; this.#run > 0; this.#run -= 1) renewed.index.addCleared(renewed.end);
    renewed.end += length;
  }
}

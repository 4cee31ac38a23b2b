/**
 * Records in memory: bytes in a few large buffers, and an index of numbers beside them.
 *
 * A hundred thousand entries as objects are millions of values that the garbage collector visits again and again; as
 * bytes it does not see them. An entry is read by parsing its record, each time anew.
 *
 * @module
 */
import type { EntrySummary, JournalEntry } from '../entry';
import { linesOf, MemoryBlock, roomFor } from './memory-block';

/** Size of the first buffer, and of each one from the time that the records need several. */
const SMALLEST = 64 * 1024;
const LARGEST = 4 * 1024 * 1024;

/** Records by sequence number, oldest first. */
export class MemoryRecords {
  readonly #blocks: MemoryBlock[] = [];
  /** A buffer of an ordinary size whose records were all dropped. */
  #spare: Buffer | undefined;
  #bytes = 0;
  #count = 0;
  /** Of the entries before {@link first}, so many were cleared. */
  #clearedBefore = 0;
  first = 1;
  end = 1;

  /** Bytes of the records held. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Entries held. */
  get count(): number {
    return this.#count;
  }

  /** Keeps the entry whose sequence number is {@link end}. */
  append(entry: JournalEntry): void {
    let block = this.#blocks.at(-1);
    let lines = block?.linesFor(entry) ?? linesOf(entry);
    if (block === undefined || !hasRoom(block, roomFor(lines, entry))) {
      lines = linesOf(entry);
      block = this.#begin(roomFor(lines, entry));
    }
    const before = block.end;
    block.append(entry, lines);
    this.#bytes += block.end - before;
    this.#count += 1;
    this.end += 1;
  }

  summary(sequence: number): EntrySummary | undefined {
    return this.#blockOf(sequence)?.index.summary(sequence);
  }

  load(sequence: number): JournalEntry | undefined {
    return this.#blockOf(sequence)?.load(sequence);
  }

  dropOldest(): void {
    const block = this.#blocks[0];
    if (block === undefined) return;
    this.#bytes -= block.startOf(this.first + 1) - block.startOf(this.first);
    if (block.index.isCleared(this.first)) this.#clearedBefore += 1;
    else this.#count -= 1;
    this.first += 1;
    if (this.first < block.index.end) return;
    this.#blocks.shift();
    if (block.bytes.length === LARGEST) this.#spare = block.bytes;
  }

  isCleared(sequence: number): boolean {
    return this.#blockOf(sequence)?.index.isCleared(sequence) ?? false;
  }

  clearedIn(from: number, to: number): number {
    const before = Math.max(0, Math.min(to, this.first) - from);
    return this.#blocks.reduce(
      (sum, { index }) => sum + index.clearedIn(Math.max(from, this.first), to),
      Math.min(this.#clearedBefore, before),
    );
  }

  /** Clears the entries of these numbers, for good; returns how many were there. */
  clear(gone: ReadonlySet<number>): number {
    const before = this.#count;
    const blocks = new Set([...gone].map((sequence) => this.#blockOf(sequence)));
    for (const block of blocks) if (block !== undefined) this.#clearIn(block, gone);
    while (this.first < this.end && this.isCleared(this.first)) this.dropOldest();
    return before - this.#count;
  }

  #clearIn(block: MemoryBlock, gone: ReadonlySet<number>): void {
    const held = block.end - block.startOf(Math.max(block.index.first, this.first));
    const fresh = block.without((sequence) => gone.has(sequence), this.first);
    // The newest one is written to.
    if (block !== this.#blocks.at(-1)) fresh.trim();
    this.#blocks[this.#blocks.indexOf(block)] = fresh;
    this.#bytes += fresh.end - held;
    this.#count += fresh.index.readable - this.#readableIn(block);
  }

  /** Entries of a block that can be read, but for those that were dropped. */
  #readableIn({ index }: MemoryBlock): number {
    const dropped = Math.max(0, this.first - index.first);
    return index.end - index.first - dropped - index.clearedIn(this.first, index.end);
  }

  #blockOf(sequence: number): MemoryBlock | undefined {
    if (sequence < this.first || sequence >= this.end) return undefined;
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sequence < (this.#blocks[middle]?.index.end ?? 0)) high = middle;
      else low = middle + 1;
    }
    return this.#blocks[low];
  }

  #begin(wanted: number): MemoryBlock {
    const size = Math.max(this.#blocks.length === 0 ? SMALLEST : LARGEST, wanted);
    const block = new MemoryBlock(this.end, this.#take(size));
    this.#blocks.push(block);
    return block;
  }

  #take(size: number): Buffer {
    const spare = this.#spare;
    if (spare?.length !== size) return Buffer.allocUnsafeSlow(size);
    this.#spare = undefined;
    return spare;
  }
}

/** Whether a block has room for so many bytes more, or can be given it. */
function hasRoom(block: MemoryBlock, wanted: number): boolean {
  const size = block.end + wanted;
  if (size <= block.bytes.length) return true;
  if (size > LARGEST) return false;
  block.grow(Math.min(LARGEST, Math.max(block.bytes.length * 2, size)));
  return true;
}

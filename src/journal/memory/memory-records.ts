/**
 * Records in memory: bytes in a few large buffers, and an index of numbers beside them. A record is the line that would
 * stand on disk, but without its body, and behind it the body byte for byte: here nobody has to read it as text.
 *
 * A hundred thousand entries as objects are millions of values that the garbage collector visits again and again; as
 * bytes it does not see them. An entry is read by parsing its record, each time anew.
 *
 * @module
 */
import type { EntrySummary, JournalEntry } from '../entry';
import { readRecord, recordAround, recordRoom, writeRecord } from '../segments/record';
import { SegmentIndex } from '../segments/segment-index';
import { summarize } from '../summary';

/** Size of the first buffer, and of each one from the time that the records need several. */
const SMALLEST = 64 * 1024;
const LARGEST = 4 * 1024 * 1024;

const NO_BODY = Buffer.from('"body":""');
const NEWLINE = 10;

/** One buffer with the rows of its records. */
interface Block {
  index: SegmentIndex;
  bytes: Buffer;
  /** Offset behind its last record. */
  end: number;
}

/** Records by sequence number, oldest first. */
export class MemoryRecords {
  readonly #blocks: Block[] = [];
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
    const line = recordAround(entry, NO_BODY);
    const block = this.#roomFor(recordRoom(line) + entry.body.length);
    const behind = writeRecord(line, block.bytes, block.end);
    const end = behind + entry.body.copy(block.bytes, behind);
    block.index.add(summarize(entry), block.end);
    this.#bytes += end - block.end;
    this.#count += 1;
    block.end = end;
    this.end += 1;
  }

  summary(sequence: number): EntrySummary | undefined {
    return this.#blockOf(sequence)?.index.summary(sequence);
  }

  load(sequence: number): JournalEntry | undefined {
    const block = this.#blockOf(sequence);
    const bounds = block && boundsOf(block, sequence);
    if (block === undefined || bounds === undefined || block.index.isCleared(sequence)) {
      return undefined;
    }
    const record = block.bytes.subarray(...bounds);
    const entry = readRecord(record);
    // A copy: the buffer is written over once its records were dropped.
    return entry && { ...entry, body: Buffer.from(record.subarray(record.indexOf(NEWLINE) + 1)) };
  }

  dropOldest(): void {
    const block = this.#blocks[0];
    if (block === undefined) return;
    const [start, end] = boundsOf(block, this.first) ?? [0, 0];
    this.#bytes -= end - start;
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

  /** Moves what stays to the beginning of the block, and writes over the rest. */
  #clearIn(block: Block, gone: ReadonlySet<number>): void {
    const index = new SegmentIndex(block.index.first);
    let end = 0;
    while (index.end < block.index.end) {
      const sequence = index.end;
      const [from, to] = boundsOf(block, sequence) ?? [0, 0];
      const summary = sequence < this.first ? undefined : block.index.summary(sequence);
      if (sequence < this.first) index.addUnreadable(end);
      else if (summary === undefined || gone.has(sequence)) {
        if (summary !== undefined) this.#count -= 1;
        this.#bytes -= to - from;
        index.addCleared(end);
      } else {
        index.add(summary, end);
        block.bytes.copyWithin(end, from, to);
        end += to - from;
      }
    }
    block.bytes.fill(0, end, block.end);
    block.index = index;
    block.end = end;
    // The room of what went is given back, but for the newest block, which is written to.
    if (block !== this.#blocks.at(-1)) block.bytes = Buffer.from(block.bytes.subarray(0, end));
  }

  #blockOf(sequence: number): Block | undefined {
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

  #roomFor(wanted: number): Block {
    const newest = this.#blocks.at(-1);
    if (newest !== undefined && newest.bytes.length - newest.end >= wanted) return newest;
    if (newest !== undefined && newest.bytes.length + wanted <= LARGEST)
      return grown(newest, wanted);
    const size = this.#blocks.length === 0 ? Math.max(SMALLEST, wanted) : Math.max(LARGEST, wanted);
    const block = { index: new SegmentIndex(this.end), bytes: this.#take(size), end: 0 };
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

function boundsOf({ index, end }: Block, sequence: number): [number, number] | undefined {
  const start = index.offset(sequence);
  return start === undefined ? undefined : [start, index.offset(sequence + 1) ?? end];
}

function grown(block: Block, wanted: number): Block {
  const bytes = Buffer.allocUnsafeSlow(
    Math.min(LARGEST, Math.max(block.bytes.length * 2, block.end + wanted)),
  );
  block.bytes.copy(bytes, 0, 0, block.end);
  block.bytes = bytes;
  return block;
}

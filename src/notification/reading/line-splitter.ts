/**
 * The lines of a stream of bytes, in the memory of one line. Pure.
 *
 * @module
 */

/** Whole lines as they stand one behind the other, each but perhaps the last with its LF; `null` for one that was too long, which was skipped. */
export type LineBlock = Buffer | null;
/** Lines that came together, without their LF; `null` for one that was too long, which was skipped. */
export type LineBatch = readonly (Buffer | null)[];

const NEWLINE = 0x0a;
/** Lines of a batch; keeps the output of one batch small. */
const BATCH = 256;

/** Takes chunks and gives blocks of lines. A chunk may be written over as soon as the next is asked for. */
export class BlockSplitter {
  readonly #longest: number;
  /** The beginning of a line whose end has not come yet. */
  #rest: Buffer[] = [];
  #restLength = 0;

  /** Lines of more than so many bytes are skipped. */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The lines that end in this chunk. */
  *push(chunk: Buffer): Generator<LineBlock> {
    // In pieces in which no line can be too long.
    for (let at = 0; at < chunk.length; at += this.#longest) {
      yield* this.#pushPiece(chunk.subarray(at, at + this.#longest));
    }
  }

  /** The last line, if there is no LF behind it. */
  *end(): Generator<LineBlock> {
    if (this.#restLength > 0) yield this.#take();
  }

  *#pushPiece(piece: Buffer): Generator<LineBlock> {
    const end = piece.lastIndexOf(NEWLINE) + 1;
    let start = 0;
    if (end > 0 && this.#restLength > 0) {
      start = piece.indexOf(NEWLINE) + 1;
      this.#keep(piece.subarray(0, start - 1));
      yield this.#take();
    }
    if (end > start) yield piece.subarray(start, end);
    if (end < piece.length) this.#keep(piece.subarray(end));
  }

  #keep(part: Buffer): void {
    this.#restLength += part.length;
    if (this.#restLength > this.#longest) this.#rest = [];
    else this.#rest.push(Buffer.from(part));
  }

  #take(): LineBlock {
    const line = this.#restLength > this.#longest ? null : Buffer.concat(this.#rest);
    this.#rest = [];
    this.#restLength = 0;
    return line;
  }
}

/** Takes chunks and gives lines. */
export class LineSplitter {
  readonly #blocks: BlockSplitter;

  /** Lines of more than so many bytes are skipped. */
  constructor(longest: number) {
    this.#blocks = new BlockSplitter(longest);
  }

  /** The lines that end in this chunk. */
  *push(chunk: Buffer): Generator<LineBatch> {
    for (const block of this.#blocks.push(chunk)) yield* batches(block);
  }

  /** The last line, if there is no LF behind it. */
  end(): LineBatch {
    return [...this.#blocks.end()];
  }
}

function* batches(block: LineBlock): Generator<LineBatch> {
  if (block === null) {
    yield [null];
    return;
  }
  let batch: Buffer[] = [];
  for (let at = 0; at < block.length;) {
    const end = lineEnd(block, at);
    batch.push(block.subarray(at, end));
    at = end + 1;
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

/** Where a line of a block ends that starts at `start`: its LF, or the end of the block. */
export function lineEnd(block: Buffer, start: number): number {
  const end = block.indexOf(NEWLINE, start);
  return end === -1 ? block.length : end;
}

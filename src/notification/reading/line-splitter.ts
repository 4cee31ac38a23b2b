/**
 * The lines of a stream of bytes, in the memory of one line. Pure.
 *
 * @module
 */

/** Lines that came together, without their LF; `null` for one that was too long, which was skipped. */
export type LineBatch = readonly (Buffer | null)[];

const NEWLINE = 0x0a;
/** Lines of a batch; keeps the output of one batch small. */
const BATCH = 256;

/** Takes chunks and gives lines. */
export class LineSplitter {
  readonly #longest: number;
  /** The beginning of a line whose end has not come yet. */
  #rest: Buffer[] = [];
  #restLength = 0;

  /** Lines of more than so many bytes are skipped. */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The lines that end in this chunk. */
  *push(chunk: Buffer): Generator<LineBatch> {
    let batch: (Buffer | null)[] = [];
    let at = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, at)) {
      this.#keep(chunk.subarray(at, end));
      batch.push(this.#take());
      at = end + 1;
      if (batch.length === BATCH) {
        yield batch;
        batch = [];
      }
    }
    this.#keep(chunk.subarray(at));
    yield batch;
  }

  /** The last line, if there is no LF behind it. */
  end(): LineBatch {
    return this.#restLength === 0 ? [] : [this.#take()];
  }

  #keep(piece: Buffer): void {
    this.#restLength += piece.length;
    if (this.#restLength > this.#longest) this.#rest = [];
    else this.#rest.push(piece);
  }

  #take(): Buffer | null {
    const [only] = this.#rest;
    const whole = only !== undefined && this.#rest.length === 1 ? only : Buffer.concat(this.#rest);
    const line = this.#restLength > this.#longest ? null : whole;
    this.#rest = [];
    this.#restLength = 0;
    return line;
  }
}

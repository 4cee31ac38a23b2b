/**
 * Reads one input in bounded memory: a small one whole, a large one line by line.
 *
 * Up to {@link WHOLE_AT_ONCE} an input is read whole, whatever it holds. A larger one is read line by line if it is
 * NDJSON, that is if its name says so or its first line is an object; else whole up to {@link LARGEST_WHOLE}.
 *
 * @module
 */
import type { Readable } from 'node:stream';

/** An input as read. */
export type ReadInput =
  | { readonly kind: 'whole'; readonly body: Buffer }
  | { readonly kind: 'lines'; readonly batches: AsyncIterable<LineBatch> }
  | { readonly kind: 'too-large' };

/** Lines that came together, without their LF; `null` for one longer than {@link LARGEST_LINE}, which was skipped. */
export type LineBatch = readonly (Buffer | null)[];

/** Bytes up to which every input is read whole. */
const WHOLE_AT_ONCE = 16 * 1024 * 1024;
/** Bytes up to which one that is not NDJSON is read whole. */
export const LARGEST_WHOLE = 256 * 1024 * 1024;
/** Bytes up to which a line of a large NDJSON input is read. */
export const LARGEST_LINE = 16 * 1024 * 1024;

const NEWLINE = 0x0a;

/** Reads a stream to the end, or far enough to know that it must be read line by line. */
export async function readInput(stream: Readable, name: string): Promise<ReadInput> {
  const chunks: Buffer[] = [];
  const source = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer | string>;
  let size = 0;
  let isUndecided = true;
  for (;;) {
    const next = await source.next();
    if (next.done === true) return { kind: 'whole', body: Buffer.concat(chunks) };
    const chunk = asBuffer(next.value);
    chunks.push(chunk);
    size += chunk.length;
    if (isUndecided && size > WHOLE_AT_ONCE) {
      isUndecided = false;
      const start = Buffer.concat(chunks);
      if (isNdjson(start, name)) return { kind: 'lines', batches: lineBatches(start, source) };
    }
    if (size > LARGEST_WHOLE) {
      stream.destroy();
      return { kind: 'too-large' };
    }
  }
}

function asBuffer(chunk: Buffer | string): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

function isNdjson(start: Buffer, name: string): boolean {
  if (/\.(?:ndjson|jsonl)$/.test(name)) return true;
  for (
    let at = 0, end = start.indexOf(NEWLINE);
    end !== -1;
    at = end + 1, end = start.indexOf(NEWLINE, at)
  ) {
    const line = start
      .toString('utf8', at, end)
      .replace(/^\uFEFF/, '')
      .trim();
    if (line === '') continue;
    return line.startsWith('{') && isJson(line);
  }
  return false;
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

async function* lineBatches(
  start: Buffer,
  source: AsyncIterator<Buffer | string>,
): AsyncGenerator<LineBatch> {
  const splitter = new LineSplitter();
  yield* splitter.push(start);
  for (let next = await source.next(); next.done !== true; next = await source.next()) {
    yield* splitter.push(asBuffer(next.value));
  }
  yield splitter.end();
}

/** Lines of a batch; keeps the output of one batch small. */
const BATCH = 256;

class LineSplitter {
  /** The beginning of a line whose end has not come yet. */
  #rest: Buffer[] = [];
  #restLength = 0;

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

  end(): LineBatch {
    return this.#restLength === 0 ? [] : [this.#take()];
  }

  #keep(piece: Buffer): void {
    this.#restLength += piece.length;
    if (this.#restLength > LARGEST_LINE) this.#rest = [];
    else this.#rest.push(piece);
  }

  #take(): Buffer | null {
    const [only] = this.#rest;
    const whole = only !== undefined && this.#rest.length === 1 ? only : Buffer.concat(this.#rest);
    const line = this.#restLength > LARGEST_LINE ? null : whole;
    this.#rest = [];
    this.#restLength = 0;
    return line;
  }
}

/**
 * Reads one input in bounded memory: a small one whole, a large one line by line.
 *
 * Up to {@link WHOLE_AT_ONCE} an input is read whole, whatever it holds. A larger one is read line by line if it is
 * NDJSON, that is if its name says so or its first line is an object; else whole up to {@link LARGEST_WHOLE}.
 *
 * @module
 */
import type { Readable } from 'node:stream';

import { type LineBatch, LineSplitter } from '../notification/reading/line-splitter';

/** An input as read. */
export type ReadInput =
  | { readonly kind: 'whole'; readonly body: Buffer }
  | { readonly kind: 'lines'; readonly batches: AsyncIterable<LineBatch> }
  | { readonly kind: 'too-large' };

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
  const splitter = new LineSplitter(LARGEST_LINE);
  yield* splitter.push(start);
  for (let next = await source.next(); next.done !== true; next = await source.next()) {
    yield* splitter.push(asBuffer(next.value));
  }
  yield splitter.end();
}

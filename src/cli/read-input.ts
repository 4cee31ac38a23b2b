/**
 * Reads one input in bounded memory: a small one whole, a large one line by line.
 *
 * Up to {@link WHOLE_AT_ONCE} an input is read whole, whatever it holds. A larger one is read line by line if it is
 * NDJSON, that is if its name says so or its first line is an object; else whole up to {@link LARGEST_WHOLE}.
 *
 * @module
 */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';

import { BlockSplitter, type LineBlock, LineSplitter } from '../notification/reading/line-splitter';

/** An input as read. */
export type ReadInput =
  | { readonly kind: 'whole'; readonly body: Buffer }
  | { readonly kind: 'lines'; readonly blocks: AsyncIterable<LineBlock> }
  | { readonly kind: 'too-large' };

/** Bytes up to which every input is read whole. */
const WHOLE_AT_ONCE = 16 * 1024 * 1024;
/** Bytes up to which one that is not NDJSON is read whole. */
export const LARGEST_WHOLE = 256 * 1024 * 1024;
/** Bytes up to which a line of a large NDJSON input is read. */
export const LARGEST_LINE = 16 * 1024 * 1024;

/** Bytes that are read of a file at once: what is read stays in the cache of a processor. */
const CHUNK = 256 * 1024;

/** Reads a file. One that is known to be large NDJSON is never held, nor its buffer made anew. */
export async function readFile(path: string, name: string): Promise<ReadInput> {
  const { size } = await stat(path);
  if (size > WHOLE_AT_ONCE && isNamedNdjson(name)) {
    return { kind: 'lines', blocks: lineBlocks(chunksOf(path)) };
  }
  return readInput(createReadStream(path, { highWaterMark: CHUNK }), name);
}

/** Each chunk is written over by the next. */
async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafeSlow(CHUNK);
    for (;;) {
      const { bytesRead } = await file.read(buffer);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

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
      if (isNamedNdjson(name) || beginsAsNdjson(chunks)) {
        return { kind: 'lines', blocks: lineBlocks(resumed(chunks, source)) };
      }
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

function isNamedNdjson(name: string): boolean {
  return /\.(?:ndjson|jsonl)$/.test(name);
}

/** Whether the first line that is not blank is an object. */
function beginsAsNdjson(chunks: readonly Buffer[]): boolean {
  const splitter = new LineSplitter(Infinity);
  for (const chunk of chunks) {
    for (const batch of splitter.push(chunk)) {
      for (const bytes of batch) {
        const line = (bytes ?? '')
          .toString()
          .replace(/^\uFEFF/, '')
          .trim();
        if (line !== '') return line.startsWith('{') && isJson(line);
      }
    }
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

/** What was read, then what is left. */
async function* resumed(
  chunks: Buffer[],
  source: AsyncIterator<Buffer | string>,
): AsyncGenerator<Buffer> {
  for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) yield chunk;
  for (let next = await source.next(); next.done !== true; next = await source.next()) {
    yield asBuffer(next.value);
  }
}

async function* lineBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<LineBlock> {
  const splitter = new BlockSplitter(LARGEST_LINE);
  for await (const chunk of chunks) yield* splitter.push(chunk);
  yield* splitter.end();
}

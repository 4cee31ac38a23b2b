/**
 * The index of a complete segment in a file beside it, so that a start need not read what it holds: `0000000001.index`. The
 * newest one, which more is added to, has one from the end of a process to the start of the next.
 *
 * It is only an extract. It counts as long as the segment has the size and the time of change that it had then, and its
 * own checksum is right; otherwise the segment is read, and the file made anew. Losing one loses nothing. What it leaves
 * open, a byte that changed on the disk by itself, is found when the record is read, and by `wallstash journal verify`,
 * which reads all.
 *
 * The file: a head of JSON on one line, the columns one behind the other, and a CRC-32 of all before it.
 *
 * @module
 */
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { PRIVATE_FILE, TEMPORARY } from '../../disk/private-files';
import { MARK_FILE } from './mark';
import { REWRITING } from './rewrite-segment';
import type { KeyUse, Segment } from './segment';
import { SegmentIndex, type Columns, type IndexContent } from './segment-index';

/** Another number is another form, of another build. */
const FORM = 2;
const NEWLINE = 10;
const CRC_BYTES = 4;

/** What the file says of a segment. */
export interface KnownSegment {
  readonly index: SegmentIndex;
  /** Size of the segment in bytes. */
  readonly end: number;
  readonly keys: readonly KeyUse[];
}

interface Head extends Omit<IndexContent, 'columns'> {
  readonly form: number;
  readonly endianness: string;
  readonly rows: number;
  readonly size: string;
  /** When the segment was changed last, in nanoseconds. */
  readonly changed: string;
  readonly keys: readonly KeyUse[];
}

/** A change that comes so long after another one has a time of its own on any file system that is in use, in milliseconds. */
const SETTLED = 100;

/** Where the index of a segment is, or would be. */
export function indexPath({ path }: Pick<Segment, 'path'>): string {
  return path.replace(/\.ndjson$/, '.index');
}

/** Writes the index of a segment that is complete and sound. @throws the error of the system; no file is left then */
export async function writeIndexFile(segment: Segment): Promise<void> {
  const path = indexPath(segment);
  const { size, mtimeNs } = await stat(segment.path, { bigint: true });
  // Something stands behind its last record: such a segment is looked at each time.
  if (size !== BigInt(segment.end)) return;
  const { columns, ...content } = segment.index.content();
  const head: Head = {
    ...content,
    form: FORM,
    endianness: endianness(),
    rows: columns.shape.length,
    size: String(size),
    changed: String(mtimeNs),
    keys: segment.keys,
  };
  const bytes = Buffer.concat([
    Buffer.from(`${JSON.stringify(head)}\n`),
    ...columnsOf(columns).map(({ buffer }) => new Uint8Array(buffer)),
  ]);
  const checksum = Buffer.alloc(CRC_BYTES);
  checksum.writeUInt32LE(crc32(bytes));
  try {
    await writeFile(path, Buffer.concat([bytes, checksum]), { mode: PRIVATE_FILE });
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Whether a further change of a segment would show in its time of change: not while the last one was just now. */
export async function isSettled({ path }: Segment): Promise<boolean> {
  const { mtimeMs } = await stat(path);
  return Date.now() - mtimeMs > SETTLED;
}

/** Removes index files whose segments are gone, and what a crash left of a segment or a mark that was being written anew. */
export async function removeStrayFiles(directory: string): Promise<void> {
  const names = new Set(await readdir(directory));
  for (const name of names) {
    const segment = /^(\d{10})\.index$/.exec(name)?.[1];
    const isStray = segment !== undefined && !names.has(`${segment}.ndjson`);
    const isRewriting = /^\d{10}\.ndjson/.test(name) && name.endsWith(REWRITING);
    const isMark = name.startsWith(`.${MARK_FILE}.`) && name.endsWith(TEMPORARY);
    if (isStray || isRewriting || isMark) await rm(join(directory, name), { force: true });
  }
}

/** What stands in the index file of a segment; `undefined` when there is none, or it does not fit the segment as it is. */
export async function readIndexFile(segment: Segment): Promise<KnownSegment | undefined> {
  try {
    const bytes = await readFile(indexPath(segment));
    const { size, mtimeNs } = await stat(segment.path, { bigint: true });
    const content = parse(bytes);
    return content?.first === segment.index.first &&
      content.size === String(size) &&
      content.changed === String(mtimeNs)
      ? { index: SegmentIndex.of(content), end: Number(size), keys: content.keys }
      : undefined;
  } catch {
    // Whatever it is that keeps it from being read, the segment itself tells the same, and more.
    return undefined;
  }
}

function parse(bytes: Buffer): (Head & IndexContent) | undefined {
  const end = bytes.length - CRC_BYTES;
  if (end < 0 || crc32(bytes.subarray(0, end)) !== bytes.readUInt32LE(end)) return undefined;
  const start = bytes.indexOf(NEWLINE) + 1;
  // The checksum vouches for the form.
  const head = JSON.parse(bytes.toString('utf8', 0, start)) as Head;
  if (head.form !== FORM || head.endianness !== endianness()) return undefined;
  const { rows } = head;
  let offset = start;
  /** A copy: a column must begin at a multiple of its width. */
  const next = (width: number): ArrayBuffer => {
    const column = Uint8Array.prototype.slice.call(bytes, offset, offset + rows * width);
    offset += rows * width;
    return column.buffer;
  };
  const columns: Columns = {
    offset: new Float64Array(next(8)),
    receivedAt: new Float64Array(next(8)),
    bodySize: new Uint32Array(next(4)),
    path: new Uint32Array(next(4)),
    address: new Uint32Array(next(4)),
    shape: new Uint32Array(next(4)),
  };
  return offset === end ? { ...head, columns } : undefined;
}

function columnsOf({ offset, receivedAt, bodySize, path, address, shape }: Columns) {
  return [offset, receivedAt, bodySize, path, address, shape];
}

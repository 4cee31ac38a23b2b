/**
 * The mark of a journal: which entries it must hold, so that a segment somebody removed is missed.
 *
 * It is written when the journal is opened, a segment was begun, the file of one is about to go, and the journal is closed:
 * never for a single commit, as it costs syncs, and beside the commits. So it claims less than there is, never more: after
 * `kill -9` entries that came since are in their segments and not yet in the mark.
 *
 * @module
 */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { writePrivateFile } from '../../disk/private-files';
import { isNoRoom } from '../../disk/why-refused';

/** Sequence numbers. */
export interface JournalMark {
  /** Retention let go of nothing from here on. */
  readonly oldest: number;
  /** The newest segment begun. */
  readonly newest: number;
  /** All below were acknowledged: they are never given out again. */
  readonly next: number;
  /** Of the entries before `oldest`, so many were cleared; retention dropped the rest. */
  readonly cleared: number;
}

/** Name of the file beside the segments. */
export const MARK_FILE = 'mark.json';

/** Entries that a mark may vouch for: a row of memory stands for each that is gone. */
export const WIDEST_SPAN = 2_000_000;

/** The mark of a journal; `undefined` when there is none, or none that makes sense: then the segments speak alone. */
export async function readMark(directory: string): Promise<JournalMark | undefined> {
  const path = join(directory, MARK_FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new Error(`${path} cannot be read: ${code}`, { cause: error });
  }
  return parseMark(text);
}

/** Puts it in the place of the one before, durably. */
export async function writeMark(
  directory: string,
  { oldest, newest, next, cleared }: JournalMark,
): Promise<void> {
  const path = join(directory, MARK_FILE);
  const text = JSON.stringify({ oldest, newest, next, ...(cleared > 0 && { cleared }) });
  try {
    await writePrivateFile(path, `${text}\n`);
  } catch (error) {
    if (!isNoRoom(error)) throw error;
    await overwrite(path, text);
  }
}

/** A full disk has no room for a second file, but for what stands in the first. Half written, it is none that makes sense. */
async function overwrite(path: string, text: string): Promise<void> {
  await using file = await open(path, 'r+');
  const { size } = await file.stat();
  await file.write(`${text.padEnd(size - 1)}\n`, 0);
  await file.datasync();
}

function parseMark(text: string): JournalMark | undefined {
  try {
    const { oldest, newest, next, cleared } = JSON.parse(text) as Record<string, unknown>;
    if (!isNumber(oldest) || !isNumber(newest) || !isNumber(next)) return undefined;
    return oldest <= next && newest <= next && next - oldest <= WIDEST_SPAN
      ? { oldest, newest, next, cleared: isNumber(cleared) ? Math.min(cleared, oldest - 1) : 0 }
      : undefined;
  } catch {
    return undefined;
  }
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

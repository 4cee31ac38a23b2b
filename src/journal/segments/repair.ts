/**
 * Cutting off what a crash or a failed write left behind the last record of a segment.
 *
 * What is cut is kept beside the segment in a file ending in `.torn`. A record with a sound checksum is cut only when
 * the next segment holds another one under its number: then it was turned away. Everything else is reported and left.
 *
 * @module
 */
import { open } from 'node:fs/promises';

import { PRIVATE_FILE } from '../../disk/private-files';
import { damageProblem, missingProblem, tailProblem, type JournalProblem } from '../problem';
import type { SegmentScan } from './scan-segment';
import type { Segment } from './segment';

/** What stands around the end of a segment. */
export interface EndOptions {
  /** First sequence number of the next segment, if there is one. */
  readonly before: number | undefined;
  /** All below it were acknowledged; the mark of the journal says so of the newest segment. */
  readonly acknowledged: number;
  /** Cut what may be cut; without it, it is only reported. Needs the lock. */
  readonly repair: boolean;
}

/** How a segment ends. */
export interface SegmentEnd {
  readonly problems: readonly JournalProblem[];
  /** Something that must stay stands behind its last record: nothing may be written there. */
  readonly sealed: boolean;
}

/** What is wrong between the last record of a segment and the next segment, if there is one. */
export async function endOf(
  { name, path, index, end }: Segment,
  { tail, passed }: SegmentScan,
  { before, acknowledged, repair }: EndOptions,
): Promise<SegmentEnd> {
  const expected = before ?? acknowledged;
  if (index.end < expected) {
    const missing = [index.end, expected - 1] as const;
    // These bytes may be all that is left of acknowledged entries: they stay.
    const problem = tail
      ? damageProblem(tail, { missing, displaced: passed.length > 0 })
      : missingProblem(name, end, missing);
    return { problems: [problem], sealed: tail !== undefined };
  }
  if (tail === undefined) return { problems: [], sealed: false };
  if (passed.some(({ sequence }) => before === undefined || sequence < before)) {
    return { problems: [damageProblem(tail, { displaced: true })], sealed: true };
  }
  const savedAs = repair ? await cutTail(path, tail) : undefined;
  const kind = before === undefined ? 'torn-tail' : 'leftover';
  return { problems: [tailProblem(kind, tail, savedAs)], sealed: false };
}

async function cutTail(
  path: string,
  { offset, bytes }: { readonly offset: number; readonly bytes: number },
): Promise<string> {
  const savedAs = `${path}.torn`;
  const source = await open(path, 'r+');
  try {
    const target = await open(savedAs, 'a', PRIVATE_FILE);
    try {
      const tail = Buffer.alloc(bytes);
      await source.read(tail, 0, bytes, offset);
      await target.writeFile(tail);
      await target.sync();
    } finally {
      await target.close();
    }
    await source.truncate(offset);
    await source.sync();
  } finally {
    await source.close();
  }
  return savedAs;
}

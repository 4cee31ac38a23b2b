/**
 * Reading all segments of a journal, and cutting off what a crash or a failed write left behind the last record.
 *
 * What is cut is kept beside the segment in a file ending in `.torn`. Damage between records is reported and left.
 *
 * @module
 */
import { open } from 'node:fs/promises';

import { Catalogue } from './catalogue';
import {
  damageProblem,
  missingProblem,
  tailProblem,
  type JournalProblem,
  type Stretch,
} from './problem';
import type { IndexedRecord } from './record';
import { listSegments, type Segment } from './segment';
import { scanSegment } from './scan-segment';

/** What was found in the files of a journal. */
export interface LoadedJournal {
  readonly catalogue: Catalogue;
  readonly problems: readonly JournalProblem[];
}

/** What to do on the way. */
export interface LoadOptions {
  /** Cut tails off; without it they are only reported. Needs the lock. */
  readonly repair?: boolean;
  /** Called for each sound record, oldest first. */
  readonly onRecord?: (record: IndexedRecord) => void;
}

/** Reads the segments of a directory; one that retention removes meanwhile is passed over. */
export async function loadJournal(
  directory: string,
  { repair = false, onRecord }: LoadOptions = {},
): Promise<LoadedJournal> {
  const catalogue = new Catalogue();
  const problems: JournalProblem[] = [];
  const segments = await listSegments(directory);
  for (const [place, segment] of segments.entries()) {
    const before = segments[place + 1]?.index.first;
    const options = {
      ...(before !== undefined && { before }),
      ...(onRecord !== undefined && { onRecord }),
    };
    const scan = await scanIfThere(segment, options);
    if (scan === undefined) continue;
    catalogue.add(segment);
    problems.push(...scan.problems, ...(await endOf(segment, { before, repair, tail: scan.tail })));
  }
  return { catalogue, problems };
}

async function scanIfThere(
  segment: Segment,
  options: Parameters<typeof scanSegment>[1],
): Promise<Awaited<ReturnType<typeof scanSegment>> | undefined> {
  try {
    return await scanSegment(segment, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What is wrong between the last record of a segment and the next segment, if there is one. */
async function endOf(
  { name, path, index, end }: Segment,
  {
    before,
    repair,
    tail,
  }: { before: number | undefined; repair: boolean; tail: Stretch | undefined },
): Promise<readonly JournalProblem[]> {
  if (before !== undefined && index.end < before) {
    const missing = [index.end, before - 1] as const;
    // These bytes may be all that is left of acknowledged entries: they stay.
    return [tail ? damageProblem(tail, missing) : missingProblem(name, end, missing)];
  }
  if (tail === undefined) return [];
  const savedAs = repair ? await cutTail(path, tail) : undefined;
  return [tailProblem(before === undefined ? 'torn-tail' : 'leftover', tail, savedAs)];
}

async function cutTail(path: string, { offset, bytes }: Stretch): Promise<string> {
  const savedAs = `${path}.torn`;
  const source = await open(path, 'r+');
  try {
    const target = await open(savedAs, 'a');
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

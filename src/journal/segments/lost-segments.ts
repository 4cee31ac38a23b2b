/**
 * What is gone when somebody removed segments of a running journal.
 *
 * @module
 */
import { stat } from 'node:fs/promises';

import { formatEntryId } from '../entry-id';
import type { Segment } from './segment';
import { SegmentIndex } from './segment-index';

/** Entries that were acknowledged and are there no more. */
export interface LostEntries {
  readonly count: number;
  /** First and last id, when there are any. */
  readonly ids?: readonly [string, string];
}

/** Marks the rows of segments whose files are gone, so that nobody is shown them, and counts them. */
export async function lostSegments(segments: readonly Segment[]): Promise<LostEntries> {
  let count = 0;
  let ids: readonly [string, string] | undefined;
  for (const segment of segments) {
    const { index, path } = segment;
    if (index.readable === 0 || (await isThere(path))) continue;
    count += index.readable;
    ids = [ids?.[0] ?? formatEntryId(index.first), formatEntryId(index.end - 1)];
    const unreadable = new SegmentIndex(index.first);
    while (unreadable.end < index.end) unreadable.addUnreadable(0);
    segment.index = unreadable;
    segment.end = 0;
  }
  return { count, ...(ids !== undefined && { ids }) };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Clearing entries of a journal that is being written: segment after segment, beside appends and readers.
 *
 * @module
 */
import { JournalClearError } from '../errors';
import type { Criteria } from '../querying/filter';
import { EntryScan } from '../querying/scan';
import type { Catalogue } from './catalogue';
import { rewriteSegment } from './rewrite-segment';
import type { Segment } from './segment';
import type { SegmentChain } from './segment-chain';

/** What clearing works on. */
export interface ClearParts {
  readonly catalogue: Catalogue;
  readonly chain: SegmentChain;
  /** Runs a task between two writes. */
  readonly betweenWrites: <T>(task: () => Promise<T>) => Promise<T>;
  readonly signal: AbortSignal | undefined;
}

/** Clears what matches of all that is there now; returns how many entries went. @throws JournalClearError, and the signal's reason */
export async function clearEntries(parts: ClearParts, criteria: Criteria): Promise<number> {
  const { catalogue, chain, betweenWrites, signal } = parts;
  const { end } = catalogue;
  let cleared = 0;
  for (const { index } of [...catalogue.segments]) {
    if (index.first >= end) break;
    signal?.throwIfAborted();
    const scan = new EntryScan(catalogue, criteria, { signal });
    const gone = new Set<number>();
    const last = Math.min(index.end, end);
    for await (const { sequence } of scan.upward(index.first, last)) gone.add(sequence);
    if (gone.size === 0) continue;
    let segment: Segment | undefined;
    try {
      // The open segment is written to: from now on it is complete.
      segment = await betweenWrites(() => chain.complete(index.first));
      if (segment === undefined) continue;
      const renewed = await rewriteSegment(segment, gone);
      const old = segment;
      if (await betweenWrites(() => chain.putInPlace(old, renewed))) cleared += gone.size;
    } catch (cause) {
      throw new JournalClearError(segment?.path ?? chain.path, cause, cleared);
    }
  }
  await betweenWrites(() => chain.retain(0));
  return cleared;
}

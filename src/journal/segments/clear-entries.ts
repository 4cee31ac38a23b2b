/**
 * Clearing entries of a journal that is being written: some segments at a time, beside appends and readers.
 *
 * What is dear is to wait for the writes under way, twice, and to sync the directory: a group shares both. Each segment is
 * the old one or its successor at any moment, whatever becomes of the others of its group, so a crash finds all sound.
 *
 * A full disk has no room for successors. There the oldest segments of which nothing is to stay are removed, and what is left
 * to be cleared has the room that they leave.
 *
 * @module
 */
import { rm } from 'node:fs/promises';

import { isNoRoom } from '../../disk/why-refused';
import { JournalClearError } from '../errors';
import type { Criteria } from '../querying/filter';
import { EntryScan } from '../querying/scan';
import type { Catalogue } from './catalogue';
import { rewriteSegment, rewritingPath } from './rewrite-segment';
import type { Segment } from './segment';
import type { Renewal, SegmentChain } from './segment-chain';

/** What clearing works on. */
export interface ClearParts {
  readonly catalogue: Catalogue;
  readonly chain: SegmentChain;
  /** Runs a task between two writes. */
  readonly betweenWrites: <T>(task: () => Promise<T>) => Promise<T>;
  readonly signal: AbortSignal | undefined;
  /** See {@link Journal.clear}. */
  readonly onDamaged: (id: string) => void;
  /** Told the numbers of entries that are gone, some at a time. */
  readonly onCleared: (gone: ReadonlySet<number>) => void;
}

/** Segments that are renewed together, and bytes of them: their successors stand beside them until all are written. */
const TOGETHER = 16;
const BYTES_TOGETHER = 64 * 1024 * 1024;

/** A segment in which something is to be cleared. */
interface Affected {
  /** Its first number. */
  readonly first: number;
  readonly gone: ReadonlySet<number>;
}

/** Clears what matches of all that is there now; returns how many entries went. @throws JournalClearError, and the signal's reason */
export async function clearEntries(parts: ClearParts, criteria: Criteria): Promise<number> {
  const { catalogue, chain, betweenWrites, signal, onDamaged } = parts;
  const { end } = catalogue;
  let cleared = 0;
  let group: Affected[] = [];
  let bytes = 0;
  const renewGroup = async (): Promise<void> => {
    cleared += await renew(group, parts, cleared);
    group = [];
    bytes = 0;
  };
  for (const segment of [...catalogue.segments]) {
    const { index } = segment;
    if (index.first >= end) break;
    signal?.throwIfAborted();
    const scan = new EntryScan(catalogue, criteria, { signal, onDamaged });
    const gone = new Set<number>();
    const last = Math.min(index.end, end);
    for await (const { sequence } of scan.upward(index.first, last)) gone.add(sequence);
    if (gone.size === 0) continue;
    group.push({ first: index.first, gone });
    bytes += segment.end;
    if (group.length >= TOGETHER || bytes >= BYTES_TOGETHER) await renewGroup();
  }
  if (group.length > 0) await renewGroup();
  await betweenWrites(async () => {
    chain.retain(0);
    await chain.tidied();
  });
  return cleared;
}

/** Puts successors in the place of some segments; `before`: entries cleared by then, for the error. */
async function renew(
  group: readonly Affected[],
  parts: ClearParts,
  before: number,
): Promise<number> {
  const { chain, betweenWrites, onCleared } = parts;
  const renewals: Renewal[] = [];
  const goneFrom = new Map(group.map(({ first, gone }) => [first, gone]));
  let cleared = 0;
  let path = chain.path;
  const onGone = ({ index }: Segment): void => {
    const gone = goneFrom.get(index.first) ?? new Set();
    cleared += gone.size;
    onCleared(gone);
  };
  try {
    // The open segment is written to: from now on it is complete.
    const segments = await betweenWrites(() => chain.complete(group.map(({ first }) => first)));
    for (const { first, gone } of group) {
      const old = segments.get(first);
      if (old === undefined) continue;
      path = old.path;
      renewals.push({ old, renewed: await rewriteSegment(old, gone) });
    }
    await betweenWrites(() => chain.putInPlace(renewals, onGone));
    return cleared;
  } catch (cause) {
    for (const { old } of renewals) {
      await rm(rewritingPath(old), { force: true }).catch(() => undefined);
    }
    if (cleared === 0 && isNoRoom(cause)) {
      const isWhollyGone = ({ index }: Segment): boolean =>
        index.isSpent ||
        (goneFrom.get(index.first)?.size ?? 0) + index.cleared === index.end - index.first;
      const went = await betweenWrites(() => chain.clearOldest(isWhollyGone));
      went.forEach(onGone);
      const rest = group.filter(({ first }) => went.every(({ index }) => index.first !== first));
      if (rest.length < group.length) {
        return cleared + (await renew(rest, parts, before + cleared));
      }
    }
    throw new JournalClearError(path, cause, before + cleared);
  }
}

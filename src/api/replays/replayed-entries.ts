/**
 * Which deliveries a replay sends: those that are named, or all that a query finds of those that are there when it begins.
 *
 * @module
 */
import type { JournalEntry } from '../../journal/entry';
import { formatEntryId, parseEntryId } from '../../journal/entry-id';
import { JournalCorruptError } from '../../journal/errors';
import type { EntryFilter, Journal } from '../../journal/journal';
import type { WallstashError } from '../../errors';
import { ApiError } from '../errors';
import { REPLAY_BOUNDS, type ReplayManyRequest } from '../schemas/replay';
import { goneDelivery } from './replayable';

/** A delivery, or why there is none: it is gone, or its record is damaged. */
export type Replayed = JournalEntry | { readonly id: string; readonly error: WallstashError };

/** Summaries looked at in one go. */
const PAGE = 1_000;

/** What a replay sends, in the order in which it came in. */
export interface ReplaySource {
  readonly count: number;
  /** One at a time, until the signal aborts; to be gone through once. */
  readonly entries: (signal: AbortSignal) => AsyncIterable<Replayed>;
}

/** @throws ApiError for neither ids nor query, for both, and for more than may be sent; InvalidOptionError */
export async function replaySource(
  journal: Journal,
  { ids, query }: Pick<ReplayManyRequest, 'ids' | 'query'>,
): Promise<ReplaySource> {
  if (ids !== undefined && query === undefined) {
    const sorted = [...new Set(ids.map((id) => formatEntryId(parseEntryId(id) ?? 0)))].sort();
    return { count: sorted.length, entries: () => named(journal, sorted) };
  }
  if (ids !== undefined || query === undefined) {
    throw new ApiError('WST_REQUEST', 400, 'Cannot replay: give either ids or a query.');
  }
  const { total, newest = '' } = await journal.timeline({ ...query, buckets: 1 });
  if (total > REPLAY_BOUNDS.deliveries) {
    const most = REPLAY_BOUNDS.deliveries;
    const detail = `Cannot replay ${total} deliveries: ${most} at a time. Narrow the query.`;
    throw new ApiError('WST_REQUEST', 400, detail);
  }
  return { count: total, entries: (signal) => found(journal, { ...query, newest, signal }) };
}

async function* named(journal: Journal, ids: readonly string[]): AsyncGenerator<Replayed> {
  for (const id of ids) yield await entryOf(journal, id);
}

async function entryOf(journal: Journal, id: string): Promise<Replayed> {
  try {
    return (await journal.get(id)) ?? { id, error: goneDelivery(id) };
  } catch (error) {
    if (!(error instanceof JournalCorruptError)) throw error;
    return { id, error };
  }
}

/** What is sent may come back as new deliveries: those behind `newest` are none of these. */
async function* found(
  journal: Journal,
  { newest, signal, ...filter }: EntryFilter & { newest: string; signal: AbortSignal },
): AsyncGenerator<Replayed> {
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    const page = await journal.query({
      ...{ ...filter, limit: PAGE },
      ...(cursor !== undefined && { cursor }),
    });
    const ids = page.entries.map(({ id }) => id).filter((id) => id <= newest);
    yield* named(journal, ids);
    cursor = ids.length === page.entries.length ? page.next : undefined;
  } while (cursor !== undefined);
}

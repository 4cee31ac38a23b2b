/**
 * Which deliveries a replay sends: those that are named, or all that a query finds of those that are there when it begins.
 *
 * @module
 */
import type { JournalEntry } from '../../journal/entry';
import { formatEntryId, parseEntryId } from '../../journal/entry-id';
import type { Journal } from '../../journal/journal';
import { ApiError } from '../errors';
import { REPLAY_BOUNDS, type ReplayManyRequest } from '../schemas/replay';

/** A delivery, or the id of one that is gone. */
export type Replayed = JournalEntry | { readonly id: string; readonly gone: true };

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
  const entries = (signal: AbortSignal) => upTo(journal.read(query, { signal }), newest);
  return { count: total, entries };
}

async function* named(journal: Journal, ids: readonly string[]): AsyncGenerator<Replayed> {
  for (const id of ids) yield (await journal.get(id)) ?? { id, gone: true };
}

/** What is sent may come back as new deliveries: they are none of these. */
async function* upTo(
  entries: AsyncIterable<JournalEntry>,
  newest: string,
): AsyncGenerator<Replayed> {
  for await (const entry of entries) {
    if (entry.id > newest) return;
    yield entry;
  }
}

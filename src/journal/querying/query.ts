/**
 * Pages of summaries, and streams of entries.
 *
 * A cursor is the id that the page before ended with and its direction, so what arrives or is dropped meanwhile moves nothing.
 *
 * @module
 */
import { InvalidOptionError } from '../../errors';
import type { JournalEntry } from '../entry';
import { formatEntryId, parseEntryId } from '../entry-id';
import type { EntryFilter, EntryPage, EntryQuery, ReadOptions } from '../journal';
import { criteriaOf } from './filter';
import { EntryScan, type Found } from './scan';
import type { EntrySource } from './source';

type Order = NonNullable<EntryQuery['order']>;

const DEFAULT_LIMIT = 100;
const HIGHEST_LIMIT = 1000;
const CURSOR_PREFIX: Readonly<Record<Order, string>> = { 'oldest-first': 'o', 'newest-first': 'n' };

/** The cursor of a query, oldest first, that begins behind this entry. */
export function cursorAfter(id: string): string {
  return cursorBeside(id, 'oldest-first');
}

/** The cursor of a query of this order that begins with the entry beside this one. */
export function cursorBeside(id: string, order: Order): string {
  return CURSOR_PREFIX[order] + id;
}

/** One page. @throws InvalidOptionError for a limit out of range or a cursor of another order. */
export async function queryEntries(
  source: EntrySource,
  query: EntryQuery = {},
): Promise<EntryPage> {
  const { order = 'oldest-first', limit = DEFAULT_LIMIT, cursor } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > HIGHEST_LIMIT) {
    throw new InvalidOptionError('limit', limit, `a whole number from 1 to ${HIGHEST_LIMIT}`);
  }
  const after = cursor === undefined ? undefined : parseCursor(cursor, order);
  // A page tells how many.
  const scan = new EntryScan(source, criteriaOf(query), { onDamaged: () => undefined });
  const matches =
    order === 'oldest-first'
      ? scan.upward((after ?? 0) + 1, source.end)
      : scan.downward(Math.min(after ?? source.end, source.end) - 1);
  return takePage(scan, matches, { order, limit });
}

/** How many entries between two ids, neither counted, were cleared; without `before` all behind `after`. */
export function clearedBetween(source: EntrySource, after: string, before?: string): number {
  const { end } = source;
  const to = before === undefined ? end : (parseEntryId(before) ?? end);
  return source.clearedIn((parseEntryId(after) ?? 0) + 1, to);
}

/** Entries that match, oldest first, up to the newest at the time of the call. */
export async function* readEntries(
  source: EntrySource,
  filter: EntryFilter = {},
  { signal, onDamaged }: ReadOptions = {},
): AsyncGenerator<JournalEntry, void, void> {
  const scan = new EntryScan(source, criteriaOf(filter), { load: true, signal, onDamaged });
  for await (const { entry } of scan.upward(source.first, source.end)) {
    if (entry !== undefined) yield entry;
  }
}

/** The entry with this id, or `undefined`. @throws JournalCorruptError when its record cannot be read */
export async function loadEntry(
  source: EntrySource,
  id: string,
): Promise<JournalEntry | undefined> {
  const sequence = parseEntryId(id);
  if (sequence === undefined) return undefined;
  const reader = source.reader();
  try {
    return await reader.load(sequence);
  } finally {
    await reader.close();
  }
}

/** The entries with these ids that are held, in the order of the ids. */
export async function* loadEntries(
  source: EntrySource,
  ids: readonly string[],
): AsyncGenerator<JournalEntry, void, void> {
  const reader = source.reader();
  try {
    for (const id of ids) {
      const sequence = parseEntryId(id) ?? 0;
      if (source.summary(sequence) === undefined) continue;
      const entry = await reader.load(sequence);
      if (entry !== undefined) yield entry;
    }
  } finally {
    await reader.close();
  }
}

async function takePage(
  scan: EntryScan,
  matches: AsyncGenerator<Found, void, void>,
  { order, limit }: { order: Order; limit: number },
): Promise<EntryPage> {
  const entries: Found[] = [];
  let gone = { dropped: 0, cleared: 0, damaged: 0 };
  // One match more than the page holds says whether there is a next page, and is not shown.
  for await (const found of matches) {
    const last = entries.at(-1);
    if (last !== undefined && entries.length === limit) {
      const next = CURSOR_PREFIX[order] + formatEntryId(last.sequence);
      return { entries: entries.map(({ summary }) => summary), next, ...gone };
    }
    entries.push(found);
    gone = goneBefore(scan);
  }
  return { entries: entries.map(({ summary }) => summary), ...goneBefore(scan) };
}

function goneBefore({ dropped, cleared, damaged }: EntryScan): Omit<EntryPage, 'entries' | 'next'> {
  return { dropped, cleared, damaged };
}

function parseCursor(cursor: string, order: Order): number {
  const prefix = CURSOR_PREFIX[order];
  const sequence = cursor.startsWith(prefix)
    ? parseEntryId(cursor.slice(prefix.length))
    : undefined;
  if (sequence === undefined) {
    throw new InvalidOptionError('cursor', cursor, `the "next" of a page of the order ${order}`);
  }
  return sequence;
}

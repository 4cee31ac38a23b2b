/**
 * Pages of the list: its top, the place where one delivery stands, and what comes before and after a page.
 *
 * @module
 */
import type { DeliveryPage, DeliverySummary } from '../../api/client-types';
import { get, withQuery } from '../client';
import type { ApiQuery } from './filter';

/** Rows of a page. */
const PAGE = 100;
/** Rows above the delivery that a list is opened at. */
const ABOVE = 50;
const ID_DIGITS = 10;

/** A stretch of the list, newest first, without a gap. */
export interface Stretch {
  readonly entries: readonly DeliverySummary[];
  /** Where it goes on to older ones; `undefined` at the end of the list. */
  readonly next: string | undefined;
  /** Where it goes on to newer ones; `undefined` at its top. */
  readonly newer: string | undefined;
  /** Entries that retention has let go, in it or below. */
  readonly dropped: number;
}

/** The newest. */
export async function firstPage(query: ApiQuery, signal: AbortSignal): Promise<Stretch> {
  return { newer: undefined, next: undefined, ...(await page(query, {}, signal)) };
}

/** The stretch around a delivery, whether it is in the list or not. */
export async function pageAround(
  id: string,
  query: ApiQuery,
  signal: AbortSignal,
): Promise<Stretch> {
  const next = String(Number(id) + 1).padStart(ID_DIGITS, '0');
  if (!/^\d{1,10}$/.test(next)) return firstPage(query, signal);
  // A cursor is a direction and an id; the page begins behind it.
  const [older, above] = await Promise.all([
    page(query, { cursor: `n${next}` }, signal),
    newerPage(`o${id}`, query, signal, ABOVE),
  ]);
  return {
    entries: [...above.entries, ...older.entries],
    next: older.next,
    newer: above.newer,
    dropped: older.dropped,
  };
}

/** What follows, to older ones. */
export function olderPage(
  cursor: string,
  query: ApiQuery,
  signal: AbortSignal,
): Promise<DeliveryPage> {
  return page(query, { cursor }, signal);
}

/** What comes before, to newer ones. */
export async function newerPage(
  cursor: string,
  query: ApiQuery,
  signal: AbortSignal,
  limit = PAGE,
): Promise<Pick<Stretch, 'entries' | 'newer'>> {
  const got = await page(query, { cursor, limit, order: 'oldest-first' }, signal);
  return { entries: [...got.entries].reverse(), newer: got.next };
}

function page(query: ApiQuery, over: ApiQuery, signal: AbortSignal): Promise<DeliveryPage> {
  return get<DeliveryPage>(
    withQuery('/api/deliveries', { ...query, limit: PAGE, ...over }),
    signal,
  );
}

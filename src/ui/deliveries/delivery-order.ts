/**
 * Lists of deliveries, newest first: the order of their ids. Pure.
 *
 * @module
 */
import type { DeliverySummary } from '../../api/client-types';

/** Where an entry stands among others, newest first; where it would stand when it is not among them. */
export function placeOf(entries: readonly DeliverySummary[], id: string): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.id ?? '') > id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Both, newest first, each once. */
export function merge(
  news: readonly DeliverySummary[],
  entries: readonly DeliverySummary[],
): readonly DeliverySummary[] {
  const newest = entries[0]?.id ?? '';
  const isAbove = news.every(({ id }) => id > newest);
  const byId = new Map([...news, ...(isAbove ? [] : entries)].map((one) => [one.id, one]));
  const sorted = [...byId.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
  return isAbove ? [...sorted, ...entries] : sorted;
}

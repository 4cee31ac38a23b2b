/**
 * The rows of the list: deliveries, and between them what marks a place, such as where another day begins. All have one
 * height. Pure.
 *
 * Days are looked for by halves: entries of one day stand together, so a hundred thousand cost some dozen looks.
 *
 * @module
 */
import type { DeliverySummary } from '../../api/client-types';
import { type Clock, dayOf } from '../parts/clock';
import { placeOf } from './delivery-order';

/** What stands above a delivery: the day that begins there, or the end of what is new. */
export interface Mark {
  /** Index of the delivery below it. */
  readonly above: number;
  readonly kind: 'day' | 'seen';
}

/** Where rows are. */
export interface ListRows {
  /** Deliveries and marks. */
  readonly count: number;
  /** What a row is: a delivery by its index, or a mark. */
  readonly at: (row: number) => number | Mark;
  /** The row of a delivery. */
  readonly rowOf: (index: number) => number;
}

/** `seen`: id of the newest delivery that is not new. `today`: its own deliveries need no heading. */
export function listRows(
  entries: readonly DeliverySummary[],
  { clock, seen, today }: { clock: Clock; seen: string | undefined; today: number },
): ListRows {
  const marks: Mark[] = daysOf(entries, clock, today).map((above) => ({ above, kind: 'day' }));
  const edge = seen === undefined ? 0 : placeOf(entries, seen);
  if (edge > 0 && edge < entries.length) marks.push({ above: edge, kind: 'seen' });
  marks.sort((one, other) => one.above - other.above);
  const before = (index: number): number => marks.filter(({ above }) => above <= index).length;
  return {
    count: entries.length + marks.length,
    at: (row) => {
      for (const [place, mark] of marks.entries()) {
        if (mark.above + place === row) return mark;
        if (mark.above + place > row) return row - place;
      }
      return row - marks.length;
    },
    rowOf: (index) => index + before(index),
  };
}

/** The indexes at which another day begins. */
function daysOf(entries: readonly DeliverySummary[], clock: Clock, today: number): number[] {
  const day = (index: number): number => dayOf(entries[index]?.receivedAt ?? 0, clock);
  const found: number[] = entries.length > 0 && day(0) !== today ? [0] : [];
  const search = (low: number, high: number): void => {
    if (day(low) === day(high)) return;
    if (high - low === 1) {
      found.push(high);
      return;
    }
    const middle = (low + high) >> 1;
    search(low, middle);
    search(middle, high);
  };
  if (entries.length > 1) search(0, entries.length - 1);
  return found;
}

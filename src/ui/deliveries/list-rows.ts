/**
 * The rows of the list: deliveries, and between them what marks a place, such as where another day begins. All have one
 * height. Pure.
 *
 * Entries of one day need not stand together: what is imported keeps its time and stands where it was imported.
 *
 * @module
 */
import type { DeliverySummary } from '../../api/client-types';
import { type Clock, dayOf, startOfDay } from '../parts/clock';
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

/** `seen`: id of the newest delivery that is not new. `today`: its own deliveries need no heading, where no other day stands above them. */
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

/** The indexes at which another day begins; the clock is asked once a day, not once an entry. */
function daysOf(entries: readonly DeliverySummary[], clock: Clock, today: number): number[] {
  const found: number[] = [];
  let day = today;
  let [from, to] = bounds(day, clock);
  for (const [index, { receivedAt }] of entries.entries()) {
    if (receivedAt >= from && receivedAt < to) continue;
    const its = dayOf(receivedAt, clock);
    [from, to] = bounds(its, clock);
    if (its === day) continue;
    day = its;
    found.push(index);
  }
  return found;
}

/** When a day begins and ends. */
function bounds(day: number, clock: Clock): readonly [number, number] {
  return [startOfDay(day, clock), startOfDay(day + 1, clock)];
}

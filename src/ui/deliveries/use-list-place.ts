/**
 * Where the list stands: the row with the keys in sight, the rows in sight where they are, whatever comes above them.
 *
 * @module
 */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import { placeOf } from './delivery-order';
import type { DeliveryStore } from './delivery-store';
import type { ListRows } from './list-rows';

/** Below this width of the list, which its columns need, a row has two lines; pixels. */
const NARROW = 820;

/** What is needed to know where rows are. */
interface ListPlace {
  readonly scroller: RefObject<HTMLElement | null>;
  /** Pixels. */
  readonly rowHeight: number;
  readonly rows: ListRows;
  readonly store: DeliveryStore;
}

/** Whether the list has little room. */
export function useNarrow(scroller: RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(() => innerWidth < NARROW);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void => setNarrow(element.clientWidth < NARROW);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return narrow;
}

/** The same row stays on top when rows get higher or lower, and when a page is put above them. A list begun anew starts at its top. */
export function useStillRows({ scroller, rowHeight, rows, store }: ListPlace): void {
  const height = useRef(rowHeight);
  const first = useRef<{ readonly id: string; readonly row: number }>(undefined);
  const entries = store.entries.value;
  const prepended = store.prepended.value;
  const { count: round } = store.round.value;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null) element.scrollTop *= rowHeight / height.current;
    height.current = rowHeight;
  }, [scroller, rowHeight]);
  useLayoutEffect(() => {
    const before = first.current;
    if (before === undefined || scroller.current === null) return;
    const rowsAbove = rows.rowOf(placeOf(entries, before.id)) - before.row;
    scroller.current.scrollTop += rowsAbove * rowHeight;
  }, [prepended]);
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [scroller, round]);
  useLayoutEffect(() => {
    const id = entries[0]?.id;
    first.current = id === undefined ? undefined : { id, row: rows.rowOf(0) };
  }, [entries, rows]);
}

/**
 * Brings the row with the keys into sight when it is chosen, and keeps it there when rows get another height. A list
 * that was opened at a delivery shows it in the middle.
 */
export function useReveal({
  scroller,
  rowHeight,
  rows,
  store,
  chosen,
  scrollTo,
}: ListPlace & {
  readonly chosen: string | undefined;
  readonly scrollTo: (row: number, align?: 'auto' | 'center') => void;
}): void {
  const { at, count: round } = store.round.value;
  const reveal = (id: string | undefined, align: 'auto' | 'center'): void => {
    const entries = store.entries.peek();
    const index = id === undefined ? -1 : placeOf(entries, id);
    if (index === -1 || (align === 'auto' && entries[index]?.id !== id)) return;
    scrollTo(rows.rowOf(Math.min(index, entries.length - 1)), align);
  };
  useLayoutEffect(() => {
    if (at === undefined) return;
    reveal(at, 'center');
    store.lookAtTop((scroller.current?.scrollTop ?? 0) < rowHeight / 2);
  }, [round]);
  // Only when it is chosen: what comes in afterwards must not pull the list.
  useEffect(() => reveal(chosen, 'auto'), [chosen, rowHeight]);
}

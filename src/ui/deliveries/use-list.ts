/**
 * The list behind the screen: its deliveries, their counts over time, and which one the keys are at.
 *
 * @module
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

import { addressOf, go } from '../location';
import { placeOf } from './delivery-order';
import { DeliveryStore } from './delivery-store';
import { type DeliveryFilter, filterOf } from './filter';
import { Selection } from './selection';

/** The filter of the address; the same object as long as it says the same. */
export function useFilter(query: Readonly<Record<string, string>>): DeliveryFilter {
  const filter = filterOf(query);
  return useMemo(() => filter, [JSON.stringify(filter)]);
}

/** The deliveries that the filter leaves; a delivery that is opened and not among them brings its place in the list. */
export function useStore(filter: DeliveryFilter, open: string | undefined): DeliveryStore {
  const [store] = useState(() => new DeliveryStore());
  const shown = useRef<{ readonly filter: DeliveryFilter; readonly open: string | undefined }>(
    undefined,
  );
  useEffect(() => store.start(filter, open), [store]);
  useEffect(() => {
    const before = shown.current;
    shown.current = { filter, open };
    const opened = open === before?.open ? undefined : open;
    if (before === undefined) return;
    if (filter !== before.filter) store.show(filter, opened);
    else if (opened !== undefined && !store.has(opened)) store.begin(opened);
  }, [store, filter, open]);
  return store;
}

/** What the person picked; another filter, and nothing is. */
export function useSelection(filter: DeliveryFilter): Selection {
  const [selection] = useState(() => new Selection());
  useEffect(() => () => selection.clear(), [selection, filter]);
  return selection;
}

/** Which delivery the keys are at: the one that is open, or else the one that was chosen last. */
export function useChoice(
  store: DeliveryStore,
  open: string | undefined,
  query: Readonly<Record<string, string>>,
): { readonly chosen: string | undefined; readonly move: (step: 1 | -1) => void } {
  const [last, setLast] = useState(open);
  const chosen = open ?? last;
  useEffect(() => {
    if (open !== undefined) setLast(open);
  }, [open]);
  const move = (step: 1 | -1): void => {
    const entries = store.entries.peek();
    const at = chosen === undefined ? -1 : placeOf(entries, chosen);
    const isThere = entries[at]?.id === chosen;
    // The place of one that is not in the list is that of the next older one.
    const next = entries[at + (step === 1 && !isThere && chosen !== undefined ? 0 : step)];
    if (next === undefined) return;
    if (open !== undefined) go(addressOf(['deliveries', next.id], query), { replace: true });
    else {
      setLast(next.id);
      focusRow(next.id);
    }
  };
  return { chosen, move };
}

/** Who comes back to the list, by whatever way, goes on at the row of what was open. */
export function useFocusOnReturn(open: string | undefined): void {
  const before = useRef(open);
  useEffect(() => {
    const left = open === undefined ? before.current : undefined;
    before.current = open;
    // What had the focus is gone, unless it was in the list.
    if (left !== undefined && document.activeElement === document.body) focusRow(left);
  }, [open]);
}

/** Gives the focus to a row of the list, once it is there. */
function focusRow(id: string): void {
  requestAnimationFrame(() => {
    const rows = document.querySelectorAll<HTMLElement>('.delivery-row');
    [...rows].find((row) => row.dataset['id'] === id)?.focus({ preventScroll: true });
  });
}

/**
 * Up to where the person has seen the list: what came in while they looked elsewhere, or had paused, is new.
 *
 * All of it is settled in the moment in which the list changes, not when the change is painted: what comes between
 * the two is seen as it comes.
 *
 * @module
 */
import { effect, signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

import { subscribe } from '../live';
import type { DeliveryStore } from './delivery-store';

/** The newest delivery when the person last looked away, while anything is newer; it outlives the screen. */
const seen = signal<string>();
/** The newest delivery that was on top of a list while the person looked, whatever its filter. */
let looked = '';

const hidden = signal(document.hidden);
document.addEventListener('visibilitychange', () => (hidden.value = document.hidden));
// Another journal counts from the beginning.
subscribe('reset', () => (looked = ''));

/** The newest delivery that is not new; `undefined` when there is nothing to mark. */
export function useSeen(store: DeliveryStore): string | undefined {
  useLayoutEffect(() => {
    const end = effect(() => {
      if (hidden.value || store.paused.value) leave();
      else if (store.settled.value) comeBack(store, store.entries.value[0]?.id);
    });
    return () => {
      end();
      if (!hidden.peek()) look(store, store.entries.peek()[0]?.id);
      leave();
    };
  }, [store]);
  return seen.value;
}

function leave(): void {
  if (looked !== '') seen.value = looked;
}

function look(store: DeliveryStore, newest: string | undefined): void {
  if (newest !== undefined && newest > looked && store.newer.peek() === undefined) looked = newest;
}

/** Nothing is new: then what comes is seen as it comes. */
function comeBack(store: DeliveryStore, newest: string | undefined): void {
  look(store, newest);
  const before = seen.peek();
  const nothingCame = store.held.peek().length === 0 && before !== undefined && looked <= before;
  if (nothingCame && store.newer.peek() === undefined) seen.value = undefined;
}

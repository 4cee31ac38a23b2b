/**
 * Up to where the person has seen the list: what came in while they looked elsewhere, or had paused, is new.
 *
 * @module
 */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

import type { DeliveryStore } from './delivery-store';

/** The newest delivery when the person last looked away; it outlives the screen. */
const seen = signal<string>();

/** The newest delivery that is not new; `undefined` when there is nothing to mark. */
export function useSeen(store: DeliveryStore): string | undefined {
  const { count: round } = store.round.value;
  const paused = store.paused.value;
  useEffect(() => {
    const onChange = (): void => {
      if (document.hidden) leave(store);
      // What came meanwhile is shown in the frame to come.
      else requestAnimationFrame(() => requestAnimationFrame(() => comeBack(store)));
    };
    document.addEventListener('visibilitychange', onChange);
    return () => {
      document.removeEventListener('visibilitychange', onChange);
      leave(store);
    };
  }, [store]);
  useEffect(() => {
    if (round > 0) comeBack(store);
  }, [store, round]);
  useEffect(() => {
    if (paused) leave(store);
    else comeBack(store);
  }, [store, paused]);
  return seen.value;
}

function leave(store: DeliveryStore): void {
  const newest = store.entries.peek()[0]?.id;
  if (newest !== undefined && store.newer.peek() === undefined) seen.value = newest;
}

/** Nothing is new: then what comes is seen as it comes. */
function comeBack(store: DeliveryStore): void {
  const newest = store.entries.peek()[0]?.id;
  const nothingCame = store.held.peek().length === 0 && newest === seen.peek();
  if (nothingCame && !store.paused.peek()) seen.value = undefined;
}

/**
 * How many deliveries came in since one last looked at them, at their link in the bar.
 *
 * @module
 */
import { effect, signal } from '@preact/signals';

import { subscribe } from '../live';
import { place } from '../location';

const MOST_SHOWN = 99;

const count = signal(0);

const isLooking = (): boolean => place.value.screen === 'deliveries';

effect(() => {
  if (isLooking()) count.value = 0;
});
subscribe('delivery', () => {
  if (!isLooking()) count.value += 1;
});
subscribe('reset', () => (count.value = 0));

/** For the eyes: the link is called the same with and without. */
export function News() {
  if (count.value === 0) return null;
  return (
    <span class="news" aria-hidden="true">
      {count.value > MOST_SHOWN ? `${MOST_SHOWN}+` : count.value}
    </span>
  );
}

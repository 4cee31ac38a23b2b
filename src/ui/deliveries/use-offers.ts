/**
 * What the search box offers below it, and where the keys are in that.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import { clock } from '../parts/clock';
import { useSearchFields } from '../parts/known-data';
import { type Completion, completionsOf } from './completion';
import { timeIn } from './go-to-time';
import { recentSearches } from './recent-searches';

/** A line that is offered: a completion, a whole search from before, or the way to a time. */
export interface Offer extends Completion {
  readonly kind: 'term' | 'search' | 'time';
}

interface Offers {
  readonly offers: readonly Offer[];
  /** Where the keys are; -1: in the field. */
  readonly active: number;
  readonly setActive: (active: number) => void;
  /** Shows what fits with the caret there. */
  readonly show: (caret: number) => void;
  readonly hide: () => void;
}

/** `text`: what stands in the box. */
export function useOffers(text: string): Offers {
  const { data } = useSearchFields();
  const [caret, setCaret] = useState<number>();
  const [active, setActive] = useState(-1);
  return {
    offers: caret === undefined ? [] : offersFor(text, caret, data?.fields ?? []),
    active,
    setActive,
    show: (at) => {
      setActive(-1);
      setCaret(at);
    },
    hide: () => setCaret(undefined),
  };
}

function offersFor(
  text: string,
  caret: number,
  fields: Parameters<typeof completionsOf>[2]['fields'],
): readonly Offer[] {
  if (timeIn(text, clock.value) !== undefined) {
    const label = `Go to ${text.trim()}`;
    const hint = `the delivery nearest to that time, ${clock.value === 'utc' ? 'UTC' : 'local'}`;
    return [{ kind: 'time', text, caret, label, hint }];
  }
  const before = text === '' ? recentSearches() : [];
  return [
    ...before.map((one) => ({
      ...{ kind: 'search' as const, text: one, caret: one.length, label: one, hint: 'again' },
    })),
    ...completionsOf(text, caret, { fields }).map((one) => ({ kind: 'term' as const, ...one })),
  ];
}

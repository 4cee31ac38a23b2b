/**
 * How what is sent stands, in a word; and when its next attempt comes.
 *
 * @module
 */
import { useEffect, useState } from 'preact/hooks';

import type { ConsoleDelivery } from '../../api/client-types';
import { Badge, type Tone } from '../parts/badge';
import { When } from '../parts/when';

type State = ConsoleDelivery['state'];

/** A timer may fire a moment early; a second look must not find the time still to come. */
const LATE_MS = 50;

/** Every state, with what it means. */
export const STATES: Readonly<Record<State, { tone: Tone; word: string; means: string }>> = {
  pending: { tone: 'warn', word: 'pending', means: 'Its next attempt will come.' },
  held: {
    ...{ tone: 'quiet', word: 'held' },
    means: 'Its integration is disabled: it waits until that is enabled again.',
  },
  delivered: { tone: 'ok', word: 'accepted', means: 'An attempt was answered with a 2xx.' },
  'given-up': { tone: 'bad', word: 'given up', means: 'The last of its retries failed.' },
  dropped: {
    ...{ tone: 'quiet', word: 'dropped' },
    means: 'Its integration was deleted while it waited: it is never sent.',
  },
};

/** See {@link STATES}. */
export function StateBadge({ state }: { readonly state: State }) {
  const { tone, word, means } = STATES[state];
  return (
    <Badge tone={tone} title={means}>
      {word}
    </Badge>
  );
}

/** `in 40 s`; once it is due, that it is under way. */
export function NextAttempt({ at }: { readonly at: string }) {
  const left = Date.parse(at) - Date.now();
  const [, setRound] = useState(0);
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setRound((before) => before + 1), left + LATE_MS);
    return () => clearTimeout(timer);
  }, [at, left <= 0]);
  return left <= 0 ? <>now</> : <When at={at} />;
}

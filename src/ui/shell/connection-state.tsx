/**
 * Whether the screen is live.
 *
 * @module
 */
import { signedOut } from '../client';
import { connection } from '../live';

const WORDS = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Reconnecting',
  out: 'Signed out',
} as const;
const REASONS = {
  connecting: 'The live stream is being opened.',
  live: 'Everything appears as it happens.',
  lost: 'Wallstash does not answer. What happens meanwhile appears when it is back.',
  out: 'Wallstash wants its token.',
} as const;

/** A dot and a word in the top bar. */
export function ConnectionState() {
  const state = signedOut.value ? 'out' : connection.value;
  return (
    <p class={`connection ${state}`} role="status" title={REASONS[state]}>
      {WORDS[state]}
    </p>
  );
}

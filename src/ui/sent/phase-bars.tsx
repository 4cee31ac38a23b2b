/**
 * The phases of an attempt as bars, each beside its number.
 *
 * @module
 */
import type { Attempt } from '../../api/client-types';
import { bytes, duration } from '../parts/numbers';
import { type Stretch, stretchesOf } from './phases';

/** See the module. */
export function PhaseBars({ attempt }: { readonly attempt: Attempt }) {
  const { end } = attempt.phases;
  return (
    <div class="phases">
      <ol aria-label="Phases">
        {stretchesOf(attempt).map((stretch) => (
          <Bar key={stretch.phase} stretch={stretch} end={end} />
        ))}
      </ol>
      <p class="muted small">
        {attempt.reusedConnection && 'On a connection kept from before. '}
        <span class="number">{duration(end)}</span> in all
        {attempt.remoteAddress !== null && (
          <>
            , to <code>{attempt.remoteAddress}</code>
          </>
        )}
        , with a body of <span class="number">{bytes(attempt.bodyBytes)}</span>.
      </p>
    </div>
  );
}

function Bar({
  stretch: { label, from, to, broken },
  end,
}: {
  readonly stretch: Stretch;
  readonly end: number;
}) {
  const part = (milliseconds: number): string => `${end > 0 ? (milliseconds / end) * 100 : 0}%`;
  return (
    <li class={broken ? 'broken' : ''}>
      <span>
        {label}
        {broken && ' failed'}
      </span>
      <span class="track">
        <span class="stretch" style={{ marginLeft: part(from), width: part(to - from) }} />
      </span>
      <span class="number">{duration(to - from)}</span>
    </li>
  );
}

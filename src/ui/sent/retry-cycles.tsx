/**
 * Where in Wallarm's three retry cycles something is: what was tried, what comes next and when.
 *
 * @module
 */
import type { ConsoleDelivery } from '../../api/client-types';
import { CYCLES, MAX_ATTEMPTS, retryAfter, waitText } from './cycles';
import { NextAttempt } from './sent-state';

/** See the module. */
export function RetryCycles({ delivery }: { readonly delivery: ConsoleDelivery }) {
  const waits = delivery.state === 'pending' || delivery.state === 'held';
  return (
    <section class="cycles" aria-label="Retry cycles">
      <h2>{waits ? 'What comes next' : 'Retry cycles'}</h2>
      <p>
        <Next delivery={delivery} />
      </p>
      <ol>
        {CYCLES.map((seconds, index) => (
          <Cycle
            key={index}
            ordinal={index + 1}
            seconds={seconds}
            // The first attempt is before the first cycle.
            made={delivery.attemptsMade - 1 - CYCLES.slice(0, index).flat().length}
            waits={waits}
          />
        ))}
      </ol>
      <p class="hint">
        Wallarm documents these waits; what follows the last one is unpublished. Here it is then
        given up.
      </p>
    </section>
  );
}

function Next({
  delivery: { state, attemptsMade, nextAttemptAt },
}: {
  readonly delivery: ConsoleDelivery;
}) {
  const made = `${attemptsMade} of at most ${MAX_ATTEMPTS} attempts made. `;
  if (state === 'delivered') {
    return (
      <>
        Accepted at attempt {attemptsMade} of at most {MAX_ATTEMPTS}.
      </>
    );
  }
  if (state === 'given-up') return <>All {MAX_ATTEMPTS} attempts failed: it is given up.</>;
  if (state === 'dropped') {
    return <>{made}Its integration was deleted: no other comes.</>;
  }
  if (state === 'held') {
    return <>{made}The integration is disabled: it goes on when that is enabled again.</>;
  }
  const retry = retryAfter(attemptsMade);
  return (
    <>
      {made}
      {retry === undefined ? 'The first one comes ' : `Cycle ${retry.cycle}, the next try comes `}
      <strong>{nextAttemptAt !== null && <NextAttempt at={nextAttemptAt} />}</strong>
      {retry !== undefined && ` (${retry.wait} after the one before)`}.
    </>
  );
}

/** `made`: retries of this cycle that were made; negative or beyond its length in another one. */
function Cycle({
  ordinal,
  seconds,
  made,
  waits,
}: {
  readonly ordinal: number;
  readonly seconds: readonly number[];
  readonly made: number;
  readonly waits: boolean;
}) {
  return (
    <li>
      <span class="muted">Cycle {ordinal}</span>
      <ol>
        {seconds.map((wait, index) => {
          const standing = index < made ? 'made' : index === made && waits ? 'next' : 'to come';
          return (
            <li key={index} class={standing.replace(' ', '-')}>
              <span class="number">{waitText(wait)}</span>
              <span class="standing">{standing === 'to come' ? '' : standing}</span>
            </li>
          );
        })}
      </ol>
    </li>
  );
}

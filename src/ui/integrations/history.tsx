/**
 * What an integration was sent: its newest attempts.
 *
 * @module
 */
import type { AttemptList } from '../../api/client-types';
import { addressOf } from '../location';
import { AttemptBadge } from '../parts/attempt-badge';
import { duration, grouped } from '../parts/numbers';
import { When } from '../parts/when';

/** See the module. `attempts`: `undefined` before they came. */
export function History({ attempts }: { readonly attempts: AttemptList | undefined }) {
  const waiting = attempts?.deliveries.filter(({ state }) => state === 'pending').length ?? 0;
  const held = attempts?.deliveries.filter(({ state }) => state === 'held').length ?? 0;
  return (
    <section class="panel part" aria-labelledby="history-heading">
      <div class="part-head">
        <h2 id="history-heading">Newest attempts</h2>
        <span class="muted small">
          {waiting > 0 && `${grouped(waiting)} under way`}
          {held > 0 && ` ${grouped(held)} held until it is enabled`}
        </span>
      </div>
      {attempts?.attempts.length === 0 && (
        <p class="muted">
          No event was sent yet. Raise one, and every attempt at it is kept here; a test run is not.
        </p>
      )}
      {attempts !== undefined && attempts.attempts.length > 0 && (
        <ol class="history">
          {attempts.attempts.map((one, index, all) => (
            <HistoryRow
              key={`${one.delivery.id} ${one.attempt.number}`}
              {...one}
              above={all[index - 1]?.attempt.failure?.message}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

/** `above`: why the one in the row above failed; the same reason is told once. */
function HistoryRow({
  delivery,
  attempt,
  above,
}: AttemptList['attempts'][number] & { readonly above: string | undefined }) {
  const { failure, number, phases, startedAt } = attempt;
  return (
    <li class="history-row">
      <span class="test-state">
        <AttemptBadge attempt={attempt} />
      </span>
      <a class="alone" href={addressOf(['sent', delivery.id])}>
        {delivery.notificationTypes.join(', ')}
      </a>
      <span class="muted small number">
        {number > 1 && `attempt ${number} · `}
        {duration(phases.end)} · <When at={startedAt} />
      </span>
      {failure !== null && failure.message !== above && (
        <p class="test-reason">{failure.message}</p>
      )}
    </li>
  );
}

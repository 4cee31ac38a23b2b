/**
 * A replay of many deliveries: how far it is, what its requests met, and which deliveries failed first.
 *
 * @module
 */
import type { ReplayMany } from '../../api/client-types';
import { addressOf } from '../location';
import { AttemptBadge } from '../parts/attempt-badge';
import { counted, grouped } from '../parts/numbers';

/** See the module. */
export function ReplayProgress({ replay }: { readonly replay: ReplayMany }) {
  const { count, left, outcomes, failures } = replay;
  return (
    <div class="outcome">
      <progress value={count - left} max={Math.max(count, 1)} aria-label="Replayed" />
      <p class="number" role="status">
        {standingOf(replay)}
      </p>
      {outcomes.length > 0 && (
        <ul class="replay-outcomes" aria-label="Answers">
          {outcomes.map(({ status, code, count: times }) => (
            <li key={`${status} ${code}`}>
              <AttemptBadge attempt={{ status, failure: code === null ? null : { code } }} />{' '}
              <span class="number">× {grouped(times)}</span>
            </li>
          ))}
        </ul>
      )}
      {failures.length > 0 && <Failures replay={replay} />}
    </div>
  );
}

/** `12 of 40: 10 delivered, 2 failed; stopped` */
export function standingOf({ state, count, left, delivered, failed }: ReplayMany): string {
  const words = [
    `${grouped(delivered)} delivered`,
    ...(failed > 0 ? [`${grouped(failed)} failed`] : []),
  ];
  const end = state === 'stopped' ? '; stopped' : '';
  return `${grouped(count - left)} of ${grouped(count)}: ${words.join(', ')}${end}`;
}

function Failures({ replay: { failed, failures } }: { readonly replay: ReplayMany }) {
  return (
    <details open>
      <summary>
        {failed > failures.length
          ? `The first ${failures.length} that failed`
          : `${counted(failed, 'delivery', 'deliveries')} failed`}
      </summary>
      <ul class="replay-failures small" tabIndex={0} aria-label="Failed">
        {failures.map(({ delivery, code, message }) => (
          <li key={delivery}>
            <a class="number" href={addressOf(['deliveries', delivery])}>
              {delivery}
            </a>{' '}
            {code}: {message}
          </li>
        ))}
      </ul>
    </details>
  );
}

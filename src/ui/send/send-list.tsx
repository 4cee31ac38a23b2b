/**
 * The newest sends.
 *
 * @module
 */
import type { SendList as Sends } from '../../api/client-types';
import { addressOf } from '../location';
import { grouped } from '../parts/numbers';
import { useData } from '../parts/use-data';
import { When } from '../parts/when';
import { Standing } from './send-view';

/** See the module. `chosen`: the one that is shown. */
export function SendList({ chosen }: { readonly chosen: string | undefined }) {
  const { data } = useData<Sends>('/api/sends', 'sends');
  const sends = data?.sends ?? [];
  if (sends.length === 0) return null;
  return (
    <section aria-labelledby="newest-sends">
      <h2 id="newest-sends">Newest sends</h2>
      <ul class="panel send-list">
        {sends.map((send) => (
          <li key={send.id}>
            <a
              href={addressOf(['send', send.id])}
              aria-current={send.id === chosen ? 'true' : undefined}
            >
              <Standing send={send} />
              <span class="send-to">
                {grouped(send.count)} to {send.to.integration?.name ?? 'this receiver'}
              </span>
              <span class="muted small">
                <When at={send.startedAt} />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/**
 * One delivery: how it stands, its attempts in order, and what comes next.
 *
 * @module
 */
import { useRef } from 'preact/hooks';

import type { AttemptList, ConsoleDelivery } from '../../api/client-types';
import { addressOf, place } from '../location';
import { EmptyState } from '../parts/empty-state';
import { Failure } from '../parts/failure';
import { useData } from '../parts/use-data';
import { useSlow } from '../parts/use-slow';
import { When } from '../parts/when';
import { AttemptView } from './attempt-view';
import { StateBadge } from './delivery-state';
import { RetryCycles } from './retry-cycles';

/** See the module. */
export function DeliveryDetail({ id }: { readonly id: string }) {
  const path = `/api/attempts?deliveryId=${encodeURIComponent(id)}`;
  const { data, failure } = useData<AttemptList>(path, 'attempts');
  const slow = useSlow(data === undefined && failure === undefined);
  const attempts = (data?.attempts ?? []).map(({ attempt }) => attempt).reverse();
  // The newest when the timeline first showed is unfolded. Those that come are not: they would push the rest away.
  const unfolded = useRef<number | undefined>(undefined);
  unfolded.current ??= attempts.at(-1)?.number;
  const [delivery] = data?.deliveries ?? [];
  const known = delivery ?? data?.attempts[0]?.delivery;
  return (
    <>
      <div class="page-head">
        <h1>Attempts</h1>
        <a href={addressOf(['attempts'], place.value.query)}>All deliveries</a>
      </div>
      <Failure message={failure} />
      {slow && <p class="muted">Loading the attempts</p>}
      {data !== undefined && known === undefined && <Unknown />}
      {known !== undefined && (
        <>
          <Summary delivery={known} dropped={delivery === undefined} />
          {attempts.length > 0 && (
            <ol class="panel timeline" aria-label="Attempts">
              {attempts.map((attempt) => (
                <AttemptView
                  key={`${attempt.number} ${attempt.startedAt}`}
                  attempt={attempt}
                  open={attempt.number === unfolded.current}
                />
              ))}
            </ol>
          )}
          <RetryCycles delivery={known} dropped={delivery === undefined} />
        </>
      )}
    </>
  );
}

/** `dropped`: nothing is left of the delivery but its attempts, since its integration was deleted. */
function Summary({
  delivery: { state, notificationTypes, integrationId, integrationName, createdAt },
  dropped,
}: {
  readonly delivery: ConsoleDelivery;
  readonly dropped: boolean;
}) {
  return (
    <div class="summary">
      <h2>
        <code>{notificationTypes.join(', ')}</code>
      </h2>
      {!dropped && <StateBadge state={state} />}
      <span>
        to{' '}
        {dropped ? (
          `${integrationName}, which was deleted`
        ) : (
          <a href={addressOf(['integrations', integrationId])}>{integrationName}</a>
        )}
      </span>
      <span class="muted">
        raised <When at={createdAt} />
      </span>
    </div>
  );
}

function Unknown() {
  return (
    <EmptyState title="Nothing is known of this delivery">
      <p>
        The newest 2,000 attempts are kept, and what waits for a deleted integration goes with it.
      </p>
    </EmptyState>
  );
}

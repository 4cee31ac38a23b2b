/**
 * One body on its way to an integration: how it stands, its attempts in order, and what comes next.
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
import { RetryCycles } from './retry-cycles';
import { Recipient } from './sent-row';
import { StateBadge } from './sent-state';

/** See the module. */
export function SentDetail({ id }: { readonly id: string }) {
  const path = `/api/attempts?deliveryId=${encodeURIComponent(id)}`;
  const { data, failure } = useData<AttemptList>(path, 'attempts');
  const slow = useSlow(data === undefined && failure === undefined);
  const attempts = (data?.attempts ?? []).map(({ attempt }) => attempt).reverse();
  // The newest when the timeline first showed is unfolded. Those that come are not: they would push the rest away.
  const unfolded = useRef<number | undefined>(undefined);
  unfolded.current ??= attempts.at(-1)?.number;
  const known = data?.deliveries[0] ?? data?.attempts[0]?.delivery;
  return (
    <>
      <div class="page-head">
        <h1>
          <a href={addressOf(['sent'], place.value.query)}>Sent</a> <span class="muted">/</span>{' '}
          {known?.notificationTypes.join(', ')}
        </h1>
      </div>
      <Failure message={failure} />
      {slow && <p class="muted">Loading the attempts</p>}
      {data !== undefined && known === undefined && <Unknown />}
      {known !== undefined && (
        <>
          <Summary delivery={known} />
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
          <RetryCycles delivery={known} />
        </>
      )}
    </>
  );
}

function Summary({ delivery }: { readonly delivery: ConsoleDelivery }) {
  const { state, integrationId, integrationName, integrationDeleted, createdAt } = delivery;
  return (
    <div class="summary">
      <StateBadge state={state} />
      <h2>
        to{' '}
        {integrationDeleted ? (
          <Recipient delivery={delivery} />
        ) : (
          <a href={addressOf(['integrations', integrationId])}>{integrationName}</a>
        )}
      </h2>
      <span class="muted">
        raised <When at={createdAt} />
      </span>
    </div>
  );
}

function Unknown() {
  return (
    <EmptyState title="Nothing is known of this">
      <p>
        The newest 2,000 attempts are kept. <a href={addressOf(['sent'])}>See what was sent</a>.
      </p>
    </EmptyState>
  );
}

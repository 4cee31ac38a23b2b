/**
 * What one integration was sent, in the list.
 *
 * @module
 */
import type { ConsoleDelivery } from '../../api/client-types';
import { addressOf, place } from '../location';
import { Badge } from '../parts/badge';
import { counted } from '../parts/numbers';
import { When } from '../parts/when';
import { NextAttempt, StateBadge } from './sent-state';

/** Leads to its attempts; the filters go along, so that the way back has them. */
export function SentRow({ delivery }: { readonly delivery: ConsoleDelivery }) {
  const { id, state, notificationTypes, attemptsMade, createdAt } = delivery;
  return (
    <li>
      <a href={addressOf(['sent', id], place.value.query)}>
        <StateBadge state={state} />
        <span class="what">
          <code>{notificationTypes.join(', ')}</code>
          <span class="muted">
            {' '}
            to <Recipient delivery={delivery} />
          </span>
        </span>
        <Standing delivery={delivery} />
        <span class="number made">{counted(attemptsMade, 'attempt')}</span>
        <span class="muted number created">
          <When at={createdAt} />
        </span>
      </a>
    </li>
  );
}

/** The integration by its name; one that is gone says so. */
export function Recipient({
  delivery: { integrationName, integrationDeleted },
}: {
  readonly delivery: Pick<ConsoleDelivery, 'integrationName' | 'integrationDeleted'>;
}) {
  return (
    <>
      {integrationName} {integrationDeleted && <Badge tone="quiet">deleted</Badge>}
    </>
  );
}

/** What is to be known at a glance: why it failed last, and when it is tried again. */
function Standing({
  delivery: { nextAttemptAt, lastFailure, attemptsMade },
}: {
  readonly delivery: ConsoleDelivery;
}) {
  return (
    <span class="standing">
      {lastFailure !== null && (
        <span class="reason" title={lastFailure.message}>
          {lastFailure.code}
        </span>
      )}
      {nextAttemptAt !== null && (
        <span class="muted number">
          {attemptsMade === 0 ? 'first' : 'next'} try <NextAttempt at={nextAttemptAt} />
        </span>
      )}
    </span>
  );
}

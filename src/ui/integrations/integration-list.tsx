/**
 * All integrations, each with its last attempt.
 *
 * @module
 */
import type { AttemptList, Integration, IntegrationHealth } from '../../api/client-types';
import { withQuery } from '../client';
import { addressOf } from '../location';
import { AttemptBadge } from '../parts/attempt-badge';
import { EmptyState } from '../parts/empty-state';
import { Failure } from '../parts/failure';
import { useEventTypes, useIntegrationHealth, useIntegrations } from '../parts/known-data';
import { useData } from '../parts/use-data';
import { When } from '../parts/when';
import { EnabledBadge } from './badges';
import { type EventBox, inShort } from './event-boxes';
import { FailingBadge, HealthInShort } from './health';
import { MakerBadge, WallarmMade } from './wallarm-made';

const NEW = addressOf(['integrations', 'new']);

/** `#/integrations` */
export function IntegrationListView() {
  const { data, failure } = useIntegrations();
  const { data: types } = useEventTypes();
  const { data: health } = useIntegrationHealth();
  const isEmpty = data?.integrations.length === 0;
  return (
    <>
      <div class="page-head">
        <h1>Integrations</h1>
        {data !== undefined && !isEmpty && (
          <a class="button primary" href={NEW}>
            Create an integration
          </a>
        )}
      </div>
      <Failure message={failure} />
      {isEmpty && (
        <EmptyState title="No integration yet">
          <p>
            An integration tells where notifications are sent and of which events: to your Logstash,
            or to the receiver of this Wallstash to begin with.
          </p>
          <a class="button primary" href={NEW}>
            Create an integration
          </a>
        </EmptyState>
      )}
      {data !== undefined && types !== undefined && !isEmpty && (
        <ul class="integration-list">
          {data.integrations.map((integration) => (
            <Row
              key={integration.id}
              integration={integration}
              boxes={types.eventTypes}
              health={health?.integrations.find((one) => one.integrationId === integration.id)}
            />
          ))}
        </ul>
      )}
      {data !== undefined && <WallarmMade kept={data.kept} />}
    </>
  );
}

function Row({
  integration: { id, name, enabled, url, method, format, events, maker },
  boxes,
  health,
}: {
  readonly integration: Integration;
  readonly boxes: readonly EventBox[];
  readonly health: IntegrationHealth | undefined;
}) {
  const ticked = inShort(events, boxes);
  return (
    <li class="panel integration-row">
      <div class="row-name">
        <a class="alone" href={addressOf(['integrations', id])}>
          {name}
        </a>
        <EnabledBadge enabled={enabled} />
        <FailingBadge health={health} />
        <MakerBadge maker={maker} />
      </div>
      <LastAttempt integrationId={id} />
      <p class="row-way mono">
        {method} {url} <span class="muted">{format === 'array' ? 'JSON Array' : 'NDJSON'}</span>
      </p>
      <HealthInShort health={health} />
      <p class={`row-events small ${events.length === 0 ? 'caution' : 'muted'}`} title={ticked}>
        {ticked}
      </p>
    </li>
  );
}

function LastAttempt({ integrationId }: { readonly integrationId: string }) {
  const path = withQuery('/api/attempts', { integrationId, limit: 1 });
  const { data } = useData<AttemptList>(path, 'attempts');
  const last = data?.attempts[0];
  if (last === undefined) {
    return <p class="row-last muted small">{data === undefined ? ' ' : 'no attempt yet'}</p>;
  }
  const { attempt, delivery } = last;
  return (
    <p class="row-last small">
      <a class="alone" href={addressOf(['sent', delivery.id])}>
        last attempt
      </a>{' '}
      <AttemptBadge attempt={attempt} />{' '}
      <span class="muted">
        <When at={attempt.startedAt} />
      </span>
    </p>
  );
}

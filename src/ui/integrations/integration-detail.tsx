/**
 * One integration: its settings, what can be done with it, its test, and what it was sent.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type {
  AttemptList,
  EventTypeList,
  Integration,
  IntegrationHealth,
} from '../../api/client-types';
import { call, withQuery } from '../client';
import { addressOf, go } from '../location';
import { say } from '../parts/announcer';
import { Failure } from '../parts/failure';
import { useEventTypes, useIntegrationHealth } from '../parts/known-data';
import { useAction } from '../parts/use-action';
import { useData } from '../parts/use-data';
import { EnabledBadge } from './badges';
import { DeleteIntegration } from './delete-integration';
import { FailingBadge, HealthPanel } from './health';
import { History } from './history';
import { RaiseEvent } from './raise-event';
import { Settings } from './settings';
import { TestPanel } from './test-panel';
import { Title } from './title';

const SHOWN = 20;

/** `#/integrations/<id>` */
export function IntegrationDetail({ id }: { readonly id: string }) {
  const path = `/api/integrations/${encodeURIComponent(id)}`;
  // While it is deleted it is not asked for: that it is not there any more is no failure.
  const [leaving, setLeaving] = useState<Integration>();
  const newest = useData<Integration>(leaving === undefined ? path : undefined, 'integrations');
  const { failure, reload } = newest;
  const data = leaving ?? newest.data;
  const eventTypes = useEventTypes();
  const attempts = useData<AttemptList>(
    withQuery('/api/attempts', { integrationId: id, limit: SHOWN }),
    'attempts',
  );
  const all = useIntegrationHealth();
  const health = all.data?.integrations.find((one) => one.integrationId === data?.id);
  const waiting = attempts.data?.deliveries.filter(
    ({ state }) => state === 'pending' || state === 'held',
  );
  const remove = async (): Promise<void> => {
    setLeaving(data);
    try {
      await call('DELETE', path);
      say('The integration is deleted');
      go(addressOf(['integrations']), { replace: true });
    } catch (error) {
      setLeaving(undefined);
      throw error;
    }
  };
  return (
    <>
      <Title part={data?.name ?? ''}>
        {data !== undefined && (
          <div class="buttons">
            <EnabledBadge enabled={data.enabled} />
            <FailingBadge health={health} />
            <Switch integration={data} done={reload} />
            <a class="button" href={addressOf(['integrations', id, 'edit'])}>
              Edit
            </a>
            <DeleteIntegration name={data.name} waiting={waiting?.length ?? 0} remove={remove} />
          </div>
        )}
      </Title>
      <Failure message={failure} />
      {data !== undefined && eventTypes.data !== undefined && (
        <Sections
          {...{ integration: data, health }}
          eventTypes={eventTypes.data}
          attempts={attempts.data}
        />
      )}
    </>
  );
}

function Sections({
  integration,
  health,
  eventTypes,
  attempts,
}: {
  readonly integration: Integration;
  readonly health: IntegrationHealth | undefined;
  readonly eventTypes: EventTypeList;
  readonly attempts: AttemptList | undefined;
}) {
  return (
    <div class="sections">
      <div class="column">
        <TestPanel id={integration.id} />
        <History attempts={attempts} />
      </div>
      <div class="column">
        <HealthPanel health={health} />
        <Settings integration={integration} boxes={eventTypes.eventTypes} />
        <RaiseEvent integration={integration} eventTypes={eventTypes} />
      </div>
    </div>
  );
}

/** Enables or disables. */
function Switch({
  integration: { id, enabled },
  done,
}: {
  readonly integration: Integration;
  readonly done: () => void;
}) {
  const { failure, act } = useAction();
  const change = async (): Promise<void> => {
    const what = enabled ? 'disable' : 'enable';
    await call('POST', `/api/integrations/${encodeURIComponent(id)}/${what}`);
    say(enabled ? 'Disabled: it is sent nothing until it is enabled' : 'Enabled');
    done();
  };
  return (
    <>
      <Failure message={failure} />
      <button type="button" class="button switch" onClick={() => void act(change)}>
        {enabled ? 'Disable' : 'Enable'}
      </button>
    </>
  );
}

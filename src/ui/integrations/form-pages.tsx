/**
 * The pages that hold the form: for a new integration, and for one that there is.
 *
 * @module
 */
import type {
  BesideReceiver,
  EventTypeList,
  Integration,
  IntegrationList,
} from '../../api/client-types';
import { call } from '../client';
import { addressOf, go } from '../location';
import { say } from '../parts/announcer';
import { Failure } from '../parts/failure';
import { useEventTypes, useReceiver } from '../parts/known-data';
import { isSettled, useData } from '../parts/use-data';
import { changeOf, type Draft, draftOf, EMPTY_DRAFT, requestOf, towardsReceiver } from './draft';
import { IntegrationForm } from './integration-form';
import { Title } from './title';

/** `#/integrations/new`: filled in for the receiver beside the console, unless an integration points there already. */
export function NewIntegration() {
  const integrations = useData<IntegrationList>('/api/integrations');
  const receiver = useReceiver();
  const eventTypes = useEventTypes();
  const create = async (draft: Draft): Promise<void> => {
    const body = requestOf(draft);
    const { id, name } = await call<Integration>('POST', '/api/integrations', { body });
    say(`Created “${name}”`);
    go(addressOf(['integrations', id]), { replace: true });
  };
  return (
    <>
      <Title part="New integration" />
      <Failure message={eventTypes.failure ?? integrations.failure} />
      {integrations.data !== undefined && isSettled(receiver) && eventTypes.data !== undefined && (
        <IntegrationForm
          initial={firstDraft(receiver.data, integrations.data, eventTypes.data)}
          receiver={receiver.data}
          eventTypes={eventTypes.data}
          verb="Create integration"
          back={addressOf(['integrations'])}
          save={create}
        />
      )}
    </>
  );
}

/** `#/integrations/<id>/edit` */
export function EditIntegration({ id }: { readonly id: string }) {
  const path = `/api/integrations/${encodeURIComponent(id)}`;
  const { data, failure } = useData<Integration>(path);
  const receiver = useReceiver();
  const eventTypes = useEventTypes();
  const back = addressOf(['integrations', id]);
  const change = async (draft: Draft): Promise<void> => {
    const { name } = await call<Integration>('PATCH', path, { body: changeOf(draft) });
    say(`Saved “${name}”`);
    go(back, { replace: true });
  };
  return (
    <>
      <Title part={data === undefined ? 'Edit' : `Edit ${data.name}`} />
      <Failure message={failure ?? eventTypes.failure} />
      {data !== undefined && isSettled(receiver) && eventTypes.data !== undefined && (
        <IntegrationForm
          initial={draftOf(data)}
          before={data}
          receiver={receiver.data}
          eventTypes={eventTypes.data}
          verb="Save"
          back={back}
          save={change}
        />
      )}
    </>
  );
}

function firstDraft(
  receiver: BesideReceiver | undefined,
  { integrations }: IntegrationList,
  { eventTypes }: EventTypeList,
): Draft {
  const isTaken = integrations.some(({ url }) => url === receiver?.url);
  if (receiver === undefined || isTaken) return EMPTY_DRAFT;
  const events = eventTypes.filter(({ offered }) => offered).map(({ name }) => name);
  return { ...towardsReceiver(EMPTY_DRAFT, receiver), events };
}

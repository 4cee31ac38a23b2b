/**
 * Raises an event of a type.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { EventTypeList, RaisedEvents } from '../../api/client-types';
import { call, sentenceOf } from '../client';
import { addressOf } from '../location';
import { say } from '../parts/announcer';
import { Failure } from '../parts/failure';
import { counted } from '../parts/numbers';
import { useData } from '../parts/use-data';

/** A form of one line. Whom nobody wanted is told below it. */
export function RaiseEvent() {
  const { data } = useData<EventTypeList>('/api/event-types');
  const [type, setType] = useState('new_hits');
  const [failure, setFailure] = useState<string>();
  const [unwanted, setUnwanted] = useState<string>();
  const types = new Set(['new_hits', ...(data?.eventTypes ?? []).flatMap(typesOf)]);
  const submit = (event: Event): void => {
    event.preventDefault();
    setFailure(undefined);
    setUnwanted(undefined);
    call<RaisedEvents>('POST', '/api/events', { body: { type } }).then(
      ({ deliveries }) => {
        if (deliveries.length === 0) setUnwanted(type);
        else say(`${type} goes to ${counted(deliveries.length, 'integration')}`);
      },
      (error: unknown) => setFailure(sentenceOf(error)),
    );
  };
  return (
    <form class="raise" onSubmit={submit}>
      <select
        aria-label="Notification type"
        value={type}
        onChange={(event) => setType(event.currentTarget.value)}
      >
        {[...types].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <button class="button primary">Raise an event</button>
      <Failure message={failure} />
      {unwanted !== undefined && (
        <p class="unwanted" role="status">
          Nothing was sent: no enabled integration has ticked an event type that brings{' '}
          <code>{unwanted}</code>. <a href={addressOf(['integrations'])}>See the integrations</a>.
        </p>
      )}
    </form>
  );
}

function typesOf({ notificationTypes }: EventTypeList['eventTypes'][number]): readonly string[] {
  return notificationTypes;
}

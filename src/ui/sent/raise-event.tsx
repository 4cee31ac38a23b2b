/**
 * Raises an event of a type.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { RaisedEvents } from '../../api/client-types';
import { call } from '../client';
import { addressOf } from '../location';
import { say } from '../parts/announcer';
import { Failure } from '../parts/failure';
import { useEventTypes } from '../parts/known-data';
import { counted } from '../parts/numbers';
import { useAction } from '../parts/use-action';

/** A form of one line. Whom nobody wanted is told below it. */
export function RaiseEvent() {
  const { data } = useEventTypes();
  const [type, setType] = useState('new_hits');
  const [unwanted, setUnwanted] = useState<string>();
  const { failure, act } = useAction();
  const known = data?.eventTypes.flatMap(({ notificationTypes }) => notificationTypes) ?? [];
  const types = new Set(['new_hits', ...known]);
  const submit = (event: Event): void => {
    event.preventDefault();
    setUnwanted(undefined);
    void act(async () => {
      const { deliveries } = await call<RaisedEvents>('POST', '/api/events', { body: { type } });
      if (deliveries.length === 0) setUnwanted(type);
      else say(`${type} goes to ${counted(deliveries.length, 'integration')}`);
    });
  };
  return (
    <form class="raise" onSubmit={submit}>
      <label>
        <span class="hidden">Notification type</span>
        <select value={type} onChange={(event) => setType(event.currentTarget.value)}>
          {[...types].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
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

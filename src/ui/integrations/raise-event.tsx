/**
 * *Raise an event*: one notification of a type, built and sent as if something had happened.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { EventTypeList, Integration, RaisedEvents } from '../../api/client-types';
import { call } from '../client';
import { addressOf } from '../location';
import { Failure } from '../parts/failure';
import { counted } from '../parts/numbers';
import { useAction } from '../parts/use-action';

/** It goes to each enabled integration that ticked its event type; a message of a trigger goes to this one alone. */
export function RaiseEvent({
  integration,
  eventTypes,
}: {
  readonly integration: Integration;
  readonly eventTypes: EventTypeList;
}) {
  const { id } = integration;
  const groups = typesFor(integration, eventTypes);
  const [chosen, setChosen] = useState<string>();
  const [raised, setRaised] = useState<RaisedEvents>();
  const { failure, act } = useAction();
  const type = chosen ?? groups.flatMap(({ types }) => types)[0] ?? '';
  const raise = async (): Promise<void> => {
    const to = eventTypes.triggerTypes.includes(type) ? { to: [id] } : {};
    setRaised(undefined);
    setRaised(await call<RaisedEvents>('POST', '/api/events', { body: { type, ...to } }));
  };
  return (
    <section class="panel part" aria-labelledby="raise-heading">
      <h2 id="raise-heading">Raise an event</h2>
      <form
        class="beside"
        onSubmit={(event) => {
          event.preventDefault();
          void act(raise);
        }}
      >
        <label>
          Notification type
          <select value={type} onChange={(event) => setChosen(event.currentTarget.value)}>
            {groups.map(({ label, types }) => (
              <optgroup key={label} label={label}>
                {types.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <button class="button">Raise event</button>
      </form>
      <div class="raised small" role="status">
        {raised === undefined ? (
          <p class="muted">It goes to each enabled integration that ticked its event type.</p>
        ) : (
          <Raised raised={raised} id={id} />
        )}
      </div>
      <Failure message={failure} />
    </section>
  );
}

function Raised({
  raised: { deliveries },
  id,
}: {
  readonly raised: RaisedEvents;
  readonly id: string;
}) {
  const mine = deliveries.find(({ integrationId }) => integrationId === id);
  if (deliveries.length === 0) {
    return <p>No integration gets it: none that is enabled ticked its event type.</p>;
  }
  return (
    <p>
      {counted(deliveries.length, 'integration gets', 'integrations get')} it
      {mine === undefined ? ', but not this one.' : '. '}
      {mine !== undefined && <a href={addressOf(['sent', mine.id])}>See its attempts</a>}
    </p>
  );
}

interface TypeGroup {
  readonly label: string;
  readonly types: readonly string[];
}

function typesFor({ events }: Integration, known: EventTypeList): readonly TypeGroup[] {
  const { eventTypes, triggerTypes } = known;
  const isTicked = ({ name }: (typeof eventTypes)[number]): boolean => events.includes(name);
  const types = (rows: typeof eventTypes) => [
    ...new Set(rows.flatMap(({ notificationTypes }) => notificationTypes)),
  ];
  const ticked = types(eventTypes.filter(isTicked));
  const others = types(eventTypes).filter((type) => !ticked.includes(type));
  return [
    { label: 'Ticked here', types: ticked },
    { label: 'Not ticked here', types: others },
    { label: 'Messages of triggers, to this integration', types: triggerTypes },
  ].filter(({ types: some }) => some.length > 0);
}

/**
 * The console's deliveries, the newest first, with filters that stand in the address.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { AttemptList, ConsoleDelivery } from '../../api/client-types';
import { addressOf, go, place } from '../location';
import { Failure } from '../parts/failure';
import { counted, grouped } from '../parts/numbers';
import { useData } from '../parts/use-data';
import { useSlow } from '../parts/use-slow';
import { DeliveryRow } from './delivery-row';
import { STATES } from './delivery-state';
import { NoDeliveries } from './no-deliveries';
import { RaiseEvent } from './raise-event';

/** Rows shown at first, and how many more each time. */
const PAGE = 100;

/** See the module. */
export function DeliveryList() {
  // Of the attempts themselves, the list shows none.
  const { data, failure } = useData<AttemptList>('/api/attempts?limit=1', 'attempts');
  const [shown, setShown] = useState(PAGE);
  const slow = useSlow(data === undefined && failure === undefined);
  const all = data?.deliveries ?? [];
  const { integration = '', state = '' } = place.value.query;
  const found = all
    .filter((one) => integration === '' || one.integrationId === integration)
    .filter((one) => state === '' || one.state === state)
    .reverse();
  return (
    <>
      <div class="page-head">
        <h1>Attempts</h1>
        {all.length > 0 && <RaiseEvent />}
      </div>
      <Failure message={failure} />
      {slow && <p class="muted">Loading the deliveries</p>}
      {data !== undefined && all.length === 0 && <NoDeliveries />}
      {all.length > 0 && (
        <>
          <Filters deliveries={all} found={found.length} />
          <ol class="panel rows" aria-label="Deliveries">
            {found.slice(0, shown).map((delivery) => (
              <DeliveryRow key={delivery.id} delivery={delivery} />
            ))}
            {found.length === 0 && <li class="none muted">No delivery is like this.</li>}
          </ol>
          {found.length > shown && (
            <button type="button" class="button more" onClick={() => setShown(shown + PAGE)}>
              Show {grouped(Math.min(PAGE, found.length - shown))} more of {grouped(found.length)}
            </button>
          )}
        </>
      )}
    </>
  );
}

function Filters({
  deliveries,
  found,
}: {
  readonly deliveries: readonly ConsoleDelivery[];
  readonly found: number;
}) {
  const { integration = '', state = '' } = place.value.query;
  const names = new Map(deliveries.map((one) => [one.integrationId, one.integrationName]));
  // One that the address names and nothing was sent to yet.
  if (integration !== '' && !names.has(integration)) names.set(integration, 'Another integration');
  const filter = (part: { integration?: string; state?: string }): void =>
    go(addressOf(['attempts'], { integration, state, ...part }), { replace: true });
  return (
    <form class="filters" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
      <label>
        Integration
        <select
          value={integration}
          onChange={(event) => filter({ integration: event.currentTarget.value })}
        >
          <option value="">All integrations</option>
          {[...names].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        State
        <select value={state} onChange={(event) => filter({ state: event.currentTarget.value })}>
          <option value="">All states</option>
          {Object.entries(STATES).map(([name, { word }]) => (
            <option key={name} value={name}>
              {word}
            </option>
          ))}
        </select>
      </label>
      <p class="muted number">{counted(found, 'delivery', 'deliveries')}</p>
    </form>
  );
}

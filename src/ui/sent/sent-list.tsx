/**
 * What integrations were sent, the newest first, with filters that stand in the address.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { AttemptList, ConsoleDelivery } from '../../api/client-types';
import { addressOf, go, place } from '../location';
import { Failure } from '../parts/failure';
import { grouped } from '../parts/numbers';
import { useData } from '../parts/use-data';
import { useSlow } from '../parts/use-slow';
import { NothingSent } from './nothing-sent';
import { RaiseEvent } from './raise-event';
import { SentRow } from './sent-row';
import { STATES } from './sent-state';

/** Rows shown at first, and how many more each time. */
const PAGE = 100;

/** See the module. */
export function SentList() {
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
        <h1>Sent</h1>
        {all.length > 0 && <RaiseEvent />}
      </div>
      <Failure message={failure} />
      {slow && <p class="muted">Loading what was sent</p>}
      {data !== undefined && all.length === 0 && <NothingSent />}
      {all.length > 0 && (
        <>
          <Filters deliveries={all} found={found.length} />
          <ol class="panel rows" aria-label="Sent">
            {found.slice(0, shown).map((delivery) => (
              <SentRow key={delivery.id} delivery={delivery} />
            ))}
            {found.length === 0 && <li class="none muted">Nothing sent is like this.</li>}
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
  const names = new Map(deliveries.map((one) => [one.integrationId, nameOf(one)]));
  // One that the address names and nothing was sent to yet.
  if (integration !== '' && !names.has(integration)) names.set(integration, 'Another integration');
  const filter = (part: { integration?: string; state?: string }): void =>
    go(addressOf(['sent'], { integration, state, ...part }), { replace: true });
  return (
    <form class="filters" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
      <label>
        <span class="hidden">Integration</span>
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
        <span class="hidden">State</span>
        <select value={state} onChange={(event) => filter({ state: event.currentTarget.value })}>
          <option value="">All states</option>
          {Object.entries(STATES).map(([name, { word }]) => (
            <option key={name} value={name}>
              {word}
            </option>
          ))}
        </select>
      </label>
      <p class="muted number">{grouped(found)} sent</p>
    </form>
  );
}

/** In an option there is room for text alone. */
function nameOf({ integrationName, integrationDeleted }: ConsoleDelivery): string {
  return integrationDeleted ? `${integrationName} (deleted)` : integrationName;
}

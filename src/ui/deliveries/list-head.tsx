/**
 * Above the list: how many there are, and what can be done with the list as a whole.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import { chooseClock, type Clock, clock, CLOCKS } from '../parts/clock';
import { Menu } from '../parts/menu';
import { grouped } from '../parts/numbers';
import { Term } from '../parts/term';
import { useMedia } from '../parts/use-media';
import { ClearDialog } from './clear-dialog';
import type { DeliveryStore } from './delivery-store';
import { exportItems } from './export';
import { apiQuery, type DeliveryFilter, isNarrowed } from './filter';
import { ImportDialog } from './import-dialog';
import type { Selection } from './selection';

/** `onClear` lifts the filters; `onExplain` shows the keys. */
export function ListHead({
  store,
  selection,
  filter,
  onClear,
  onExplain,
}: {
  readonly store: DeliveryStore;
  readonly selection: Selection;
  readonly filter: DeliveryFilter;
  readonly onClear: () => void;
  readonly onExplain: () => void;
}) {
  const [clearing, setClearing] = useState(false);
  const [importing, setImporting] = useState(false);
  // Where there is no room for it beside the others, it is among More.
  const isNarrow = useMedia('(max-width: 600px)');
  const startImport = (): void => setImporting(true);
  const total = store.timeline.timeline.value?.total ?? 0;
  return (
    <div class="delivery-head">
      <h1 id="deliveries-title">Deliveries</h1>
      <div class="delivery-count">
        <Count store={store} />
        {isNarrowed(filter) && (
          <button type="button" class="button quiet" onClick={onClear}>
            Clear filters
          </button>
        )}
      </div>
      <div class="head-actions">
        <Pause store={store} />
        {!isNarrow && (
          <button type="button" class="button quiet" onClick={startImport}>
            Import
          </button>
        )}
        <Menu items={exportItems(total === 0 ? undefined : apiQuery(filter, Date.now()))}>
          Export
        </Menu>
        <Menu
          items={[
            { label: 'Select', hint: 'x', act: () => (selection.open.value = true) },
            ...(isNarrow ? [{ label: 'Import…', act: startImport }] : []),
            {
              label: 'Clear…',
              disabled: store.timeline.all.value === 0,
              act: () => setClearing(true),
            },
            { label: `Show: ${CLOCKS[nextClock()]}`, act: () => chooseClock(nextClock()) },
            { label: 'Shortcuts', hint: '?', act: onExplain },
          ]}
        >
          More
        </Menu>
      </div>
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
      {clearing && <ClearDialog filter={filter} onClose={() => setClearing(false)} />}
    </div>
  );
}

/** `1,234 of 100,000`, and how many are damaged. */
function Count({ store: { timeline, narrowed } }: { readonly store: DeliveryStore }) {
  const { total, damaged = 0 } = timeline.timeline.value ?? {};
  const all = timeline.all.value;
  if (total === undefined || all === undefined || all + damaged === 0) return null;
  return (
    <p class="muted number">
      {narrowed.value ? `${grouped(total)} of ${grouped(all)}` : grouped(all)}
      <span class="hidden">
        {all === 1 ? ' delivery' : ' deliveries'}
        {narrowed.value && ' match'}
      </span>
      {damaged > 0 && (
        <>
          {', '}
          <Term word="damaged">{`${grouped(damaged)} damaged`}</Term>
        </>
      )}
    </p>
  );
}

function Pause({ store }: { readonly store: DeliveryStore }) {
  const paused = store.paused.value;
  return (
    <button
      type="button"
      class={paused ? 'button quiet pause paused' : 'button quiet pause'}
      aria-keyshortcuts="p"
      title={paused ? 'Show what came, and what comes (p)' : 'Hold back what comes (p)'}
      onClick={() => store.pause(!paused)}
    >
      {paused ? 'Resume' : 'Pause'}
    </button>
  );
}

/** For a list without the heading where clocks are chosen. */
function nextClock(): Clock {
  const all = ['utc', 'local', 'ago'] as const;
  return all[(all.indexOf(clock.value) + 1) % all.length] ?? 'utc';
}

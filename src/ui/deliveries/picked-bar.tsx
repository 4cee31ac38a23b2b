/**
 * Below the list, while boxes are shown: how many deliveries are picked, and what can be done with them.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import { Menu } from '../parts/menu';
import { grouped } from '../parts/numbers';
import type { DeliveryStore } from './delivery-store';
import { exportItems } from './export';
import { apiQuery, type DeliveryFilter } from './filter';
import { ReplayManyDialog } from './replay-many-dialog';
import type { Selection } from './selection';

/** See the module. */
export function PickedBar({
  store,
  selection,
  filter,
}: {
  readonly store: DeliveryStore;
  readonly selection: Selection;
  readonly filter: DeliveryFilter;
}) {
  const [replaying, setReplaying] = useState(false);
  if (!selection.active.value) return null;
  const ids = selection.all.value ? undefined : selection.ids.value;
  const total = store.timeline.timeline.value?.total ?? 0;
  const count = ids?.size ?? total;
  return (
    <div class="picked-bar" role="group" aria-label="Selected deliveries">
      <p class="number" role="status">
        {grouped(count)} selected
      </p>
      {!selection.all.value && total > count && (
        <button type="button" class="button quiet" onClick={() => selection.pickAll()}>
          Select all {grouped(total)}
        </button>
      )}
      <span class="picked-actions">
        <Menu items={exportItems(selection.queryOf(filter))} label="Export what is selected">
          Export
        </Menu>
        <button
          type="button"
          class="button"
          disabled={count === 0}
          onClick={() => setReplaying(true)}
        >
          Replay…
        </button>
        <button type="button" class="button quiet" onClick={() => selection.clear()}>
          Cancel
        </button>
      </span>
      {replaying && (
        <ReplayManyDialog
          picked={{ count, ids, query: apiQuery(filter, Date.now()) }}
          onClose={() => setReplaying(false)}
        />
      )}
    </div>
  );
}

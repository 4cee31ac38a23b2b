/**
 * Clears deliveries for good, after it has said how many.
 *
 * @module
 */
import { useMemo, useState } from 'preact/hooks';

import type { Cleared, Timeline } from '../../api/client-types';
import { call, withQuery } from '../client';
import { say } from '../parts/announcer';
import { Dialog } from '../parts/dialog';
import { Failure } from '../parts/failure';
import { counted } from '../parts/numbers';
import { useAction } from '../parts/use-action';
import { useData } from '../parts/use-data';
import { type ApiQuery, apiQuery, type DeliveryFilter, isNarrowed } from './filter';

/** What is cleared: all, what matches, or what came so long ago and before, as a search writes it. */
const AGES: Readonly<Record<string, string>> = {
  '1h': 'older than an hour',
  '1d': 'older than a day',
  '7d': 'older than a week',
};

/** See the module. That some are gone the live stream tells, as to every other page. */
export function ClearDialog({
  filter,
  onClose,
}: {
  readonly filter: DeliveryFilter;
  readonly onClose: () => void;
}) {
  const [scope, setScope] = useState(isNarrowed(filter) ? 'matching' : 'all');
  const query = useMemo(() => queryOf(scope, filter), [scope]);
  const found = useData<Timeline>(withQuery('/api/deliveries/timeline', { ...query, buckets: 1 }));
  const { failure, busy, act } = useAction();
  const count = found.data?.total;
  const words = count === undefined ? '…' : counted(count, 'delivery', 'deliveries');
  const clear = async (): Promise<void> => {
    const { cleared, damaged } = await call<Cleared>('DELETE', withQuery('/api/deliveries', query));
    const stays = damaged > 0 ? `, ${damaged} not: damaged on the disk` : '';
    say(`${counted(cleared, 'delivery', 'deliveries')} cleared${stays}`);
    onClose();
  };
  return (
    <Dialog title="Clear deliveries" onClose={onClose}>
      <label>
        Which
        <select value={scope} onChange={(event) => setScope(event.currentTarget.value)}>
          <option value="all">all</option>
          {isNarrowed(filter) && <option value="matching">what the filter matches</option>}
          {Object.entries(AGES).map(([age, label]) => (
            <option key={age} value={age}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <p class="hint">They are gone for good: export them before, if they may be wanted again.</p>
      <Failure message={failure ?? found.failure} />
      <div class="actions">
        <button type="button" class="button" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          class="button danger"
          disabled={busy || count === undefined || count === 0}
          onClick={() => void act(clear)}
        >
          Clear {words}
        </button>
      </div>
    </Dialog>
  );
}

function queryOf(scope: string, filter: DeliveryFilter): ApiQuery {
  if (scope === 'matching') return apiQuery(filter, Date.now());
  return scope === 'all' ? {} : { search: `until:${scope}` };
}

/**
 * Below the list: the newest replay of many deliveries, as long as it runs, and then until the person has read what came of it.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { ReplayList } from '../../api/client-types';
import { readMark } from '../parts/read-mark';
import { useData } from '../parts/use-data';
import { nameOf, ReplayDetailDialog, StopReplay } from './replay-many-dialog';
import { standingOf } from './replay-progress';

/** When the newest replay was begun whose result was read. */
const read = readMark('wallstash.replay-read');

/** See the module. */
export function ReplayBar() {
  const { data } = useData<ReplayList>('/api/replays', 'replays');
  const [open, setOpen] = useState(false);
  const newest = data?.replays[0];
  if (newest === undefined) return null;
  const isRead = newest.state !== 'running' && newest.startedAt <= read.at;
  if (isRead && !open) return null;
  return (
    <div class="replay-bar" role="group" aria-label="Replay">
      <p class="number">
        Replay to {nameOf(newest)}: {standingOf(newest)}
      </p>
      {newest.state === 'running' && (
        <progress
          value={newest.count - newest.left}
          max={Math.max(newest.count, 1)}
          aria-label="Deliveries replayed"
        />
      )}
      <span class="picked-actions">
        <button type="button" class="button" onClick={() => setOpen(true)}>
          Details
        </button>
        {newest.state === 'running' ? (
          <StopReplay id={newest.id} />
        ) : (
          <button type="button" class="button quiet" onClick={() => read.moveTo(newest.startedAt)}>
            Dismiss
          </button>
        )}
      </span>
      {open && <ReplayDetailDialog replay={newest} onClose={() => setOpen(false)} />}
    </div>
  );
}

/**
 * Below the list: the newest replay of many deliveries, as long as it runs, and then until the person has read what came of it.
 *
 * @module
 */
import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';

import type { ReplayList, ReplayMany } from '../../api/client-types';
import { useData } from '../parts/use-data';
import { nameOf, ReplayDetailDialog, StopReplay } from './replay-many-dialog';
import { standingOf } from './replay-progress';

const KEY = 'wallstash.replay-read';

/** When the newest replay was begun whose result was read, Unix milliseconds. */
const read = signal(readBefore());

/** See the module. */
export function ReplayBar() {
  const { data } = useData<ReplayList>('/api/replays', 'replays');
  const [open, setOpen] = useState(false);
  const newest = data?.replays[0];
  if (newest === undefined) return null;
  const isRead = newest.state !== 'running' && newest.startedAt <= read.value;
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
          <button type="button" class="button quiet" onClick={() => remember(newest)}>
            Dismiss
          </button>
        )}
      </span>
      {open && <ReplayDetailDialog replay={newest} onClose={() => setOpen(false)} />}
    </div>
  );
}

function readBefore(): number {
  try {
    return Number(localStorage.getItem(KEY) ?? 0);
  } catch {
    return 0;
  }
}

function remember({ startedAt }: ReplayMany): void {
  read.value = startedAt;
  try {
    localStorage.setItem(KEY, String(startedAt));
  } catch {
    // Then it is shown again.
  }
}

/**
 * Sends picked deliveries again: where to, how far it is, and what came of it. The server sends: it goes on when this is
 * closed, and whoever comes back finds it in the bar below the list.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { ReplayMany, ReplayManyRequest } from '../../api/client-types';
import { call } from '../client';
import { Dialog } from '../parts/dialog';
import { Failure } from '../parts/failure';
import { useReceiver } from '../parts/known-data';
import { counted } from '../parts/numbers';
import { useAction } from '../parts/use-action';
import { useData } from '../parts/use-data';
import type { ApiQuery } from './filter';
import { ReplayProgress } from './replay-progress';
import { useReplayTarget } from './replay-target';

/** What is sent again. */
export interface Picked {
  /** How many they are, as far as it is known. */
  readonly count: number;
  /** Their ids; `undefined`: all that the query finds. */
  readonly ids: ReadonlySet<string> | undefined;
  readonly query: ApiQuery;
}

/** See the module. */
export function ReplayManyDialog({
  picked,
  onClose,
}: {
  readonly picked: Picked;
  readonly onClose: () => void;
}) {
  // As it was when it was asked for: what is sent may come in again.
  const [{ count, ids, query }] = useState(picked);
  const { data: receiver } = useReceiver();
  const { isKnown, request, fields } = useReplayTarget(receiver);
  const { failure, busy, act } = useAction();
  const [begun, setBegun] = useState<ReplayMany>();
  const replay = useReplay(begun);
  const isRunning = replay?.state === 'running';

  const start = async (): Promise<void> => {
    const which = ids === undefined ? { query: filterFor(query) } : { ids: [...ids] };
    const body: ReplayManyRequest = { ...request, ...which };
    setBegun(await call<ReplayMany>('POST', '/api/replays', { body }));
  };
  return (
    <Dialog title={`Replay ${counted(count, 'delivery', 'deliveries')}`} onClose={onClose}>
      <form
        class="replay"
        onSubmit={(event) => {
          event.preventDefault();
          void act(start);
        }}
      >
        <p class="hint">
          Each body is sent once, as it is, in the order in which they came. Nothing is retried. It
          goes on when this is closed.
        </p>
        <fieldset disabled={busy || isRunning}>{fields}</fieldset>
        <Failure message={failure} />
        {replay !== undefined && <ReplayProgress replay={replay} />}
        <div class="actions">
          {isRunning && <StopReplay id={replay.id} />}
          <button type="button" class="button" onClick={onClose}>
            Close
          </button>
          <button class="button primary" disabled={busy || isRunning || !isKnown}>
            Replay
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** A replay that was begun before: how it stands. */
export function ReplayDetailDialog({
  replay,
  onClose,
}: {
  readonly replay: ReplayMany;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={`Replay to ${nameOf(replay)}`} onClose={onClose}>
      <div class="replay">
        <ReplayProgress replay={replay} />
        <div class="actions">
          {replay.state === 'running' && <StopReplay id={replay.id} />}
          <button type="button" class="button" onClick={onClose}>
            Close
          </button>
        </div>
      </div>
    </Dialog>
  );
}

/** Where it goes, in a word. */
export function nameOf({ to: { integration, authority } }: ReplayMany): string {
  return integration?.name ?? authority;
}

/** Ends a replay; what was sent stays. */
export function StopReplay({ id }: { readonly id: string }) {
  const { failure, busy, act } = useAction();
  const stop = (): void => void act(() => call('DELETE', `/api/replays/${id}`));
  return (
    <>
      <Failure message={failure} />
      <button type="button" class="button" disabled={busy} onClick={stop}>
        Stop
      </button>
    </>
  );
}

/** As it stands now; as it was begun until that is known. */
function useReplay(begun: ReplayMany | undefined): ReplayMany | undefined {
  const path = begun === undefined ? undefined : `/api/replays/${begun.id}`;
  return useData<ReplayMany>(path, 'replays').data ?? begun;
}

/** As JSON has it: in an address everything is text. */
function filterFor({ valid, ...rest }: ApiQuery): NonNullable<ReplayManyRequest['query']> {
  return { ...rest, ...(valid !== undefined && { valid: valid === 'true' }) };
}

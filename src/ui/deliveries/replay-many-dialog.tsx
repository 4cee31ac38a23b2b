/**
 * Sends picked deliveries again: where to, how far it is, and what came of it.
 *
 * @module
 */
import { useEffect, useRef, useState } from 'preact/hooks';

import { Dialog } from '../parts/dialog';
import { Failure } from '../parts/failure';
import { useReceiver } from '../parts/known-data';
import { counted, grouped } from '../parts/numbers';
import { useAction } from '../parts/use-action';
import { type Picked, replayMany, type ReplayProgress } from './replay-many';
import { useReplayTarget } from './replay-target';

/** Closing it ends what is under way. */
export function ReplayManyDialog({
  picked,
  onClose,
}: {
  readonly picked: Picked;
  readonly onClose: () => void;
}) {
  // As it was when it was asked for: what is sent may come in again.
  const [{ count, ...rest }] = useState(picked);
  const { data: receiver } = useReceiver();
  const { request, fields } = useReplayTarget(receiver);
  const { failure, busy, act } = useAction();
  const [progress, setProgress] = useState<ReplayProgress>();
  const abort = useRef(new AbortController());
  useEffect(() => () => abort.current.abort(), []);

  const replay = async (): Promise<void> => {
    abort.current = new AbortController();
    const { signal } = abort.current;
    setProgress({ delivered: 0, failed: 0 });
    try {
      await replayMany({ count, ...rest }, request, { onProgress: setProgress, signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
  return (
    <Dialog title={`Replay ${counted(count, 'delivery', 'deliveries')}`} onClose={onClose}>
      <form
        class="replay"
        onSubmit={(event) => {
          event.preventDefault();
          void act(replay);
        }}
      >
        <p class="hint">
          Each body is sent once, as it is, in the order in which they came. Nothing is retried.
        </p>
        <fieldset disabled={busy}>{fields}</fieldset>
        <Failure message={failure} />
        {progress !== undefined && <Progress progress={progress} count={count} busy={busy} />}
        <div class="actions">
          <button
            type="button"
            class="button"
            onClick={busy ? () => abort.current.abort() : onClose}
          >
            {busy ? 'Stop' : 'Close'}
          </button>
          <button class="button primary" disabled={busy}>
            Replay
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Progress({
  progress: { delivered, failed, reason },
  count,
  busy,
}: {
  readonly progress: ReplayProgress;
  readonly count: number;
  readonly busy: boolean;
}) {
  const done = delivered + failed;
  const words = [`${grouped(delivered)} delivered`, failed > 0 && `${grouped(failed)} failed`];
  return (
    <div class="outcome">
      <progress value={done} max={Math.max(count, done)} aria-label="Replayed" />
      <p class="number" role="status">
        {grouped(done)} of {grouped(count)}: {words.filter(Boolean).join(', ')}
        {!busy && done < count && '; stopped'}
      </p>
      {reason !== undefined && <p class="muted small">The last that failed: {reason}</p>}
    </div>
  );
}

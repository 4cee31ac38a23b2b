/**
 * Sending the body of a delivery again, once: to an integration with its settings, or to a URL.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { Attempt, BesideReceiver, Replay } from '../../api/client-types';
import { call } from '../client';
import { AttemptBadge } from '../parts/attempt-badge';
import { Dialog } from '../parts/dialog';
import { Failure } from '../parts/failure';
import { duration } from '../parts/numbers';
import { useAction } from '../parts/use-action';
import { useReplayTarget } from './replay-target';

/** `receiver`: the one beside, whose CA is then trusted. */
export function ReplayDialog({
  id,
  receiver,
  onClose,
}: {
  readonly id: string;
  readonly receiver: BesideReceiver | undefined;
  readonly onClose: () => void;
}) {
  const { isKnown, request, fields } = useReplayTarget(receiver);
  const [attempt, setAttempt] = useState<Attempt>();
  const { failure, busy, act } = useAction();

  const replay = async (): Promise<void> => {
    const path = `/api/deliveries/${encodeURIComponent(id)}/replay`;
    setAttempt(undefined);
    setAttempt((await call<Replay>('POST', path, { body: request })).attempt);
  };
  return (
    <Dialog title="Replay this delivery" onClose={onClose}>
      <form
        class="replay"
        onSubmit={(event) => {
          event.preventDefault();
          void act(replay);
        }}
      >
        <p class="hint">The body is sent once, as it is. Nothing is retried.</p>
        {fields}
        <Failure message={failure} />
        <div role="status">{attempt !== undefined && <Outcome attempt={attempt} />}</div>
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            Close
          </button>
          <button class="button primary" disabled={busy || !isKnown}>
            Replay
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const PHASES = [
  ['dns', 'name'],
  ['connect', 'connection'],
  ['tls', 'TLS'],
  ['firstByte', 'first byte'],
  ['end', 'end'],
] as const;

/** What came of it, and how long it took to get to each phase. */
function Outcome({ attempt }: { readonly attempt: Attempt }) {
  const { failure, answer, phases } = attempt;
  return (
    <div class="outcome">
      <p>
        <AttemptBadge attempt={attempt} />
      </p>
      {failure !== null && <Failure message={failure.message} />}
      {answer !== null && answer.text !== '' && <pre tabIndex={0}>{answer.text}</pre>}
      <p class="muted small number">
        {PHASES.flatMap(([phase, name]) => {
          const at = phases[phase];
          return at === null ? [] : [`${name} ${duration(at)}`];
        }).join(' · ')}
      </p>
    </div>
  );
}

/**
 * Sending the body of a delivery again, once: to an integration with its settings, or to a URL.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { Attempt, BesideReceiver, Replay, ReplayRequest } from '../../api/client-types';
import { call } from '../client';
import { Badge } from '../parts/badge';
import { Dialog } from '../parts/dialog';
import { Failure } from '../parts/failure';
import { useIntegrations } from '../parts/known-data';
import { duration } from '../parts/numbers';
import { useAction } from '../parts/use-action';

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
  const { data } = useIntegrations();
  const integrations = data?.integrations ?? [];
  const [to, setTo] = useState<string>();
  const [url, setUrl] = useState('');
  const [method, setMethod] = useState<'POST' | 'PUT'>('POST');
  const [attempt, setAttempt] = useState<Attempt>();
  const { failure, busy, act } = useAction();
  // The first integration, unless the person chose otherwise; '' is a URL.
  const target = to ?? integrations[0]?.id ?? '';

  const replay = async (): Promise<void> => {
    const request = target === '' ? toUrl(url, method, receiver) : { integration: target };
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
        <label>
          To
          <select value={target} onChange={(event) => setTo(event.currentTarget.value)}>
            {integrations.map(({ id: integration, name }) => (
              <option key={integration} value={integration}>
                {name}
              </option>
            ))}
            <option value="">a URL</option>
          </select>
        </label>
        {target === '' && (
          <div class="replay-url">
            <label>
              URL
              <input
                type="url"
                required
                placeholder="https://"
                value={url}
                onInput={(event) => setUrl(event.currentTarget.value)}
              />
            </label>
            <label>
              Method
              <select
                value={method}
                onChange={(event) => setMethod(event.currentTarget.value as 'POST' | 'PUT')}
              >
                <option>POST</option>
                <option>PUT</option>
              </select>
            </label>
          </div>
        )}
        <Failure message={failure} />
        <div role="status">{attempt !== undefined && <Outcome attempt={attempt} />}</div>
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            Close
          </button>
          <button class="button primary" disabled={busy}>
            Replay
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The receiver beside has a CA of its own, which nobody else trusts. */
function toUrl(
  url: string,
  method: 'POST' | 'PUT',
  receiver: BesideReceiver | undefined,
): ReplayRequest {
  const isBeside = receiver !== undefined && originOf(url) === originOf(receiver.url);
  return { url, method, ...(isBeside && { ca: receiver.ca }) };
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

const PHASES = [
  ['dns', 'name'],
  ['connect', 'connection'],
  ['tls', 'TLS'],
  ['firstByte', 'first byte'],
  ['end', 'end'],
] as const;

/** What came of it, and how long it took to get to each phase. */
function Outcome({ attempt: { status, failure, answer, phases } }: { readonly attempt: Attempt }) {
  return (
    <div class="outcome">
      <p>
        {failure === null ? (
          <Badge tone="ok">delivered, {status}</Badge>
        ) : (
          <Badge tone="bad">failed{status !== null && `, ${status}`}</Badge>
        )}
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

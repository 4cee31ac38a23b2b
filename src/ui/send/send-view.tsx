/**
 * One send: how far it is, what its requests met, and which deliveries arrived.
 *
 * @module
 */
import type { Send } from '../../api/client-types';
import { call } from '../client';
import { addressOf } from '../location';
import { Badge, type Tone } from '../parts/badge';
import { Failure } from '../parts/failure';
import { counted, duration, grouped } from '../parts/numbers';
import { useAction } from '../parts/use-action';
import { useData } from '../parts/use-data';

/** Deliveries that are linked one by one. */
const LINKED = 12;

/** See the module. */
export function SendView({ id }: { readonly id: string }) {
  const path = `/api/sends/${encodeURIComponent(id)}`;
  const { data, failure } = useData<Send>(path, 'sends');
  const { failure: refusal, act } = useAction();
  const stop = (): void => void act(() => call('DELETE', path));
  return (
    <section class="panel send-result" aria-labelledby="send-result">
      <h2 id="send-result">Send {id}</h2>
      <Failure message={failure ?? refusal} />
      {data !== undefined && <Result send={data} onStop={stop} />}
    </section>
  );
}

function Result({ send, onStop }: { readonly send: Send; readonly onStop: () => void }) {
  const { state, count, delivered, failed, outcomes } = send;
  const done = delivered + failed;
  return (
    <>
      <div class="send-progress">
        <progress max={count} value={done} aria-label="Requests answered" />
        {state === 'running' && (
          <button type="button" class="button" onClick={onStop}>
            Stop
          </button>
        )}
      </div>
      <p role="status">
        <Standing send={send} /> {grouped(done)} of {counted(count, 'request')} to{' '}
        {send.to.integration?.name ?? 'this receiver'}
      </p>
      <ul class="send-outcomes">
        {outcomes.map(({ status, code, count: times }) => (
          <li key={`${status} ${code}`}>
            <Badge tone={code === null ? 'ok' : 'bad'}>{code ?? status}</Badge>{' '}
            <span class="number">× {grouped(times)}</span>
          </li>
        ))}
      </ul>
      <Arrived send={send} />
      <Attempts send={send} />
    </>
  );
}

const TONES: Readonly<Record<Send['state'], Tone>> = {
  running: 'quiet',
  finished: 'ok',
  stopped: 'warn',
};

/** How it stands, in a word. */
export function Standing({ send: { state, failed } }: { readonly send: Send }) {
  const isBad = state === 'finished' && failed > 0;
  return <Badge tone={isBad ? 'bad' : TONES[state]}>{isBad ? 'failed' : state}</Badge>;
}

function Arrived({ send: { arrived } }: { readonly send: Send }) {
  const { deliveries, ids } = arrived;
  const linked = ids.slice(0, LINKED);
  if (deliveries === 0) return <p class="muted">No delivery with it has arrived here.</p>;
  return (
    <div>
      <h3>{counted(deliveries, 'delivery', 'deliveries')} arrived here</h3>
      <p class="send-links number">
        {linked.map((id) => (
          <a key={id} class="alone" href={addressOf(['deliveries', id])}>
            {id}
          </a>
        ))}
        {deliveries > linked.length && (
          <span class="muted">and {grouped(deliveries - linked.length)} before</span>
        )}
      </p>
    </div>
  );
}

function Attempts({ send: { attempts } }: { readonly send: Send }) {
  const [newest] = attempts;
  if (newest === undefined) return null;
  return (
    <details open={attempts.some(({ failure }) => failure !== null)}>
      <summary>Newest attempts</summary>
      <ol class="send-attempts">
        {attempts.map(({ startedAt, status, failure, phases }, index) => (
          <li key={`${startedAt} ${index}`}>
            <span class="number mono">{startedAt.slice(11, 23)}</span>{' '}
            <span class={failure === null ? '' : 'wrong'}>{failure?.code ?? status}</span>{' '}
            <span class="muted number">{duration(phases.end)}</span>
            {failure !== null && <p class="small muted">{failure.message}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}

/**
 * One attempt in the timeline: how it ended in one line, and on demand everything that is known of it.
 *
 * @module
 */
import type { Attempt } from '../../api/client-types';
import { AttemptBadge } from '../parts/attempt-badge';
import { bytes, duration } from '../parts/numbers';
import { When } from '../parts/when';
import { PeerCertificate } from './peer-certificate';
import { PhaseBars } from './phase-bars';

/** `open`: unfolded at first; later it is as the person left it. */
export function AttemptView({
  attempt,
  open,
}: {
  readonly attempt: Attempt;
  readonly open: boolean;
}) {
  const { number, startedAt, phases, failure, status, answer, verifyTls } = attempt;
  return (
    <li>
      <details open={open}>
        <summary>
          <span class="number ordinal">Attempt {number}</span>
          <AttemptBadge attempt={attempt} />
          <span class="number muted">{duration(phases.end)}</span>
          <span class="muted">
            <When at={startedAt} />
          </span>
        </summary>
        <div class="body">
          {failure !== null && <p class="why">{failure.message}</p>}
          <PhaseBars attempt={attempt} />
          {answer !== null && <Answer status={status} answer={answer} />}
          <PeerCertificate tls={attempt.tls} verifyTls={verifyTls} />
        </div>
      </details>
    </li>
  );
}

function Answer({
  status,
  answer: { text, bytes: size, complete },
}: {
  readonly status: number | null;
  readonly answer: NonNullable<Attempt['answer']>;
}) {
  return (
    <div>
      <h3>
        Answer <span class="muted">{status !== null && `${status}, `}</span>
        <span class="muted number">
          {size === 0 ? 'without a body' : bytes(size)}
          {!complete && ', not complete'}
        </span>
      </h3>
      {text !== '' && (
        <pre class="answer" tabIndex={0} role="group" aria-label="Text of the answer">
          {text}
        </pre>
      )}
    </div>
  );
}

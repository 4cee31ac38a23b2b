/**
 * One test notification: how its attempt ended, why it failed, and whether it arrived here.
 *
 * @module
 */
import { addressOf } from '../location';
import { AttemptBadge } from '../parts/attempt-badge';
import { Badge } from '../parts/badge';
import { duration } from '../parts/numbers';
import { useSlow } from '../parts/use-slow';
import type { TestRow } from './test-runs';

/** `waiting`: what it is while it has no result. */
export function TestRowItem({
  type,
  label,
  row,
  waiting,
}: {
  readonly type: string;
  readonly label: string;
  readonly row: TestRow | undefined;
  readonly waiting: 'not sent' | 'waits' | 'sending';
}) {
  const attempt = row?.result.attempt;
  const failure = attempt?.failure ?? null;
  const tone = attempt === undefined ? '' : failure === null ? 'ok' : 'bad';
  return (
    <li class={`test-row ${tone}`}>
      <span class="test-state">
        {attempt === undefined ? (
          <span class="badge none">{waiting}</span>
        ) : (
          <AttemptBadge attempt={attempt} />
        )}
      </span>
      <span class="test-what">
        {label} <code class="muted">{type}</code>
      </span>
      <span class="test-time number muted">
        {attempt !== undefined && duration(attempt.phases.end)}
      </span>
      <span class="test-arrival">{row !== undefined && <ArrivalNote row={row} />}</span>
      {failure !== null && <p class="test-reason">{failure.message}</p>}
    </li>
  );
}

function ArrivalNote({ row: { arrival, result } }: { readonly row: TestRow }) {
  const isSlow = useSlow(arrival === undefined);
  if (arrival === undefined) {
    return isSlow ? <span class="muted">looking for it here</span> : null;
  }
  if (arrival.state === 'unseen') {
    return result.attempt.failure === null ? <span class="muted">not seen here</span> : null;
  }
  const link = (
    <a class="alone" href={addressOf(['deliveries', arrival.entry])} title="See the delivery">
      {arrival.entry}
    </a>
  );
  if (arrival.state === 'arrived') return <>arrived {link}</>;
  return (
    <>
      <Badge tone="warn">altered</Badge> {link}
    </>
  );
}

/**
 * How an integration does: whether its newest attempts fail, how many did over time, and how long answers take.
 *
 * @module
 */
import type { IntegrationHealth } from '../../api/client-types';
import { addressOf } from '../location';
import { Badge } from '../parts/badge';
import { counted, duration, grouped } from '../parts/numbers';
import { When } from '../parts/when';

const HOUR = 3_600_000;
const BAR_HEIGHT = 24;
const BAR_WIDTH = 4;

/** Beside the name: that it fails. Nothing while it does not. */
export function FailingBadge({ health }: { readonly health: IntegrationHealth | undefined }) {
  const failing = health?.failing;
  if (failing == null) return null;
  return (
    <Badge tone="bad" title={failing.message}>
      failing
    </Badge>
  );
}

/** In a row of the list: the picture, and the two times. Nothing before the first attempt. */
export function HealthInShort({ health }: { readonly health: IntegrationHealth | undefined }) {
  if (health === undefined || health.attempts === 0) return null;
  return (
    <p class="row-health small muted">
      <Bars health={health} />
      <AnswerTime health={health} />
    </p>
  );
}

/** A part of the page of an integration. */
export function HealthPanel({ health }: { readonly health: IntegrationHealth | undefined }) {
  if (health === undefined || (health.attempts === 0 && health.failing === null)) return null;
  const { integrationId, failing } = health;
  return (
    <section class="panel part health" aria-labelledby="health-heading">
      <div class="part-head">
        <h2 id="health-heading">Health</h2>
        <a class="small" href={addressOf(['sent'], { integration: integrationId })}>
          All that it was sent
        </a>
      </div>
      {failing !== null && (
        <div class="failing">
          <p>
            <Badge tone="bad">{failing.code}</Badge> {counted(failing.attempts, 'attempt')} in a
            row, since <When at={failing.since} />
          </p>
          <p class="small">{failing.message}</p>
        </div>
      )}
      <Bars health={health} />
      <p class="small muted">
        {inWords(health)}. <AnswerTime health={health} />
      </p>
    </section>
  );
}

function AnswerTime({ health: { answerTime } }: { readonly health: IntegrationHealth }) {
  if (answerTime === null) return null;
  return (
    <span class="number">
      p50 {duration(answerTime.p50)} · p99 {duration(answerTime.p99)}
    </span>
  );
}

/** Attempts over time, the failed ones in red at the foot. */
function Bars({ health }: { readonly health: IntegrationHealth }) {
  const { bars } = health;
  const most = Math.max(1, ...bars.map(({ attempts }) => attempts));
  const tall = (count: number): number => (count / most) * BAR_HEIGHT;
  return (
    <svg
      class="bars"
      role="img"
      aria-label={inWords(health)}
      viewBox={`0 0 ${bars.length * BAR_WIDTH} ${BAR_HEIGHT}`}
      preserveAspectRatio="none"
    >
      <title>{inWords(health)}</title>
      {bars.map(({ attempts, failed }, index) => (
        <g key={index} transform={`translate(${index * BAR_WIDTH} 0)`}>
          <rect y={BAR_HEIGHT - 1} width={BAR_WIDTH - 1} height={1} />
          <Bar class="fine" from={tall(failed)} to={tall(attempts)} />
          <Bar class="failed" from={0} to={tall(failed)} />
        </g>
      ))}
    </svg>
  );
}

function Bar({
  from,
  to,
  class: name,
}: {
  readonly class: string;
  readonly from: number;
  readonly to: number;
}) {
  if (to <= from) return null;
  return <rect class={name} y={BAR_HEIGHT - to} width={BAR_WIDTH - 1} height={to - from} />;
}

/** `12 attempts in the last hour, 3 failed` */
function inWords({ attempts, failed, span }: IntegrationHealth): string {
  const time = span < HOUR ? '10 minutes' : span === HOUR ? 'hour' : '12 hours';
  const what = failed === 0 ? 'none' : grouped(failed);
  return `${counted(attempts, 'attempt')} in the last ${time}, ${what} failed`;
}

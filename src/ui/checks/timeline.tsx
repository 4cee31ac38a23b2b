/**
 * A picture of a check: what was sent, upwards, and what arrived, downwards, over its time.
 *
 * @module
 */
import type { Check } from '../../api/client-types';
import { duration, grouped } from '../parts/numbers';
import { bandsOf, heightOf, slicesOf } from './over-time';

const WIDTH = 960;
/** Of either half. */
const HEIGHT = 52;
const SLICES = 120;
const STEP = WIDTH / SLICES;

/** Nothing for a check that did not tell of its time. */
export function Timeline({ check }: { readonly check: Check }) {
  const { timeline: points = [], duration: length } = check;
  const last = points.at(-1);
  if (last === undefined || last.sent === 0) return null;
  const total = Math.max(length, last.at, 1);
  const slices = slicesOf(points, total, SLICES);
  const most = Math.max(...slices.flatMap(({ sent, arrived }) => [sent, arrived]));
  const bands = bandsOf(points, total);
  const sum = `${grouped(last.sent)} sent, ${grouped(last.arrived)} arrived in ${duration(total)}`;
  return (
    <figure class="panel timeline">
      <figcaption>
        <span>Sent and arrived over time</span>
        <span class="muted small number">{sum}</span>
        <span class="timeline-key small">
          <span class="sent">sent</span> <span class="arrived">arrived</span>
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${2 * HEIGHT + 2}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={sum}
      >
        {bands.map(({ scenario, start, end }, index) => (
          <rect
            key={scenario}
            class={index % 2 === 0 ? 'band' : 'band other'}
            {...{ x: start * WIDTH, y: 0, width: (end - start) * WIDTH, height: 2 * HEIGHT + 2 }}
          >
            <title>
              {scenario}: {duration((end - start) * total)}
            </title>
          </rect>
        ))}
        {slices.map(({ sent, arrived }, index) => (
          <Bars
            key={index}
            at={index}
            sent={heightOf(sent, most)}
            arrived={heightOf(arrived, most)}
          />
        ))}
      </svg>
      <p class="timeline-scale muted small number">
        <span>0 s</span>
        <span>a shade for each scenario, the highest bar is {grouped(Math.round(most))}</span>
        <span>{duration(total)}</span>
      </p>
    </figure>
  );
}

function Bars({
  at,
  sent,
  arrived,
}: {
  readonly at: number;
  readonly sent: number;
  readonly arrived: number;
}) {
  const shared = { x: at * STEP + 0.5, width: STEP - 1 };
  return (
    <>
      {sent > 0 && <rect class="sent" {...shared} y={HEIGHT * (1 - sent)} height={HEIGHT * sent} />}
      {arrived > 0 && <rect class="arrived" {...shared} y={HEIGHT + 2} height={HEIGHT * arrived} />}
    </>
  );
}

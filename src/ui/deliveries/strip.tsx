/**
 * The strip over time: how many came when, and what came of them. A bar, or some of them, chosen by pointer or keys,
 * become the filter.
 *
 * @module
 */
import { useEffect, useRef, useState } from 'preact/hooks';

import { type Clock, clock } from '../parts/clock';
import { useRoom } from '../parts/use-room';
import type { ChangeFilter } from './filter-fields';
import { countText, Legend, spanText } from './strip-legend';
import { type Bars, barsOf, MOST_BARS, type Stretch, sumOf } from './timeline-bars';
import type { TimelineStore } from './timeline-store';
import { useBarChoice } from './use-bar-choice';

/** Units of the drawing, whatever its size on the screen. */
const HEIGHT = 100;
/** Of a bar on the screen, with the gap beside it, pixels. */
const NARROWEST = 5;
/** Of a bar that counts one among thousands; it is to be seen. */
const LEAST_HEIGHT = 5;
const MINUTE = 60_000;
/** From below. */
const ORDER = ['accepted', 'refused', 'rejected'] as const;

/** See the module. */
export function Strip({
  store,
  onChange,
}: {
  readonly store: TimelineStore;
  readonly onChange: ChangeFilter;
}) {
  const timeline = store.timeline.value;
  const stretch = store.stretch.value;
  const root = useRef<HTMLDivElement>(null);
  const most = Math.min(Math.max(useRoom(root, NARROWEST), 1), MOST_BARS);
  const bars = barsOf(timeline ?? { width: MINUTE, buckets: [] }, stretch, most);
  const narrow = ({ since, until }: Stretch): void =>
    onChange({ last: undefined, since: iso(since), until: iso(until) });
  const choice = useBarChoice(bars.bars.length, (from, to) => narrow(stretchOf(bars, from, to)));
  const { from, to } = choice;
  const [pointed, setPointed] = useState<number>();
  useEffect(() => setPointed(undefined), [bars.width]);
  const told = from ?? pointed;
  const isZoomed = stretch.since !== undefined || stretch.until !== undefined;
  return (
    <div class="strip" ref={root} role="group" aria-label="Deliveries over time">
      <svg
        class={timeline?.total === 0 ? 'strip-bars blank' : 'strip-bars'}
        viewBox={`0 0 ${bars.bars.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        {...choice.handlers}
        onPointerLeave={() => setPointed(undefined)}
        onPointerMove={(event) => {
          choice.handlers.onPointerMove(event);
          setPointed(choice.placeOf(event));
        }}
        aria-activedescendant={from === undefined ? undefined : barId(choice.active ?? from)}
        aria-label="Bars: arrows choose, with Shift several, Enter filters"
        aria-multiselectable="true"
        role="listbox"
        tabIndex={0}
      >
        {from !== undefined && to !== undefined && (
          <rect class="strip-chosen" x={from} y={0} width={to - from + 1} height={HEIGHT} />
        )}
        <BarList bars={bars} from={from} to={to} shown={clock.value} />
      </svg>
      <Legend bars={bars} from={told} to={from === undefined ? pointed : to}>
        {isZoomed && (
          <>
            <button type="button" class="button quiet" onClick={() => narrow(wider(stretch, bars))}>
              Zoom out
            </button>
            <button type="button" class="button quiet" onClick={() => narrow({})}>
              Whole time
            </button>
          </>
        )}
      </Legend>
    </div>
  );
}

function BarList({
  bars: { bars, width },
  from,
  to,
  shown,
}: {
  readonly bars: Bars;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly shown: Clock;
}) {
  const most = Math.max(...bars.map(sumOf), 1);
  return bars.map((bar, index) => {
    const isChosen = from !== undefined && to !== undefined && index >= from && index <= to;
    let top = HEIGHT;
    return (
      <g
        key={bar.at}
        id={barId(index)}
        role="option"
        aria-selected={isChosen}
        aria-label={`${spanText(bar.at, width, shown)}: ${countText(bar)}`}
      >
        {/* What is empty is there to be pointed at. */}
        <rect class="strip-empty" x={index} y={0} width={1} height={HEIGHT} />
        {ORDER.map((verdict) => {
          if (bar[verdict] === 0) return null;
          const height = Math.max(
            (bar[verdict] / most) * (HEIGHT - 3 * LEAST_HEIGHT),
            LEAST_HEIGHT,
          );
          top -= height;
          return (
            <rect
              key={verdict}
              class={`strip-${verdict}`}
              x={index + 0.1}
              y={top}
              width={0.8}
              height={height}
            />
          );
        })}
      </g>
    );
  });
}

function stretchOf({ bars, width }: Bars, from: number, to: number): Stretch {
  return { since: bars[from]?.at, until: (bars[to]?.at ?? 0) + width };
}

/** Three times as much time, around what is shown. */
function wider(stretch: Stretch, { bars, width }: Bars): Stretch {
  const since = stretch.since ?? bars[0]?.at ?? 0;
  const until = stretch.until ?? (bars.at(-1)?.at ?? 0) + width;
  return { since: since - (until - since), until: until + (until - since) };
}

function iso(moment: number | undefined): string | undefined {
  return moment === undefined ? undefined : new Date(moment).toISOString();
}

function barId(index: number): string {
  return `strip-bar-${index}`;
}

/**
 * What the strip over time says: where it begins and ends, and what is counted where one points.
 *
 * @module
 */
import type { ComponentChildren } from 'preact';

import { type Clock, clock, dayOf, minuteText, timeText } from '../parts/clock';
import { grouped } from '../parts/numbers';
import { type Bar, type Bars, sumOf } from './timeline-bars';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const VERDICTS = ['accepted', 'refused', 'rejected'] as const;

/** Where the strip begins and ends; in between what is pointed at, or what a bar is, and then the `children`. */
export function Legend({
  bars: { bars, width },
  from,
  to = from,
  children,
}: {
  readonly bars: Bars;
  readonly from: number | undefined;
  readonly to?: number | undefined;
  readonly children: ComponentChildren;
}) {
  const [first, last] = [bars[0]?.at ?? 0, (bars.at(-1)?.at ?? 0) + width];
  const shown = clock.value;
  const withDay = dayOf(first, shown) !== dayOf(Date.now(), shown) || last - first > DAY;
  const told = from === undefined || to === undefined ? [] : bars.slice(from, to + 1);
  const edge = (at: number): string =>
    width < MINUTE && !withDay ? timeText(at, shown).slice(0, 8) : minuteText(at, shown, withDay);
  const isEmpty = bars.every((bar) => sumOf(bar) === 0);
  return (
    <div class="strip-legend number">
      <span>{!isEmpty && edge(first)}</span>
      <span class="strip-told">
        {told[0] === undefined
          ? !isEmpty && `a bar is ${lengthText(width)}`
          : `${spanText(told[0].at, told.length * width, shown)}: ${countText(total(told))}`}
      </span>
      {children}
      <span>{!isEmpty && edge(last)}</span>
    </div>
  );
}

function total(bars: readonly Bar[]): Bar {
  return bars.reduce((sum, bar) => ({
    at: sum.at,
    accepted: sum.accepted + bar.accepted,
    rejected: sum.rejected + bar.rejected,
    refused: sum.refused + bar.refused,
  }));
}

/** `19:28:00 to 19:29:00` */
export function spanText(at: number, width: number, shown: Clock): string {
  const text = (moment: number): string =>
    width >= DAY || dayOf(at, shown) !== dayOf(Date.now(), shown)
      ? `${minuteText(moment, shown, true)}${width < MINUTE ? timeText(moment, shown).slice(5, 8) : ''}`
      : timeText(moment, shown).slice(0, width < MINUTE ? 8 : 5);
  return `${text(at)} to ${text(at + width)}`;
}

/** `12 accepted, 3 rejected` */
export function countText(bar: Bar): string {
  const words = VERDICTS.filter((verdict) => bar[verdict] > 0).map(
    (verdict) => `${grouped(bar[verdict])} ${verdict}`,
  );
  return words.length === 0 ? 'none' : words.join(', ');
}

function lengthText(width: number): string {
  const [count, unit] =
    width < MINUTE
      ? [width / 1_000, 'second']
      : width < 60 * MINUTE
        ? [width / MINUTE, 'minute']
        : width < DAY
          ? [width / (60 * MINUTE), 'hour']
          : [width / DAY, 'day'];
  return count === 1 ? `a ${unit}`.replace('a hour', 'an hour') : `${count} ${unit}s`;
}

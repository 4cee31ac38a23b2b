/**
 * Moments as people write them, in searches and flags. Pure.
 *
 * @module
 */

/** A stretch of time, Unix milliseconds, without its end. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const DAY = 86_400_000;

/** What may be written, for messages. */
export const MOMENT_FORMS = '10m, 2h, 1d ago, 2026-11-24T08:00:00Z, or 19:28:21 (UTC)';

/** Milliseconds of a length such as `90s`, `10m`, `2h`, `1d`; `undefined` when it is none. */
export function parseLength(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d{1,9})([smhd])$/i.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) * (UNITS[unit.toLowerCase()] ?? 0);
}

/** The moment that a text names: so long ago, a date with or without a time, or a time of day. */
export function parseMoment(text: string, now: number): number | undefined {
  const ago = parseLength(text);
  return ago === undefined ? parsePeriod(text, now)?.from : now - ago;
}

const DATE =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:[.,](\d{1,3}))?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const TIME = /^(\d{2}:\d{2})(:\d{2})?(?:[.,](\d{1,3}))?Z?$/i;

/** The day, minute, second or millisecond that a text names. */
export function parsePeriod(text: string, now: number): Stretch | undefined {
  const date = DATE.exec(text);
  if (date !== null) {
    const [, day = '', minute, second, fraction, zone = 'Z'] = date;
    if (minute === undefined) return period(`${day}T00:00:00Z`, DAY);
    return clockPeriod({ day, minute, second, fraction, zone });
  }
  const time = TIME.exec(text);
  if (time === null) return undefined;
  const [, minute = '', second, fraction] = time;
  const at = (day: number): Stretch | undefined =>
    clockPeriod({
      ...{ day: new Date(day).toISOString().slice(0, 10), minute, second, fraction, zone: 'Z' },
    });
  const today = at(now);
  return today === undefined || today.from <= now ? today : at(now - DAY);
}

interface ClockTime {
  readonly day: string;
  readonly minute: string;
  readonly second: string | undefined;
  readonly fraction: string | undefined;
  readonly zone: string;
}

function clockPeriod({ day, minute, second, fraction, zone }: ClockTime): Stretch | undefined {
  if (fraction !== undefined && second === undefined) return undefined;
  const length = second === undefined ? 60_000 : 10 ** (3 - (fraction?.length ?? 0));
  return period(`${day}T${minute}${second ?? ':00'}.${fraction ?? '0'}${zone}`, length);
}

function period(iso: string, length: number): Stretch | undefined {
  const from = Date.parse(iso);
  return Number.isNaN(from) ? undefined : { from, to: from + length };
}

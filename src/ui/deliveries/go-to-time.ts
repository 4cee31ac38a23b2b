/**
 * From a time, such as one that a log shows, to the delivery that came nearest to it.
 *
 * @module
 */
import type { DeliveryPage, DeliverySummary } from '../../api/client-types';
import { get, withQuery } from '../client';
import { type Clock, dayOf, startOfDay } from '../parts/clock';
import type { ApiQuery } from './filter';

const DAY = 24 * 60 * 60 * 1_000;

const DATED =
  /(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?\s?(Z|[+-]\d{2}:?\d{2})?/i;
const TIME_ALONE = /^\[?(\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?\s?(?:Z|UTC)?\]?$/i;

/** A moment that a text is, and nothing but that: with a date, or the time of a day to be found out. */
export interface TextTime {
  /** Unix milliseconds; `undefined` when it names no day. */
  readonly at: number | undefined;
  /** Milliseconds since midnight, where it names no day. */
  readonly inDay: number;
}

/** Reads `19:28:21.482`, ISO 8601, and what Logstash logs: `[2026-11-28T19:28:21,482]`, by the clock shown. */
export function timeIn(text: string, shown: Clock): TextTime | undefined {
  const trimmed = text.trim();
  const dated = DATED.exec(trimmed);
  if (dated !== null && /^\[?$/.test(trimmed.slice(0, dated.index))) {
    const [whole, day = '', time = '', fraction = '0', zone] = dated;
    // A line of a log begins so; words behind a date without a bracket are a search.
    const rest = trimmed.slice(dated.index + whole.length);
    if (rest !== '' && !rest.startsWith(']')) return undefined;
    const utc = Date.parse(`${day}T${time}.${fraction.slice(0, 3)}${zone?.toUpperCase() ?? 'Z'}`);
    if (Number.isNaN(utc)) return undefined;
    const isLocal = zone === undefined && shown !== 'utc';
    return { at: isLocal ? utc + new Date(utc).getTimezoneOffset() * 60_000 : utc, inDay: 0 };
  }
  const [, hours, minutes, seconds, fraction = '0'] = TIME_ALONE.exec(trimmed) ?? [];
  if (hours === undefined) return undefined;
  const inDay =
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 +
    Number(fraction.slice(0, 3).padEnd(3, '0'));
  return inDay < DAY ? { at: undefined, inDay } : undefined;
}

/** The delivery nearest to a time: of a time alone, the last there was before the newest delivery. */
export async function nearestTo(
  { at, inDay }: TextTime,
  shown: Clock,
): Promise<DeliverySummary | undefined> {
  const newest = await one({});
  if (newest === undefined) return undefined;
  const day = (before: number): number =>
    startOfDay(dayOf(newest.receivedAt, shown) - before, shown) + inDay;
  // Within a minute behind it, it is a log's clock that is ahead.
  const wanted = at ?? (day(0) <= newest.receivedAt + 60_000 ? day(0) : day(1));
  const [before, behind] = await Promise.all([
    one({ until: wanted + 1 }),
    one({ since: wanted, order: 'oldest-first' }),
  ]);
  const far = (found: DeliverySummary | undefined): number =>
    found === undefined ? Infinity : Math.abs(found.receivedAt - wanted);
  return far(behind) < far(before) ? behind : before;
}

async function one(query: ApiQuery): Promise<DeliverySummary | undefined> {
  const page = await get<DeliveryPage>(withQuery('/api/deliveries', { ...query, limit: 1 }));
  return page.entries[0];
}

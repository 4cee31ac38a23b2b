/**
 * How moments are shown in lists: as a clock does, in UTC or in local time, or by how long ago. A choice of the person,
 * which this browser remembers.
 *
 * @module
 */
import { signal } from '@preact/signals';

/** See the module. */
export type Clock = 'utc' | 'local' | 'ago';

/** All of them, in words. */
export const CLOCKS: Readonly<Record<Clock, string>> = {
  utc: 'Time, UTC',
  local: 'Time, local',
  ago: 'How long ago',
};

const KEY = 'wallstash.clock';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What is chosen. UTC to begin with: so does Logstash log in a container, and so are times in the journal. */
export const clock = signal<Clock>(remembered());

/** Chooses, for the next time too. */
export function chooseClock(chosen: string): void {
  if (!isClock(chosen)) return;
  clock.value = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // A browser that keeps nothing for this page shows it all the same.
  }
}

/** `19:28:21.482`; by how long ago no moment is written, so that is local time. */
export function timeText(at: number, shown: Clock): string {
  return shifted(at, shown).toISOString().slice(11, 23);
}

/** `19:28`, or `11-28 19:28` with the day. */
export function minuteText(at: number, shown: Clock, withDay = false): string {
  const iso = shifted(at, shown).toISOString();
  const minute = iso.slice(11, 16);
  return withDay ? `${iso.slice(5, 10)} ${minute}` : minute;
}

/** Days since 1970 where the clock hangs. */
export function dayOf(at: number, shown: Clock): number {
  return Math.floor(shifted(at, shown).getTime() / DAY);
}

/** `Saturday 2026-11-28` */
export function dayText(at: number, shown: Clock): string {
  const moment = shifted(at, shown);
  return `${WEEKDAY.format(moment)} ${moment.toISOString().slice(0, 10)}`;
}

/** The moment at which a day begins by that clock, Unix milliseconds. */
export function startOfDay(day: number, shown: Clock): number {
  const start = day * DAY;
  return shown === 'utc' ? start : start + new Date(start).getTimezoneOffset() * MINUTE;
}

const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

/** A date whose UTC fields are those that the clock shows. */
function shifted(at: number, shown: Clock): Date {
  return new Date(shown === 'utc' ? at : at - new Date(at).getTimezoneOffset() * MINUTE);
}

function remembered(): Clock {
  try {
    const kept = localStorage.getItem(KEY) ?? '';
    return isClock(kept) ? kept : 'utc';
  } catch {
    return 'utc';
  }
}

function isClock(text: string): text is Clock {
  return Object.hasOwn(CLOCKS, text);
}

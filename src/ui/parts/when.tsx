/**
 * Moments: relative to now, exact on hover.
 *
 * @module
 */
import { signal } from '@preact/signals';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const now = signal(Date.now());
setInterval(() => (now.value = Date.now()), 5 * SECOND);

/** Swedish dates are those of ISO 8601: `2026-11-28 19:28`. */
const CLOCK = new Intl.DateTimeFormat('sv-SE', { hour: '2-digit', minute: '2-digit' });
const DATE = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
/** Unix milliseconds, told anew each second: for what runs while one looks. */
export const ticking = signal(Date.now());
setInterval(() => (ticking.value = Date.now()), SECOND);

/** A moment (Unix milliseconds or ISO 8601), as "12 s ago"; hovering shows it exactly. */
export function When({ at }: { readonly at: number | string }) {
  const moment = new Date(at);
  const iso = moment.toISOString();
  return (
    <time dateTime={iso} title={iso}>
      {relative(moment, Math.max(now.value, Date.now()))}
    </time>
  );
}

/** A moment beside which its exact time stands already: `12 s ago`. */
export function relativeTo(at: number | string): string {
  return relative(new Date(at), Math.max(now.value, Date.now()));
}

function relative(moment: Date, today: number): string {
  const past = today - moment.getTime();
  const distance = Math.abs(past);
  if (past >= 0 && distance < 5 * SECOND) return 'just now';
  if (distance < MINUTE) return ago(distance / SECOND, 's', past);
  if (distance < HOUR) return ago(distance / MINUTE, 'min', past);
  return distance < DAY ? CLOCK.format(moment) : DATE.format(moment);
}

function ago(count: number, unit: string, past: number): string {
  const text = `${Math.round(count)} ${unit}`;
  return past < 0 ? `in ${text}` : `${text} ago`;
}

/**
 * Patterns and time zones of the filter date, which it looks up when it is made (`date.rb` and `JodaParser.java`, 3.2.1).
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Attribute, Plugin } from '../grammar/syntax-tree';
import type { ParsedFile } from '../parsed-file';
import { attributeOf, textOf, textsOf, withDefaults } from '../values';
import { wrong } from './check-values';

const DATE_WORDS = new Set(['ISO8601', 'UNIX', 'UNIX_MS', 'TAI64N']);

/** Checks each date filter of a file. */
export function checkDates({ plugins }: ParsedFile): readonly Problem[] {
  return plugins
    .filter(({ kind, plugin }) => kind === 'filter' && plugin.name === 'date')
    .flatMap(({ plugin }) => [...datePatterns(plugin), ...timezone(plugin)]);
}

/** Patterns are those of Joda; the filter builds them when it is made (`date.rb`). */
function datePatterns(plugin: Plugin): readonly Problem[] {
  const match = attributeOf(plugin, 'match');
  if (match === undefined) {
    const message = 'filter date needs the option match: a field, and at least one pattern.';
    return [
      {
        at: plugin.at,
        rule: 'missing-option',
        message,
        remedy: 'Add match => ["field", "ISO8601"].',
      },
    ];
  }
  return datePatternsOf(match);
}

function datePatternsOf({ value }: Attribute): readonly Problem[] {
  if (value.kind === 'hash' || value.kind === 'plugin') return [];
  const items = value.kind === 'array' ? value.items : [value];
  if (items.length < 2) {
    const message = 'filter date: match needs a field and at least one pattern behind it.';
    return [wrong(value.at, message, 'Write match => ["field", "ISO8601"].')];
  }
  return items.slice(1).flatMap((item) => {
    if (item.kind === 'array' || item.kind === 'hash' || item.kind === 'plugin') return [];
    const pattern = withDefaults(item.text);
    const letter = pattern === null || DATE_WORDS.has(pattern) ? null : strangeLetter(pattern);
    if (letter === null) return [];
    const message = `filter date: this pattern has the letter ${letter}, which stands for nothing: Logstash does not start.`;
    const remedy =
      'Use letters of Joda-Time, such as yyyy-MM-dd HH:mm:ss, and put text in single quotes.';
    return [wrong(item.at, message, remedy)];
  });
}

/** A letter that Joda-Time's `DateTimeFormat` does not know, outside of quotes. */
function strangeLetter(pattern: string): string | null {
  const bare = pattern.replaceAll(/'[^']*'/g, '');
  return /[A-Za-z]/.exec(bare.replaceAll(/[GCYxweEyDMdaKhHkmsSzZ]/g, ''))?.[0] ?? null;
}

/** Formats that are numbers need no time zone. */
const NUMBERS = new Set(['UNIX', 'UNIX_MS', 'TAI64N']);

function timezone(plugin: Plugin): readonly Problem[] {
  const given = attributeOf(plugin, 'timezone');
  const zone = textOf(given?.value);
  const [, ...formats] = textsOf(attributeOf(plugin, 'match')?.value);
  if (given === undefined || zone === null || zone.includes('%{') || isZone(zone)) return [];
  if (formats.every((format) => NUMBERS.has(format))) return [];
  const message = `filter date: there is no time zone ${zone}: Logstash does not start.`;
  return [wrong(given.value.at, message, 'Name one such as Europe/Berlin, UTC or +02:00.')];
}

/** The names of the tz database, and offsets as Joda-Time reads them. */
function isZone(zone: string): boolean {
  if (/^(?:UTC|UT|GMT|Z)?[+-]\d\d?(?::?\d\d){0,2}(?:[.,]\d+)?$/i.test(zone)) return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * The fields that a search may name, as data: the parser checks against it, the documents, `--help` and the completion of
 * the browser are made of it. Pure.
 *
 * @module
 */
import { ATTACK_TYPES, CLOUDS, RISKS } from '../../notification/schemas/known-values';
import { NOTIFICATION_TYPES } from '../../notification/notification-type';

/** One field of the search. */
export interface SearchField {
  readonly name: string;
  /** What it asks for: a phrase that follows "deliveries". */
  readonly about: string;
  /** A term that uses it. */
  readonly example: string;
  /** Values to offer; all that there are when `closed`. */
  readonly values: readonly string[];
  /** Any other value is refused. */
  readonly closed: boolean;
  /** Bodies or headers must be read for it, so it is slower than the rest. */
  readonly readsBody: boolean;
}

const YES_OR_NO = ['yes', 'no'] as const;

/** All of them, in the order of the documents. */
export const SEARCH_FIELDS = [
  open('type', 'with a notification of this type', 'type:new_hits', NOTIFICATION_TYPES),
  closed('verdict', 'of which this came', 'verdict:rejected,refused', [
    'accepted',
    'rejected',
    'refused',
  ]),
  open('status', 'answered with this status; `none`: not at all', 'status:422', [
    ...['2xx', '4xx', '5xx', '200', '400', '401', '413', '422', '503', 'none'],
  ]),
  closed('valid', 'without a violation (`yes`) or with one (`no`)', 'valid:no', YES_OR_NO),
  open('method', 'sent with this method', 'method:PUT', ['POST', 'PUT']),
  open('path', 'whose path starts with this', 'path:/wallarm', []),
  closed('carrier', 'whose body is of this form', 'carrier:ndjson', [
    ...['array', 'ndjson', 'object', 'logstash-event'],
  ]),
  open('from', 'from this address; `10.0.*`: from all that begin so', 'from:127.0.0.1', []),
  open('since', 'received at or after this moment', 'since:10m', ['10m', '1h', '1d']),
  open('until', 'received before this moment', 'until:2026-11-24T08:00:00Z', ['10m', '1h', '1d']),
  open('at', 'received in this day, minute, second or millisecond', 'at:19:28:21', []),
  open('id', 'with this id, or one from here to there', 'id:40..60', []),
  closed('repeat', 'whose `Idempotency-Key` had come before, or not', 'repeat:yes', YES_OR_NO),
  open('fault', 'on which this fault acted; `any`, `none`', 'fault:any', ['any', 'none']),
  closed('imported', 'that were imported, or not', 'imported:yes', YES_OR_NO),
  closed('kind', 'of this kind', 'kind:handshake', ['delivery', 'handshake']),
  slow('header', 'with this header, or this text in its value', 'header:user-agent=curl', []),
  slow('cloud', 'with a notification of this cloud', 'cloud:EU', CLOUDS),
  slow('client', 'with a notification of this client', 'client:"Test Company"', []),
  slow('attack', 'with this type of attack or vulnerability', 'attack:sqli', ATTACK_TYPES),
  slow('host', 'with this host or domain', 'host:example.com', []),
  slow('severity', 'with this risk or threat', 'severity:High', RISKS),
  slow('fingerprint', 'with the notification of this fingerprint', 'fingerprint:9f86d081…', []),
] as const satisfies readonly SearchField[];

/** The name of a field. */
export type SearchFieldName = (typeof SEARCH_FIELDS)[number]['name'];

/** Their names. */
export const SEARCH_FIELD_NAMES: readonly SearchFieldName[] = SEARCH_FIELDS.map(({ name }) => name);

/** Fields of the notification itself begin so, as in `details.hit.type:sqli`. */
export const PAYLOAD_PREFIX = 'details.';

/** The rules of the language, a sentence each. */
export const SEARCH_RULES: readonly string[] = [
  'All terms must hold.',
  'Values with commas: one of them is enough, as in `verdict:rejected,refused`.',
  '`-` before a term: it must not hold, as in `-type:new_hits`.',
  'A word alone, or a phrase in quotation marks, is looked for in bodies, paths and header values, in any case.',
  'Quotation marks around a value take it as it stands: spaces, commas, colons, types that nobody knows. In them `\\"` is one of them and `\\\\` a backslash.',
  'Moments: how long ago (`90s`, `10m`, `2h`, `1d`), ISO 8601 (in UTC when it names no zone), or a time of day in UTC, the last there was.',
  'Any field below `details` has its own name, as in `details.hit.type:sqli`. `summary` and `description` have none: a word or a phrase finds what they say.',
];

function open<const Name extends string>(
  name: Name,
  about: string,
  example: string,
  values: readonly string[],
) {
  return { name, about, example, values, closed: false, readsBody: false };
}

function closed<const Name extends string>(
  name: Name,
  about: string,
  example: string,
  values: readonly string[],
) {
  return { ...open(name, about, example, values), closed: true };
}

function slow<const Name extends string>(
  name: Name,
  about: string,
  example: string,
  values: readonly string[],
) {
  return { ...open(name, about, example, values), readsBody: true };
}

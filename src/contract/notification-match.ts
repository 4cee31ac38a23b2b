/**
 * Which notifications an expectation means, and the check of it: after {@link resolveMatch} nothing is left to doubt.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import type { ExpectedType } from '../notification/notification';
import { nearestName } from '../notification/nearest-name';
import { isNotificationType, NOTIFICATION_TYPES } from '../notification/notification-type';
import { isValueMatcher, matching } from './value-matcher';

/** Which notification is meant; all conditions must hold. */
export interface NotificationMatch<Type extends ExpectedType = ExpectedType> {
  /** `details.notification_type`: one that Wallarm is known to send. Any other goes under `where`. */
  readonly type?: Type;
  /** Fields that the notification must have, at any depth; it may have others. Values: JSON, matchers, regular expressions. */
  readonly where?: Readonly<Record<string, unknown>>;
  /** HTTP method of the delivery. */
  readonly method?: string;
  /** The delivery's path, as far as the query. */
  readonly path?: string;
  /** Headers that the request must bear: by name, in any case, a text, a matcher or a regular expression. Of one that came several times the values are joined by ", ". Other values than harmless ones must be named in the receiver's `keepHeaders`. */
  readonly headers?: Readonly<Record<string, unknown>>;
  /** Only those that honour the schema (`true`) or break it (`false`). @default one that breaks it never fulfils, but counts against `exactly`, `atMost` and `never` */
  readonly valid?: boolean;
  /** Only those answered with a 2xx (`true`) or otherwise (`false`): after a fault, the retries. @default both */
  readonly accepted?: boolean;
}

/** Its fields. */
export const MATCH_FIELDS = [
  'type',
  'where',
  'method',
  'path',
  'headers',
  'valid',
  'accepted',
] as const;

/** Deepest `where`: it may come from a stranger, over HTTP. */
const DEEPEST = 64;

/** Checks every condition; `prefix` is where they stand. @throws InvalidOptionError naming the field */
export function resolveMatch(match: NotificationMatch, prefix: string): NotificationMatch {
  const { type, where, method, path, headers, valid, accepted } = match;
  if (type !== undefined) checkType(type, `${prefix}type`);
  for (const [name, value] of Object.entries({ method, path })) {
    if (value !== undefined && typeof value !== 'string') {
      throw new InvalidOptionError(prefix + name, value, 'a text');
    }
  }
  for (const [name, value] of Object.entries({ valid, accepted })) {
    if (value !== undefined && typeof value !== 'boolean') {
      throw new InvalidOptionError(prefix + name, value, 'true or false');
    }
  }
  if (where !== undefined && !isPlainObject(where)) {
    throw new InvalidOptionError(`${prefix}where`, where, 'an object of fields');
  }
  if (headers !== undefined && !isPlainObject(headers)) {
    throw new InvalidOptionError(`${prefix}headers`, headers, 'an object of names and values');
  }
  return {
    ...(type !== undefined && { type }),
    ...(where !== undefined && { where: resolveFields(where, `${prefix}where`, 1) }),
    ...(method !== undefined && { method: method.toUpperCase() }),
    ...(path !== undefined && { path }),
    ...(headers !== undefined && { headers: resolveHeaders(headers, `${prefix}headers`) }),
    ...(valid !== undefined && { valid }),
    ...(accepted !== undefined && { accepted }),
  };
}

/** A type that nobody sends is mistyped more often than new, and would be waited for in vain. */
function checkType(type: unknown, place: string): void {
  if (typeof type === 'string' && isNotificationType(type)) return;
  const nearest = typeof type === 'string' ? nearestName(type, NOTIFICATION_TYPES) : undefined;
  const known =
    nearest === undefined
      ? `one of ${NOTIFICATION_TYPES.join(', ')}`
      : `a type that Wallarm is known to send; did you mean ${nearest}?`;
  const other = `where: { details: { notification_type: "…" } }`;
  throw new InvalidOptionError(place, type, `${known} (Any other is expected by ${other})`);
}

/** `undefined` is refused: it is a mistyped variable more often than a wish. */
function resolveWanted(value: unknown, path: string, depth: number): unknown {
  if (depth > DEEPEST) {
    throw new InvalidOptionError(path, '…', `nothing nested deeper than ${DEEPEST} levels`);
  }
  if (value instanceof RegExp) return matching(value);
  if (isValueMatcher(value)) return value;
  if (Array.isArray(value)) {
    return value.map((item, index) => resolveWanted(item, `${path}[${index}]`, depth + 1));
  }
  if (isPlainObject(value)) return resolveFields(value, path, depth);
  if (value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)) {
    return value;
  }
  const kind = value === undefined ? undefined : typeof value;
  throw new InvalidOptionError(path, kind, 'a JSON value or a matcher such as any.string()');
}

function resolveFields(
  value: Readonly<Record<string, unknown>>,
  path: string,
  depth: number,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      resolveWanted(item, `${path}.${name}`, depth + 1),
    ]),
  );
}

/** By lower-case name, as the journal has them. */
function resolveHeaders(
  headers: Readonly<Record<string, unknown>>,
  path: string,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const wanted = value instanceof RegExp ? matching(value) : value;
      if (typeof wanted === 'string' || isValueMatcher(wanted)) return [name.toLowerCase(), wanted];
      const expected = 'a text, a regular expression or a matcher such as any.string()';
      throw new InvalidOptionError(`${path}[${JSON.stringify(name)}]`, value, expected);
    }),
  );
}

/** Refuses a field that does not exist. @throws InvalidOptionError */
export function checkNames(value: object, allowed: readonly string[], prefix: string): void {
  if (!isPlainObject(value)) {
    throw new InvalidOptionError(prefix === '' ? 'expectation' : prefix, value, 'an object');
  }
  const unknown = Object.keys(value).find((name) => !allowed.includes(name));
  if (unknown === undefined) return;
  const expected = `one of ${allowed.join(', ')}; the notification's own fields go under where`;
  throw new InvalidOptionError(`${prefix}expectation`, unknown, expected);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

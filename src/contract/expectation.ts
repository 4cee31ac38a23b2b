/**
 * What a test expects to have arrived, and its check: after {@link resolveExpectation} nothing is left to doubt.
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

/** What must have arrived. Notifications are counted, not bodies. Without a count: at least one. */
export interface Expectation<
  Type extends ExpectedType = ExpectedType,
> extends NotificationMatch<Type> {
  /** What it is called in a failure and in a report. @default what it expects, in words */
  readonly name?: string;
  readonly exactly?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** The same as `exactly: 0`. */
  readonly never?: boolean;
  /** Nothing that arrived broke the schema, whatever it was. Alone it is enough: then no notification need have come. @default false */
  readonly noViolations?: boolean;
  /** One notification after another, in this order; others may stand between. The conditions beside it hold for each. Excludes counts. */
  readonly inOrder?: readonly NotificationMatch[];
  /** Milliseconds to wait for enough. @default 2000 in a test, 5000 from the command line and over HTTP */
  readonly within?: number;
  /** Milliseconds without a further match that end `exactly`, `atMost`, `never` and `noViolations`. @default 100 */
  readonly quietFor?: number;
  /** Only what arrived after the entry with this id: `receiver.journal.statistics().newest`. @default from the beginning */
  readonly after?: string | undefined;
}

/** The one place where the defaults are written. */
export const EXPECTATION_DEFAULTS = { within: 5_000, quietFor: 100 } as const;

/** An expectation with every value checked. */
export interface ResolvedExpectation {
  readonly name: string | undefined;
  /** Held in this order; just one unless an order is wanted. */
  readonly steps: readonly NotificationMatch[];
  readonly ordered: boolean;
  readonly atLeast: number;
  /** `Infinity` when there is no limit. */
  readonly atMost: number;
  readonly noViolations: boolean;
  /** What comes later could still break it: `atMost` or `noViolations`. */
  readonly limited: boolean;
  readonly within: number;
  readonly quietFor: number;
  /** Sequence number of the last entry that does not count. */
  readonly after: number;
}

/** Deepest `where`: it may come from a stranger, over HTTP. */
const DEEPEST = 64;
const LONGEST_TIMER = 2 ** 31 - 1;
const FIELDS = ['type', 'where', 'method', 'path', 'headers', 'valid', 'accepted'] as const;
const ALL_FIELDS: readonly string[] = [
  ...[...FIELDS, 'name', 'exactly', 'atLeast', 'atMost', 'never', 'noViolations'],
  ...['inOrder', 'within', 'quietFor', 'after'],
];

/** Checks an expectation and fills in the defaults; `patience` is how long one waits that does not say it. @throws InvalidOptionError naming the field */
export function resolveExpectation(
  expectation: Expectation,
  patience: number = EXPECTATION_DEFAULTS.within,
): ResolvedExpectation {
  checkNames(expectation, ALL_FIELDS, '');
  const defaults = { ...EXPECTATION_DEFAULTS, within: patience };
  const { within, quietFor } = { ...defaults, ...withoutUndefined(expectation) };
  checkWhole('within', within, LONGEST_TIMER);
  checkWhole('quietFor', quietFor, LONGEST_TIMER);
  const base = resolveMatch(expectation, '');
  const { name, inOrder, after, noViolations = false } = expectation;
  if (name !== undefined && (typeof name !== 'string' || name === '')) {
    throw new InvalidOptionError('name', name, 'a text');
  }
  if (typeof noViolations !== 'boolean') {
    throw new InvalidOptionError('noViolations', noViolations, 'true or false');
  }
  const counts = resolveCounts(expectation);
  const steps = inOrder?.map((step, index) => {
    checkNames(step, FIELDS, `inOrder[${index}].`);
    return combine(base, resolveMatch(step, `inOrder[${index}].`), index);
  });
  if (steps?.length === 0) throw new InvalidOptionError('inOrder', [], 'at least one notification');
  return {
    name,
    steps: steps ?? [base],
    ordered: steps !== undefined,
    ...counts,
    noViolations,
    limited: noViolations || counts.atMost !== Number.POSITIVE_INFINITY,
    within,
    quietFor,
    after: after === undefined ? 0 : parseId(after),
  };
}

function resolveCounts(expectation: Expectation): {
  readonly atLeast: number;
  readonly atMost: number;
} {
  const { exactly, atLeast, atMost, never, inOrder, noViolations } = expectation;
  const given = { exactly, atLeast, atMost, never: never === true ? 0 : undefined };
  const names = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : name));
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) checkWhole(name, value, Number.MAX_SAFE_INTEGER);
  }
  const pair = names.length === 2 && atLeast !== undefined && atMost !== undefined;
  if (names.length > 1 && !pair) {
    throw new InvalidOptionError(names[1] ?? '', names, 'one count, or atLeast with atMost');
  }
  if (inOrder !== undefined && names.length > 0) {
    throw new InvalidOptionError(names[0] ?? '', inOrder.length, 'no count beside inOrder');
  }
  const exact = exactly ?? given.never;
  if (exact !== undefined) return { atLeast: exact, atMost: exact };
  const wantsNoneBroken =
    noViolations === true && FIELDS.every((name) => expectation[name] === undefined);
  const lowest = atLeast ?? (atMost === undefined && !wantsNoneBroken ? 1 : 0);
  const highest = atMost ?? Number.POSITIVE_INFINITY;
  if (lowest > highest) {
    throw new InvalidOptionError('atMost', atMost, `a number from atLeast, ${lowest}`);
  }
  return { atLeast: lowest, atMost: highest };
}

function resolveMatch(match: NotificationMatch, prefix: string): NotificationMatch {
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

/** A step has the conditions of the whole expectation as well. */
function combine(
  base: NotificationMatch,
  step: NotificationMatch,
  index: number,
): NotificationMatch {
  const twice = FIELDS.find((name) => base[name] !== undefined && step[name] !== undefined);
  if (twice !== undefined) {
    const place = `inOrder[${index}].${twice}`;
    throw new InvalidOptionError(place, step[twice], `no ${twice} here, or none beside inOrder`);
  }
  return { ...base, ...step };
}

function checkNames(value: object, allowed: readonly string[], prefix: string): void {
  if (!isPlainObject(value)) {
    throw new InvalidOptionError(prefix === '' ? 'expectation' : prefix, value, 'an object');
  }
  const unknown = Object.keys(value).find((name) => !allowed.includes(name));
  if (unknown === undefined) return;
  const expected = `one of ${allowed.join(', ')}; the notification's own fields go under where`;
  throw new InvalidOptionError(`${prefix}expectation`, unknown, expected);
}

function checkWhole(name: string, value: unknown, highest: number): void {
  if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > highest) {
    throw new InvalidOptionError(name, value, `a whole number from 0 to ${highest}`);
  }
}

function parseId(id: string): number {
  if (!/^\d{1,10}$/.test(id)) throw new InvalidOptionError('after', id, 'the id of an entry');
  return Number(id);
}

function withoutUndefined(value: object): { within?: number; quietFor?: number } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

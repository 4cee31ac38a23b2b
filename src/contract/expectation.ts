/**
 * What a test expects to have arrived, and its check: after {@link resolveExpectation} nothing is left to doubt.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import type { ExpectedType } from '../notification/notification';
import { LONGEST_TIMER_MS } from '../real-time';
import {
  checkNames,
  MATCH_FIELDS,
  type NotificationMatch,
  resolveMatch,
} from './notification-match';

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

const ALL_FIELDS: readonly string[] = [
  ...[...MATCH_FIELDS, 'name', 'exactly', 'atLeast', 'atMost', 'never', 'noViolations'],
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
  checkWhole('within', within, LONGEST_TIMER_MS);
  checkWhole('quietFor', quietFor, LONGEST_TIMER_MS);
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
    checkNames(step, MATCH_FIELDS, `inOrder[${index}].`);
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
    noViolations === true && MATCH_FIELDS.every((name) => expectation[name] === undefined);
  const lowest = atLeast ?? (atMost === undefined && !wantsNoneBroken ? 1 : 0);
  const highest = atMost ?? Number.POSITIVE_INFINITY;
  if (lowest > highest) {
    throw new InvalidOptionError('atMost', atMost, `a number from atLeast, ${lowest}`);
  }
  return { atLeast: lowest, atMost: highest };
}

/** A step has the conditions of the whole expectation as well. */
function combine(
  base: NotificationMatch,
  step: NotificationMatch,
  index: number,
): NotificationMatch {
  const twice = MATCH_FIELDS.find((name) => base[name] !== undefined && step[name] !== undefined);
  if (twice !== undefined) {
    const place = `inOrder[${index}].${twice}`;
    throw new InvalidOptionError(place, step[twice], `no ${twice} here, or none beside inOrder`);
  }
  return { ...base, ...step };
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

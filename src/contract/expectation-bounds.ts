/**
 * How large an expectation may be that somebody else wrote: it is held against every notification there is. Pure.
 *
 * @module
 */
import { ExpectationTooLargeError, type ExpectationBound } from './errors';

/** The bounds of an expectation as JSON. */
export const EXPECTATION_BOUNDS = {
  /** Steps of `inOrder`. */
  steps: 100,
  /** Values in all its `where` and `headers`, at any depth, those of a `$oneOf` included. */
  values: 1_000,
  /** `$regex` in these. */
  patterns: 20,
} as const satisfies Readonly<Record<ExpectationBound, number>>;

/** Checks parsed JSON, whatever it is. @throws ExpectationTooLargeError */
export function checkExpectationBounds(json: unknown): void {
  const { inOrder } = fieldsOf(json);
  const steps: readonly unknown[] = Array.isArray(inOrder) ? inOrder : [];
  check('steps', steps.length);
  // A list in place of recursion: it may be nested deeper than the stack is.
  const left = [json, ...steps].map(fieldsOf).flatMap(({ where, headers }) => [where, headers]);
  let [values, patterns] = [0, 0];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    const inner: unknown[] = Object.values(value);
    check('values', (values += inner.length));
    if (Object.hasOwn(value, '$regex')) check('patterns', (patterns += 1));
    left.push(...inner);
  }
}

function check(what: ExpectationBound, count: number): void {
  const bound = EXPECTATION_BOUNDS[what];
  if (count > bound) throw new ExpectationTooLargeError(what, bound);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

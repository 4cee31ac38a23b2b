/**
 * Matchers for values whose exact content a test does not know.
 *
 * They speak the protocol of Jest's and Vitest's asymmetric matchers, so that these may stand in a `where` beside
 * ours, and ours in `toMatchObject`. Each has a JSON form, for files and for other languages.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';

/** What stands for a value: Jest's `expect.any(String)` and its like are such matchers too. */
export interface ValueMatcher {
  /** Whether a value will do; `undefined` when there is none. */
  asymmetricMatch(value: unknown): boolean;
  /** What is wanted, in words. */
  toString(): string;
}

const ASYMMETRIC = Symbol.for('jest.asymmetricMatcher');

class BuiltInMatcher implements ValueMatcher {
  /** By this Jest and Vitest know an asymmetric matcher. */
  readonly $$typeof = ASYMMETRIC;
  readonly #matches: (value: unknown) => boolean;
  readonly #wanted: string;
  readonly #json: unknown;

  constructor(wanted: string, json: unknown, matches: (value: unknown) => boolean) {
    this.#wanted = wanted;
    this.#json = json;
    this.#matches = matches;
  }

  asymmetricMatch(value: unknown): boolean {
    return this.#matches(value);
  }

  toString(): string {
    return this.#wanted;
  }

  toAsymmetricMatcher(): string {
    return this.#wanted;
  }

  /** The form that expectation files have. */
  toJSON(): unknown {
    return this.#json;
  }
}

/**
 * Any value of a type.
 *
 * @example
 * import { any, explainMismatch } from 'wallstash';
 *
 * explainMismatch({ cloud: any.string() }, { cloud: 'EU' }); // []
 */
export const any = {
  /** Any text. */
  string: (): ValueMatcher => anyOf('string'),
  /** Any number. */
  number: (): ValueMatcher => anyOf('number'),
  /** `true` or `false`. */
  boolean: (): ValueMatcher => anyOf('boolean'),
} as const;

/**
 * A text in which the regular expression finds something.
 *
 * @example
 * import { explainMismatch, matching } from 'wallstash';
 *
 * explainMismatch({ summary: matching(/hit detected$/) }, { summary: 'New hit detected' }); // []
 */
export function matching(pattern: RegExp): ValueMatcher {
  // With g or y a pattern remembers where it stopped, and finds every second time.
  const flags = pattern.flags.replace(/[gy]/g, '');
  const stateless = new RegExp(pattern.source, flags);
  return patternMatcher(stateless, (text) => stateless.test(text));
}

/** A text that passes this test, which stands for a pattern. */
export function patternMatcher(
  { source, flags }: Pick<RegExp, 'source' | 'flags'>,
  matches: (text: string) => boolean,
): ValueMatcher {
  return new BuiltInMatcher(
    `a match of /${source}/${flags}`,
    { $regex: source, ...(flags !== '' && { $flags: flags }) },
    (value) => typeof value === 'string' && matches(value),
  );
}

/**
 * One of these values: texts, numbers, `true`, `false` or `null`.
 *
 * @example
 * import { explainMismatch, oneOf } from 'wallstash';
 *
 * explainMismatch({ cloud: oneOf('EU', 'US') }, { cloud: 'US' }); // []
 *
 * @throws InvalidOptionError without a value
 */
export function oneOf(...values: readonly (string | number | boolean | null)[]): ValueMatcher {
  if (values.length === 0) throw new InvalidOptionError('oneOf', [], 'at least one value');
  const list = values.map((value) => JSON.stringify(value)).join(', ');
  return new BuiltInMatcher(`one of ${list}`, { $oneOf: values }, (value) =>
    values.some((one) => one === value),
  );
}

/**
 * A number in a range, both ends included.
 *
 * @example
 * import { between, explainMismatch } from 'wallstash';
 *
 * explainMismatch({ status: between(200, 299) }, { status: 404 });
 * // [{ path: 'status', want: 'a number from 200 to 299', got: '404' }]
 *
 * @throws InvalidOptionError when the ends are no numbers or stand the wrong way round
 */
export function between(lowest: number, highest: number): ValueMatcher {
  if (!(lowest <= highest)) {
    throw new InvalidOptionError('between', [lowest, highest], 'two numbers, the lower one first');
  }
  return new BuiltInMatcher(
    `a number from ${lowest} to ${highest}`,
    { $between: [lowest, highest] },
    (value) => typeof value === 'number' && value >= lowest && value <= highest,
  );
}

/**
 * Nothing: the field must not be there.
 *
 * @example
 * import { absent, explainMismatch } from 'wallstash';
 *
 * explainMismatch({ domain: absent() }, { host: 'example.com' }); // []
 */
export function absent(): ValueMatcher {
  return new BuiltInMatcher('no such field', { $absent: true }, (value) => value === undefined);
}

/** Whether a value of a `where` is a matcher. */
export function isValueMatcher(value: unknown): value is ValueMatcher {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<ValueMatcher>).asymmetricMatch === 'function'
  );
}

/** What a matcher wants, in words; Jest's say it in a method of their own. */
export function wantedBy(matcher: ValueMatcher): string {
  const { toAsymmetricMatcher } = matcher as { toAsymmetricMatcher?: unknown };
  if (typeof toAsymmetricMatcher !== 'function') return matcher.toString();
  try {
    return String(toAsymmetricMatcher.call(matcher));
  } catch {
    return matcher.toString();
  }
}

function anyOf(type: 'string' | 'number' | 'boolean'): ValueMatcher {
  return new BuiltInMatcher(`any ${type}`, { $any: type }, (value) => typeof value === type);
}

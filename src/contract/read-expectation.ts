/**
 * Expectations as JSON: what files and other languages give. A matcher is an object with one `$` key, in the form that
 * the matchers themselves print (`JSON.stringify(between(200, 299))`).
 *
 * A stranger may have written it, so its size is bounded, and so is the time of its patterns.
 *
 * @module
 */
import { InvalidOptionError, messageOf } from '../errors';
import { resolveExpectation, type Expectation } from './expectation';
import { checkExpectationBounds } from './expectation-bounds';
import { compilePattern } from './pattern';
import { absent, any, between, oneOf, patternMatcher, type ValueMatcher } from './value-matcher';

/** Deeper is left as it is; the expectation's own check refuses it. */
const DEEPEST = 64;

/**
 * Turns parsed JSON into a checked expectation.
 *
 * @throws InvalidOptionError naming the field that cannot be.
 * @throws ExpectationTooLargeError
 */
export function readExpectation(json: unknown): Expectation {
  checkExpectationBounds(json);
  const expectation = isObject(json) ? readMatch(json) : json;
  // Nothing is known of its form yet; this check is what makes it an expectation.
  resolveExpectation(expectation as Expectation);
  return expectation as Expectation;
}

function readMatch(match: Readonly<Record<string, unknown>>, prefix = ''): object {
  const { where, headers, inOrder } = match;
  return {
    ...match,
    ...(where !== undefined && { where: readFields(where, `${prefix}where`, 1) }),
    ...(headers !== undefined && { headers: readFields(headers, `${prefix}headers`, 1) }),
    ...(Array.isArray(inOrder) && {
      inOrder: inOrder.map((step: unknown, index) =>
        isObject(step) ? readMatch(step, `inOrder[${index}].`) : step,
      ),
    }),
  };
}

/** The fields of a `where`, or headers; neither can be a matcher itself. */
function readFields(where: unknown, path: string, depth: number): unknown {
  if (!isObject(where)) return where;
  return mapValues(where, (value, name) => readValue(value, `${path}.${name}`, depth + 1));
}

function readValue(value: unknown, path: string, depth: number): unknown {
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => readValue(item, `${path}[${index}]`, depth + 1));
  }
  if (!isObject(value)) return value;
  if (Object.keys(value).some((name) => name.startsWith('$'))) return readMatcher(value, path);
  return mapValues(value, (item, name) => readValue(item, `${path}.${name}`, depth + 1));
}

const FORMS =
  'a matcher: {"$any":"string"|"number"|"boolean"}, {"$regex":"…","$flags":"i"}, {"$oneOf":[…]}, ' +
  '{"$between":[lowest,highest]} or {"$absent":true}';

function readMatcher(value: Readonly<Record<string, unknown>>, path: string): ValueMatcher {
  const names = Object.keys(value).join(' ');
  const { $any, $regex, $flags = '', $oneOf, $between, $absent } = value;
  if (names === '$any' && isAny($any)) return any[$any]();
  if (names === '$absent' && $absent === true) return absent();
  if (names === '$oneOf' && Array.isArray($oneOf) && $oneOf.every(isScalar)) {
    return oneOf(...$oneOf);
  }
  if (names === '$between' && isRange($between)) return between(...$between);
  if (/^\$regex( \$flags)?$/.test(names) && typeof $regex === 'string') {
    return pattern($regex, String($flags), path);
  }
  throw new InvalidOptionError(path, value, FORMS);
}

function pattern(source: string, flags: string, path: string): ValueMatcher {
  try {
    return patternMatcher({ source, flags }, compilePattern(source, flags));
  } catch (error) {
    const why = messageOf(error);
    throw new InvalidOptionError(path, source, `a regular expression (${why})`);
  }
}

function isAny(value: unknown): value is keyof typeof any {
  return typeof value === 'string' && Object.hasOwn(any, value);
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isRange(value: unknown): value is [number, number] {
  return (
    Array.isArray(value) && value.length === 2 && value.every((end) => typeof end === 'number')
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `fromEntries` defines fields: a field named `__proto__` stays one. */
function mapValues(
  fields: Readonly<Record<string, unknown>>,
  map: (value: unknown, name: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, map(value, name)]),
  );
}

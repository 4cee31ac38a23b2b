/**
 * Holding a notification against the partial value that a test wants: which fields differ, and how.
 *
 * Goes as deep as what is wanted, never as deep as what came. Own fields only: `constructor` is a field like any other.
 *
 * @module
 */
import { isValueMatcher, wantedBy } from './value-matcher';

/** A field that is not as wanted. */
export interface Mismatch {
  /** As people write it: `details.hit.type`. */
  readonly path: string;
  /** What was wanted: JSON, or a matcher's words. */
  readonly want: string;
  /** What came: JSON, cut to a readable length, or `nothing`. */
  readonly got: string;
  /** What may be the cause. */
  readonly hint?: string;
}

/** Longest value that is printed, in characters. */
const LONGEST = 80;
/** Fields of an object among which a mistyped name is looked for. */
const MOST_FIELDS = 1_000;

/** What was found to differ. */
interface Found {
  /** The first so many, spelled out. */
  readonly mismatches: Mismatch[];
  readonly most: number;
  /** All. */
  count: number;
}

/**
 * Compares a value with what is wanted of it: objects need only hold the wanted fields, arrays must be as long.
 *
 * @example
 * import { build, explainMismatch } from 'wallstash';
 *
 * const notification = build('new_hits', { overrides: { details: { hit: { type: 'xss' } } } });
 * explainMismatch({ details: { hit: { type: 'sqli' } } }, notification);
 * // [{ path: 'details.hit.type', want: '"sqli"', got: '"xss"' }]
 */
export function explainMismatch(wanted: unknown, actual: unknown): readonly Mismatch[] {
  return findMismatches(wanted, actual, Number.POSITIVE_INFINITY).mismatches;
}

/** The first mismatches, so many at the most, and how many there are. */
export function findMismatches(
  wanted: unknown,
  actual: unknown,
  most: number,
): { readonly mismatches: readonly Mismatch[]; readonly count: number } {
  const found: Found = { mismatches: [], most, count: 0 };
  compare(wanted, actual, { path: '', parent: undefined, found });
  return found;
}

/** How many fields a wanted value asks about. */
export function countConditions(wanted: unknown): number {
  if (!isBranch(wanted)) return 1;
  const values: unknown[] = Object.values(wanted);
  return Math.max(
    1,
    values.reduce<number>((sum, value) => sum + countConditions(value), 0),
  );
}

/** A mismatch as one line: `details.hit.type: want "sqli", got "xss"`. */
export function mismatchLine({ path, want, got, hint }: Mismatch): string {
  const place = path === '' ? '(the notification)' : path;
  return `${place}: want ${want}, got ${got}${hint === undefined ? '' : ` (${hint})`}`;
}

/** A value as JSON in a readable length; `nothing` for `undefined`. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = startOfJson(value, LONGEST + 1);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

/** The JSON of a value, at least so far: what comes behind may be large, and is left out. */
function startOfJson(value: unknown, length: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, length));
  if (typeof value !== 'object' || value === null || 'toJSON' in value)
    return JSON.stringify(value);
  const isList = Array.isArray(value);
  const items: unknown[] = isList ? value : Object.keys(value);
  let text = isList ? '[' : '{';
  for (const item of items) {
    if (text.length > length) return text;
    const inner = isList ? item : (value as Readonly<Record<string, unknown>>)[String(item)];
    const name = isList ? '' : `${startOfJson(item, length)}:`;
    text += `${text.length > 1 ? ',' : ''}${name}${startOfJson(inner ?? null, length - text.length)}`;
  }
  return text + (isList ? ']' : '}');
}

interface Place {
  readonly path: string;
  /** The object that should hold the field. */
  readonly parent: Readonly<Record<string, unknown>> | undefined;
  readonly found: Found;
}

function compare(wanted: unknown, actual: unknown, place: Place): void {
  const { path, found } = place;
  if (isValueMatcher(wanted)) {
    if (!wanted.asymmetricMatch(actual)) add(place, wanted, actual);
  } else if (Array.isArray(wanted)) {
    compareArray(wanted, actual, place);
  } else if (isObject(wanted)) {
    // Without an object there each wanted field is missing: told one by one, so that the nearest is found by count.
    const fields = isObject(actual) ? actual : undefined;
    if (actual !== undefined && fields === undefined) {
      push(found, () => ({ path, want: 'an object', got: shown(actual) }));
      return;
    }
    for (const [name, value] of Object.entries(wanted)) {
      const own = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
      compare(value, own, { path: below(path, name), parent: fields, found });
    }
  } else if (wanted !== actual) {
    add(place, wanted, actual);
  }
}

function compareArray(wanted: readonly unknown[], actual: unknown, place: Place): void {
  const { path, found } = place;
  if (!Array.isArray(actual)) {
    add(place, wanted, actual);
  } else if (actual.length !== wanted.length) {
    push(found, () => ({ path, want: shown(wanted), got: shown(actual) }));
  } else {
    wanted.forEach((value, index) =>
      compare(value, actual[index], { path: `${path}[${index}]`, parent: undefined, found }),
    );
  }
}

function add({ path, parent, found }: Place, wanted: unknown, actual: unknown): void {
  push(found, () => {
    const hint = actual === undefined ? spellingHint(path, parent) : kindHint(wanted, actual);
    const want = isValueMatcher(wanted) ? wantedBy(wanted) : shown(wanted);
    return { path, want, got: shown(actual), ...(hint !== undefined && { hint }) };
  });
}

/** Words are made only of what is told. */
function push(found: Found, mismatch: () => Mismatch): void {
  found.count += 1;
  if (found.mismatches.length < found.most) found.mismatches.push(mismatch());
}

/** `200` and `"200"` look alike in haste. */
function kindHint(wanted: unknown, actual: unknown): string | undefined {
  if (typeof wanted === typeof actual || typeof wanted === 'object') return undefined;
  if (typeof actual === 'object') return undefined;
  const same = shown(wanted).replaceAll('"', '') === shown(actual).replaceAll('"', '');
  return same ? `a ${typeof actual}, not a ${typeof wanted}` : undefined;
}

/** The names that a field has had: DESIGN section 4, eras. */
const SPELLINGS: readonly (readonly string[])[] = [
  ['domain', 'host'],
  ['vuln', 'security_issue'],
  ['threat', 'risk'],
];

function spellingHint(path: string, parent: Place['parent']): string | undefined {
  if (parent === undefined) return undefined;
  const name = /[^.]+$/.exec(path)?.[0] ?? '';
  const other = SPELLINGS.find((pair) => pair.includes(name))?.find((one) => one !== name);
  if (other !== undefined && Object.hasOwn(parent, other)) {
    return `it has ${other}, another spelling of ${name}`;
  }
  const close = Object.keys(parent)
    .slice(0, MOST_FIELDS)
    .find((key) => isClose(key, name));
  return close === undefined ? undefined : `did you mean ${close}?`;
}

/** Alike but for case and what stands between words, or with one letter more, less or different. */
function isClose(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2 || a.length > LONGEST) return false;
  const [x, y] = [a, b].map((one) => one.toLowerCase().replaceAll(/[_-]/g, ''));
  if (x === undefined || y === undefined || Math.min(x.length, y.length) < 3) return false;
  let start = 0;
  while (start < x.length && x[start] === y[start]) start += 1;
  let end = 0;
  const room = Math.min(x.length, y.length) - start;
  while (end < room && x[x.length - 1 - end] === y[y.length - 1 - end]) end += 1;
  return Math.max(x.length, y.length) - start - end <= 1;
}

/** The path of a field: `details.hit`, `headers["x-token"]`. */
export function below(path: string, name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isValueMatcher(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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
  const mismatches: Mismatch[] = [];
  compare(wanted, actual, { path: '', parent: undefined, found: mismatches });
  return mismatches;
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
  const text = JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

interface Place {
  readonly path: string;
  /** The object that should hold the field. */
  readonly parent: Readonly<Record<string, unknown>> | undefined;
  readonly found: Mismatch[];
}

function compare(wanted: unknown, actual: unknown, place: Place): void {
  const { path, found } = place;
  if (isValueMatcher(wanted)) {
    if (!wanted.asymmetricMatch(actual)) add(place, wantedBy(wanted), wanted, actual);
  } else if (Array.isArray(wanted)) {
    compareArray(wanted, actual, place);
  } else if (isObject(wanted)) {
    // Without an object there each wanted field is missing: told one by one, so that the nearest is found by count.
    const fields = isObject(actual) ? actual : undefined;
    if (actual !== undefined && fields === undefined) {
      found.push({ path, want: 'an object', got: shown(actual) });
      return;
    }
    for (const [name, value] of Object.entries(wanted)) {
      const own = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
      compare(value, own, { path: below(path, name), parent: fields, found });
    }
  } else if (wanted !== actual) {
    add(place, shown(wanted), wanted, actual);
  }
}

function compareArray(wanted: readonly unknown[], actual: unknown, place: Place): void {
  const { path, found } = place;
  if (!Array.isArray(actual)) {
    add(place, shown(wanted), wanted, actual);
  } else if (actual.length !== wanted.length) {
    found.push({ path, want: shown(wanted), got: shown(actual) });
  } else {
    wanted.forEach((value, index) =>
      compare(value, actual[index], { path: `${path}[${index}]`, parent: undefined, found }),
    );
  }
}

function add({ path, parent, found }: Place, want: string, wanted: unknown, actual: unknown): void {
  const hint = actual === undefined ? spellingHint(path, parent) : kindHint(wanted, actual);
  found.push({ path, want, got: shown(actual), ...(hint !== undefined && { hint }) });
}

/** `200` and `"200"` look alike in haste. */
function kindHint(wanted: unknown, actual: unknown): string | undefined {
  if (typeof wanted === typeof actual || typeof wanted === 'object') return undefined;
  const same =
    JSON.stringify(wanted).replaceAll('"', '') === JSON.stringify(actual).replaceAll('"', '');
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
  const close = Object.keys(parent).find((key) => isClose(key, name));
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

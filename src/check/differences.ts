/**
 * Where two JSON values differ, field by field. Pure.
 *
 * @module
 */

/** One field that arrived otherwise than it was sent. */
export interface Difference {
  /** Dotted path, as in `details.hit.type`; empty for the whole. */
  readonly path: string;
  /** JSON, cut to a readable length; `nothing` when the field was not there. */
  readonly sent: string;
  readonly arrived: string;
}

const MOST = 10;
const LONGEST = 80;

/** Whether two JSON values are the same, whatever the order of their keys. Goes as deep as both are alike. */
export function isSame(sent: unknown, arrived: unknown): boolean {
  if (!isObject(sent) || !isObject(arrived)) return sent === arrived;
  if (Array.isArray(sent) !== Array.isArray(arrived)) return false;
  let left = Object.keys(arrived).length;
  for (const key of Object.keys(sent)) {
    const value = sent[key];
    if (value === undefined) continue;
    if (!Object.hasOwn(arrived, key) || !isSame(value, arrived[key])) return false;
    left -= 1;
  }
  return left === 0;
}

/** The first ten differences, in the order of what was sent; what was added comes last. */
export function differencesBetween(sent: unknown, arrived: unknown): readonly Difference[] {
  const found: Difference[] = [];
  const pending: Pair[] = [{ path: '', sent, arrived }];
  for (let pair = pending.pop(); pair !== undefined && found.length < MOST; pair = pending.pop()) {
    const inner = fieldsOf(pair);
    if (inner !== null) pending.push(...inner.reverse());
    else if (JSON.stringify(pair.sent) !== JSON.stringify(pair.arrived)) {
      found.push({ path: pair.path, sent: shown(pair.sent), arrived: shown(pair.arrived) });
    }
  }
  return found;
}

interface Pair {
  readonly path: string;
  readonly sent: unknown;
  readonly arrived: unknown;
}

/** The pairs inside, when both are objects or both are arrays. */
function fieldsOf({ path, sent, arrived }: Pair): Pair[] | null {
  if (!isObject(sent) || !isObject(arrived) || Array.isArray(sent) !== Array.isArray(arrived)) {
    return null;
  }
  const keys = new Set([...Object.keys(sent), ...Object.keys(arrived)]);
  return [...keys].map((key) => ({
    path: path === '' ? key : `${path}.${key}`,
    sent: own(sent, key),
    arrived: own(arrived, key),
  }));
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

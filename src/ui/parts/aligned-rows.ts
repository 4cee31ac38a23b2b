/**
 * Two JSON values side by side, field by field. Pure.
 *
 * Keys are paired by name, in the order of the left one: Logstash orders them anew, and that is no difference.
 *
 * @module
 */

/** One line of a comparison. */
export interface AlignedRow {
  /** Unique in the comparison. */
  readonly id: string;
  readonly depth: number;
  /** The field's name, or its place in an array. */
  readonly name: string;
  /** The value as JSON; an object or array with fields below it is `{` or `[`. `undefined`: not there. */
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly differs: boolean;
}

/** Lines of a comparison at most: a notification has some dozens. */
const MOST = 1_000;

/** See the module. The first {@link MOST} lines. */
export function alignedRows(left: unknown, right: unknown): readonly AlignedRow[] {
  const rows: AlignedRow[] = [];
  const pending: Pair[] = pairsIn('', 0, left, right).reverse();
  for (let pair = pending.pop(); pair !== undefined && rows.length < MOST; pair = pending.pop()) {
    const { path, depth, name } = pair;
    const inner =
      isContainer(pair.left) && isContainer(pair.right) && sameKind(pair.left, pair.right);
    rows.push({
      ...{ id: path, depth, name },
      left: inner ? opening(pair.left) : shown(pair.left),
      right: inner ? opening(pair.right) : shown(pair.right),
      differs: !inner && shown(pair.left) !== shown(pair.right),
    });
    if (inner) pending.push(...pairsIn(path, depth + 1, pair.left, pair.right).reverse());
  }
  return rows;
}

/** The rows that differ, each with those that it stands in. */
export function onlyDifferences(rows: readonly AlignedRow[]): readonly AlignedRow[] {
  const differing = rows.filter(({ differs }) => differs);
  return rows.filter(
    ({ id, differs }) => differs || differing.some((row) => row.id.startsWith(`${id}/`)),
  );
}

interface Pair {
  readonly path: string;
  readonly depth: number;
  readonly name: string;
  readonly left: unknown;
  readonly right: unknown;
}

type Container = Readonly<Record<string, unknown>>;

function pairsIn(path: string, depth: number, left: unknown, right: unknown): Pair[] {
  const [one, other] = [left, right].map((value) => (isContainer(value) ? value : {}));
  const names = [...new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])];
  return names.map((name) => ({
    path: `${path}/${name}`,
    ...{ depth, name },
    left: own(one, name),
    right: own(other, name),
  }));
}

function own(value: Container | undefined, name: string): unknown {
  return value !== undefined && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function sameKind(one: Container, other: Container): boolean {
  return Array.isArray(one) === Array.isArray(other);
}

function opening(value: unknown): string {
  return Array.isArray(value) ? '[' : '{';
}

function shown(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

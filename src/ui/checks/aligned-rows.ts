/**
 * Two JSON values side by side, field by field. Pure.
 *
 * Keys are paired by name, in the order of what was sent: Logstash orders them anew, and that is no difference.
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
  readonly sent: string | undefined;
  readonly arrived: string | undefined;
  readonly differs: boolean;
}

/** Lines of a comparison at most: a notification has some dozens. */
const MOST = 1_000;

/** See the module. The first {@link MOST} lines. */
export function alignedRows(sent: unknown, arrived: unknown): readonly AlignedRow[] {
  const rows: AlignedRow[] = [];
  const pending: Pair[] = pairsIn('', 0, sent, arrived).reverse();
  for (let pair = pending.pop(); pair !== undefined && rows.length < MOST; pair = pending.pop()) {
    const { path, depth, name } = pair;
    const inner =
      isContainer(pair.sent) && isContainer(pair.arrived) && sameKind(pair.sent, pair.arrived);
    rows.push({
      ...{ id: path, depth, name },
      sent: inner ? opening(pair.sent) : shown(pair.sent),
      arrived: inner ? opening(pair.arrived) : shown(pair.arrived),
      differs: !inner && shown(pair.sent) !== shown(pair.arrived),
    });
    if (inner) pending.push(...pairsIn(path, depth + 1, pair.sent, pair.arrived).reverse());
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
  readonly sent: unknown;
  readonly arrived: unknown;
}

type Container = Readonly<Record<string, unknown>>;

function pairsIn(path: string, depth: number, sent: unknown, arrived: unknown): Pair[] {
  const left = isContainer(sent) ? sent : {};
  const right = isContainer(arrived) ? arrived : {};
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return names.map((name) => ({
    path: `${path}/${name}`,
    ...{ depth, name },
    sent: own(left, name),
    arrived: own(right, name),
  }));
}

function own(value: Container, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
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

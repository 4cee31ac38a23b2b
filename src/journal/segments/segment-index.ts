/**
 * What memory holds of one segment: a row of numbers for each entry, no bodies.
 *
 * Rows are columns of typed arrays, about 40 bytes each; what repeats between entries (path, method, types, verdict
 * …) is kept once. A row whose record is damaged or missing is there too, without a shape, so that
 * row and sequence number always go together.
 *
 * @module
 */
import type { EntrySummary } from '../entry';
import { formatEntryId } from '../entry-id';

type Shape = Pick<
  EntrySummary,
  'kind' | 'method' | 'carrier' | 'types' | 'verdict' | 'status' | 'repeat' | 'fault'
>;
interface Columns {
  readonly offset: Float64Array<ArrayBuffer>;
  readonly receivedAt: Float64Array<ArrayBuffer>;
  readonly bodySize: Float64Array<ArrayBuffer>;
  readonly notifications: Uint32Array<ArrayBuffer>;
  readonly violations: Uint32Array<ArrayBuffer>;
  readonly notices: Uint32Array<ArrayBuffer>;
  readonly path: Uint32Array<ArrayBuffer>;
  readonly shape: Uint32Array<ArrayBuffer>;
}

const FIRST_CAPACITY = 64;

/** The rows of one segment, from its first sequence number on. */
export class SegmentIndex {
  readonly first: number;
  #rows = 0;
  #readable = 0;
  #capacity = FIRST_CAPACITY;
  #columns = allocate(FIRST_CAPACITY);
  /** Number 0 stands for a record that cannot be read. */
  readonly #shapes: (Shape | undefined)[] = [undefined];
  readonly #shapeNumbers = new Map<string, number>();
  /** The number of the shape that came last: the next one is mostly the same, and is told without writing a key. */
  #latest = 0;
  /** Apart from the shapes: senders may choose a new path each time. */
  readonly #paths: string[] = [];
  readonly #pathNumbers = new Map<string, number>();

  constructor(first: number) {
    this.first = first;
  }

  /** The sequence number behind the last row. */
  get end(): number {
    return this.first + this.#rows;
  }

  /** Entries that can be read. */
  get readable(): number {
    return this.#readable;
  }

  /** Adds the entry with the sequence number {@link end}. */
  add(summary: EntrySummary, offset: number): void {
    this.#addRow(offset, this.#shapeNumber(summary));
    const row = this.#rows - 1;
    const { receivedAt, bodySize, notifications, violations, notices, path } = this.#columns;
    receivedAt[row] = summary.receivedAt;
    bodySize[row] = summary.bodySize;
    notifications[row] = summary.notifications;
    violations[row] = summary.violations;
    notices[row] = summary.notices;
    path[row] = this.#pathNumber(summary.path);
    this.#readable += 1;
  }

  /** Adds a row for a record that is damaged or missing. */
  addUnreadable(offset: number): void {
    this.#addRow(offset, 0);
  }

  /** `undefined` when there is no such row, or its record cannot be read. */
  summary(sequence: number): EntrySummary | undefined {
    const row = sequence - this.first;
    const columns = this.#columns;
    const shape = this.#shapes[row < this.#rows ? (columns.shape[row] ?? 0) : 0];
    if (shape === undefined) return undefined;
    return {
      id: formatEntryId(sequence),
      receivedAt: columns.receivedAt[row] ?? 0,
      bodySize: columns.bodySize[row] ?? 0,
      notifications: columns.notifications[row] ?? 0,
      violations: columns.violations[row] ?? 0,
      notices: columns.notices[row] ?? 0,
      path: this.#paths[columns.path[row] ?? 0] ?? '',
      ...shape,
    };
  }

  /** Offset of a record in its segment, `undefined` behind the last. */
  offset(sequence: number): number | undefined {
    const row = sequence - this.first;
    return row < this.#rows ? this.#columns.offset[row] : undefined;
  }

  #addRow(offset: number, shape: number): void {
    if (this.#rows === this.#capacity) this.#grow();
    this.#columns.offset[this.#rows] = offset;
    this.#columns.shape[this.#rows] = shape;
    this.#rows += 1;
  }

  #grow(): void {
    this.#capacity *= 2;
    const grown = allocate(this.#capacity);
    grown.offset.set(this.#columns.offset);
    grown.receivedAt.set(this.#columns.receivedAt);
    grown.bodySize.set(this.#columns.bodySize);
    grown.notifications.set(this.#columns.notifications);
    grown.violations.set(this.#columns.violations);
    grown.notices.set(this.#columns.notices);
    grown.path.set(this.#columns.path);
    grown.shape.set(this.#columns.shape);
    this.#columns = grown;
  }

  #pathNumber(path: string): number {
    const known = this.#pathNumbers.get(path);
    if (known !== undefined) return known;
    const number = this.#paths.push(path) - 1;
    this.#pathNumbers.set(path, number);
    return number;
  }

  #shapeNumber(summary: EntrySummary): number {
    const latest = this.#shapes[this.#latest];
    if (latest !== undefined && isShapeOf(latest, summary)) return this.#latest;
    this.#latest = this.#lookUpShape(summary);
    return this.#latest;
  }

  #lookUpShape(summary: EntrySummary): number {
    const { kind, method, carrier, types, verdict, status, repeat, fault } = summary;
    const held = types.length === 1 ? String(types[0]) : JSON.stringify(types);
    const outcome = `${verdict} ${status} ${repeat ? 1 : 0} ${carrier ?? ''} ${types.length}`;
    const key = `${outcome}\n${kind ?? ''}\n${method}\n${fault ?? ''}\n${types[0] === null ? 0 : 1}${held}`;
    const known = this.#shapeNumbers.get(key);
    if (known !== undefined) return known;
    const shape: Shape = {
      ...(kind !== undefined && { kind }),
      ...{ method, carrier, types, verdict, status, repeat },
      ...(fault !== undefined && { fault }),
    };
    const number = this.#shapes.push(shape) - 1;
    this.#shapeNumbers.set(key, number);
    return number;
  }
}

/** Of summaries with at most one type; for others it may say no. */
function isShapeOf(shape: Shape, summary: EntrySummary): boolean {
  return (
    shape.types.length === 1 &&
    summary.types.length === 1 &&
    shape.types[0] === summary.types[0] &&
    shape.verdict === summary.verdict &&
    shape.status === summary.status &&
    shape.carrier === summary.carrier &&
    shape.method === summary.method &&
    shape.repeat === summary.repeat &&
    shape.fault === summary.fault &&
    shape.kind === summary.kind
  );
}

function allocate(rows: number): Columns {
  return {
    offset: new Float64Array(rows),
    receivedAt: new Float64Array(rows),
    bodySize: new Float64Array(rows),
    notifications: new Uint32Array(rows),
    violations: new Uint32Array(rows),
    notices: new Uint32Array(rows),
    path: new Uint32Array(rows),
    shape: new Uint32Array(rows),
  };
}

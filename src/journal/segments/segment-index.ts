/**
 * What memory holds of one segment: a row of numbers for each entry, no bodies.
 *
 * Rows are columns of typed arrays, 32 bytes each; what repeats between entries (method, types, verdict, counts …) is
 * one shape, kept once. A row whose record is damaged, missing or cleared is there too, without a shape, so that row
 * and sequence number always go together.
 *
 * @module
 */
import { Alike } from '../alike';
import type { EntrySummary, JournalEntry } from '../entry';
import { formatEntryId } from '../entry-id';
import { summarize } from '../summary';
import { Texts } from './repeated-texts';
import { isShapeOf, type Shape, shapeOf } from './row-shape';

/** The rows, by column. */
export interface Columns {
  readonly offset: Float64Array<ArrayBuffer>;
  readonly receivedAt: Float64Array<ArrayBuffer>;
  readonly bodySize: Uint32Array<ArrayBuffer>;
  readonly path: Uint32Array<ArrayBuffer>;
  readonly address: Uint32Array<ArrayBuffer>;
  readonly shape: Uint32Array<ArrayBuffer>;
}

/** What a row refers to. */
type RowNumbers = Readonly<Record<'shape' | 'path' | 'address', number>>;

/** All that an index holds, as it is put on disk. */
export interface IndexContent {
  /** Sequence number of the first row. */
  readonly first: number;
  readonly columns: Columns;
  /** Number 0 stands for a record that cannot be read, and is `null`. */
  readonly shapes: readonly (Shape | null)[];
  readonly paths: readonly string[];
  readonly addresses: readonly string[];
}

const FIRST_CAPACITY = 64;
/** In the place of the number of a shape: the entry was cleared. */
const CLEARED = 0xffffffff;

/** The rows of one segment, from its first sequence number on. */
export class SegmentIndex {
  readonly first: number;
  #rows = 0;
  #readable = 0;
  #cleared = 0;
  #capacity = FIRST_CAPACITY;
  #columns = allocate(FIRST_CAPACITY);
  /** Number 0 stands for a record that cannot be read. */
  #shapes: (Shape | null)[] = [null];
  readonly #shapeNumbers = new Map<string, number>();
  /** The number of the shape that came last: the next one is mostly the same, and is told without writing a key. */
  #latest = 0;
  /** Apart from the shapes: senders may choose a new path each time, and there may be many of them. */
  #paths = new Texts();
  #addresses = new Texts();
  readonly #alike = new Alike<RowNumbers>();

  constructor(first: number) {
    this.first = first;
  }

  /** An index as {@link content} gave it. */
  static of({ first, columns, shapes, paths, addresses }: IndexContent): SegmentIndex {
    const index = new SegmentIndex(first);
    index.#columns = columns;
    index.#rows = columns.shape.length;
    index.#capacity = index.#rows;
    for (const shape of columns.shape) {
      if (shape === CLEARED) index.#cleared += 1;
      else if (shape !== 0) index.#readable += 1;
    }
    index.#shapes = [...shapes];
    index.#paths = new Texts(paths);
    index.#addresses = new Texts(addresses);
    return index;
  }

  /** The sequence number behind the last row. */
  get end(): number {
    return this.first + this.#rows;
  }

  /** Entries that can be read. */
  get readable(): number {
    return this.#readable;
  }

  /** Entries that were cleared. */
  get cleared(): number {
    return this.#cleared;
  }

  /** Every entry that it ever held was cleared. */
  get isSpent(): boolean {
    return this.#rows > 0 && this.#cleared === this.#rows;
  }

  /** Adds the entry with the sequence number {@link end}. */
  add(summary: EntrySummary, offset: number): void {
    this.#addReadable(summary, this.#numbersOf(summary), offset);
  }

  /** {@link add} for an entry that is at hand. */
  addEntry(entry: JournalEntry, offset: number): void {
    const numbers = this.#alike.of(entry, (one) => this.#numbersOf(summarize(one)));
    this.#addReadable(entry, numbers, offset);
  }

  /** Adds a row for a record that is damaged or missing. */
  addUnreadable(offset: number): void {
    this.#addRow(offset, 0);
  }

  /** Adds a row for an entry that was cleared. */
  addCleared(offset: number): void {
    this.#addRow(offset, CLEARED);
    this.#cleared += 1;
  }

  isCleared(sequence: number): boolean {
    const row = sequence - this.first;
    return row >= 0 && row < this.#rows && this.#columns.shape[row] === CLEARED;
  }

  /** How many from `from` up to, without, `to` were cleared. */
  clearedIn(from: number, to: number): number {
    if (from <= this.first && to >= this.end) return this.#cleared;
    let cleared = 0;
    const last = Math.min(to, this.end);
    for (let sequence = Math.max(from, this.first); sequence < last; sequence += 1) {
      if (this.isCleared(sequence)) cleared += 1;
    }
    return cleared;
  }

  /** `undefined` when there is no such row, or its record cannot be read. */
  summary(sequence: number): EntrySummary | undefined {
    const row = sequence - this.first;
    const columns = this.#columns;
    const shape = this.#shapes[row < this.#rows ? (columns.shape[row] ?? 0) : 0];
    if (shape === undefined || shape === null) return undefined;
    return {
      id: formatEntryId(sequence),
      receivedAt: columns.receivedAt[row] ?? 0,
      bodySize: columns.bodySize[row] ?? 0,
      path: this.#paths.at(columns.path[row]),
      remoteAddress: this.#addresses.at(columns.address[row]),
      ...shape,
    };
  }

  /** Offset of a record in its segment, `undefined` behind the last. */
  offset(sequence: number): number | undefined {
    const row = sequence - this.first;
    return row < this.#rows ? this.#columns.offset[row] : undefined;
  }

  /** For an index that is complete: gives back the room for more rows, and what was only needed to add them. */
  seal(): void {
    this.#trim();
    this.#shapeNumbers.clear();
    this.#alike.forget();
    this.#paths.seal();
    this.#addresses.seal();
  }

  /** What it holds; the columns are its own. */
  content(): IndexContent {
    this.#trim();
    return {
      first: this.first,
      columns: this.#columns,
      shapes: this.#shapes,
      paths: this.#paths.list,
      addresses: this.#addresses.list,
    };
  }

  #addReadable(
    { receivedAt, bodySize }: Pick<EntrySummary, 'receivedAt' | 'bodySize'>,
    { shape, path, address }: RowNumbers,
    offset: number,
  ): void {
    this.#addRow(offset, shape);
    const row = this.#rows - 1;
    const columns = this.#columns;
    columns.receivedAt[row] = receivedAt;
    columns.bodySize[row] = bodySize;
    columns.path[row] = path;
    columns.address[row] = address;
    this.#readable += 1;
  }

  #numbersOf(summary: EntrySummary): RowNumbers {
    return {
      shape: this.#shapeNumber(summary),
      path: this.#paths.numberOf(summary.path),
      address: this.#addresses.numberOf(summary.remoteAddress),
    };
  }

  #addRow(offset: number, shape: number): void {
    if (this.#rows === this.#capacity) this.#resize(Math.max(FIRST_CAPACITY, this.#capacity * 2));
    this.#columns.offset[this.#rows] = offset;
    this.#columns.shape[this.#rows] = shape;
    this.#rows += 1;
  }

  #trim(): void {
    if (this.#capacity > this.#rows) this.#resize(this.#rows);
  }

  #resize(capacity: number): void {
    const [old, rows] = [this.#columns, this.#rows];
    const next = allocate(capacity);
    next.offset.set(old.offset.subarray(0, rows));
    next.receivedAt.set(old.receivedAt.subarray(0, rows));
    next.bodySize.set(old.bodySize.subarray(0, rows));
    next.path.set(old.path.subarray(0, rows));
    next.address.set(old.address.subarray(0, rows));
    next.shape.set(old.shape.subarray(0, rows));
    this.#columns = next;
    this.#capacity = capacity;
  }

  #shapeNumber(summary: EntrySummary): number {
    const latest = this.#shapes[this.#latest] ?? undefined;
    if (latest === undefined || !isShapeOf(latest, summary)) {
      this.#latest = this.#lookUpShape(summary);
    }
    return this.#latest;
  }

  #lookUpShape(summary: EntrySummary): number {
    const shape = shapeOf(summary);
    const key = JSON.stringify(shape);
    const known = this.#shapeNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.#shapes.push(shape) - 1;
    this.#shapeNumbers.set(key, number);
    return number;
  }
}

function allocate(rows: number): Columns {
  return {
    offset: new Float64Array(rows),
    receivedAt: new Float64Array(rows),
    bodySize: new Uint32Array(rows),
    path: new Uint32Array(rows),
    address: new Uint32Array(rows),
    shape: new Uint32Array(rows),
  };
}

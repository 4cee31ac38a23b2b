/**
 * One buffer with records and the rows of its index. A record is a body byte for byte; before it, as two lines of JSON,
 * stands what else is known of its entry: what it has in common with others, and its headers with its key. A line that an
 * earlier record has is not written again.
 *
 * @module
 */
import { Alike, Latest, type Own } from '../alike';
import type { EntrySummary, JournalEntry } from '../entry';
import { SegmentIndex } from '../segments/segment-index';

const NEWLINE = 10;
/** Most bytes that UTF-8 takes for one UTF-16 code unit. */
const BYTES_PER_UNIT = 3;

/** What the first line holds: all that neither the index, the body nor the second line tells. */
type Line = Omit<JournalEntry, Own>;
/** What the second line holds. */
type Head = Pick<JournalEntry, 'headers' | 'idempotencyKey'>;

/** The lines of an entry, with their LF; empty for one that is in the block already. */
interface EntryLines {
  readonly line: string;
  readonly head: string;
}

const NO_LINES: EntryLines = { line: '', head: '' };

/** See the module. */
export class MemoryBlock {
  readonly index: SegmentIndex;
  #bytes: Buffer;
  #end = 0;
  /** By row, where its lines begin. */
  readonly #lines: number[] = [];
  readonly #heads: number[] = [];
  readonly #latestLines = new Alike<number>();
  readonly #latestHeads = new Latest<JournalEntry['headers'], number>();

  /** Begins with the entry of this sequence number, in this buffer. */
  constructor(first: number, bytes: Buffer) {
    this.index = new SegmentIndex(first);
    this.#bytes = bytes;
  }

  /** The buffer; its records are good until another one uses it. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Bytes of its records. */
  get end(): number {
    return this.#end;
  }

  /** The lines that {@link append} must be given with an entry. */
  linesFor(entry: JournalEntry): EntryLines {
    const hasLine = this.#latestLines.known(entry) !== undefined;
    const hasHead = this.#headFor(entry) !== undefined;
    if (hasLine && hasHead) return NO_LINES;
    return { line: hasLine ? '' : lineOf(entry), head: hasHead ? '' : headOf(entry) };
  }

  /** Makes the buffer larger. */
  grow(size: number): void {
    const bytes = Buffer.allocUnsafeSlow(size);
    this.#bytes.copy(bytes, 0, 0, this.#end);
    this.#bytes = bytes;
  }

  /** Adds the next entry; the buffer has {@link roomFor} it. */
  append(entry: JournalEntry, { line, head }: EntryLines): void {
    const start = this.#end;
    this.#lines.push(this.#latestLines.of(entry, () => this.#write(line)));
    this.#heads.push(this.#headFor(entry) ?? this.#addHead(entry, head));
    this.#end += entry.body.copy(this.#bytes, this.#end);
    this.index.addEntry(entry, start);
  }

  /** Where the line with its headers begins, if there is one: a key is that of one entry. */
  #headFor({ headers, idempotencyKey }: JournalEntry): number | undefined {
    return idempotencyKey === undefined ? this.#latestHeads.known(headers) : undefined;
  }

  #addHead({ headers, idempotencyKey }: JournalEntry, head: string): number {
    const place = this.#write(head);
    return idempotencyKey === undefined ? this.#latestHeads.remember(headers, place) : place;
  }

  /** The entry of this number, if it is held. */
  load(sequence: number): JournalEntry | undefined {
    const summary = this.index.summary(sequence);
    if (summary === undefined) return undefined;
    const { id, receivedAt, bodySize } = summary;
    const { line, head, body } = this.#recordOf(sequence);
    const { remoteAddress, tlsVersion, method, path, ...common } = JSON.parse(
      line.toString(),
    ) as Line;
    const own = JSON.parse(head.toString()) as Head;
    return {
      ...{ id, receivedAt, remoteAddress, tlsVersion, method, path, ...own, ...common },
      // A copy: the buffer is used again once its records were dropped.
      body: Buffer.from(body),
      bodySize,
    };
  }

  /** Where the record of this number begins, its line included when it is its own. */
  startOf(sequence: number): number {
    return this.index.offset(sequence) ?? this.#end;
  }

  /** A block in the place of this one, without the entries that are cleared and those before `first`; this one is written over. */
  without(isCleared: (sequence: number) => boolean, first: number): MemoryBlock {
    const fresh = new MemoryBlock(this.index.first, Buffer.allocUnsafeSlow(this.#bytes.length));
    const copied = new Map<number, number>();
    for (let sequence = this.index.first; sequence < this.index.end; sequence += 1) {
      const summary = sequence < first ? undefined : this.index.summary(sequence);
      if (summary !== undefined && !isCleared(sequence))
        this.#copy(summary, sequence, { fresh, copied });
      else fresh.#leaveOut(sequence < first);
    }
    this.#bytes.fill(0, 0, this.#end);
    return fresh;
  }

  /** Gives back what the buffer has beyond its records: nothing more is added. */
  trim(): void {
    this.#bytes = Buffer.from(this.#bytes.subarray(0, this.#end));
  }

  /** `copied` tells where the lines that were copied begin, by where they begin here. */
  #copy(
    summary: EntrySummary,
    sequence: number,
    { fresh, copied }: { readonly fresh: MemoryBlock; readonly copied: Map<number, number> },
  ): void {
    const start = fresh.#end;
    const row = sequence - this.index.first;
    const { line, head, body } = this.#recordOf(sequence);
    const copyOf = (old: number, text: Buffer): number => {
      const place = copied.get(old) ?? fresh.#write(`${text.toString()}\n`);
      copied.set(old, place);
      return place;
    };
    fresh.#lines.push(copyOf(this.#lines[row] ?? 0, line));
    fresh.#heads.push(copyOf(this.#heads[row] ?? 0, head));
    fresh.#end += body.copy(fresh.#bytes, fresh.#end);
    fresh.index.add(summary, start);
  }

  #leaveOut(isDropped: boolean): void {
    this.#lines.push(this.#end);
    this.#heads.push(this.#end);
    if (isDropped) this.index.addUnreadable(this.#end);
    else this.index.addCleared(this.#end);
  }

  #recordOf(sequence: number): Readonly<Record<'line' | 'head' | 'body', Buffer>> {
    const row = sequence - this.index.first;
    let bodyStart = this.startOf(sequence);
    const lineAt = (start: number): Buffer => {
      const end = this.#bytes.indexOf(NEWLINE, start);
      // It is the record's own, so what else it has comes behind it.
      if (start === bodyStart) bodyStart = end + 1;
      return this.#bytes.subarray(start, end);
    };
    const line = lineAt(this.#lines[row] ?? 0);
    const head = lineAt(this.#heads[row] ?? 0);
    return { line, head, body: this.#bytes.subarray(bodyStart, this.startOf(sequence + 1)) };
  }

  /** Returns where it begins. */
  #write(text: string): number {
    const start = this.#end;
    this.#end += this.#bytes.write(text, start);
    return start;
  }
}

/** What a block keeps of an entry besides its body and what the index tells. */
export function linesOf(entry: JournalEntry): EntryLines {
  return { line: lineOf(entry), head: headOf(entry) };
}

function lineOf(entry: JournalEntry): string {
  return `${JSON.stringify({ ...entry, ...TOLD_ELSEWHERE })}\n`;
}

const TOLD_ELSEWHERE: Readonly<Record<Own, undefined>> = {
  ...{ id: undefined, receivedAt: undefined, body: undefined, bodySize: undefined },
  ...{ headers: undefined, idempotencyKey: undefined },
};

function headOf({ headers, idempotencyKey }: JournalEntry): string {
  return `${JSON.stringify({ headers, idempotencyKey })}\n`;
}

/** Bytes that an entry with these lines takes at most. */
export function roomFor({ line, head }: EntryLines, { body }: JournalEntry): number {
  return (line.length + head.length) * BYTES_PER_UNIT + body.length;
}

/**
 * One buffer with records and the rows of its index. A record is a body byte for byte; before it, as a line of JSON,
 * stands what else is known of its entry, unless the line of an earlier record says the same.
 *
 * @module
 */
import { Alike } from '../alike';
import type { EntrySummary, JournalEntry } from '../entry';
import { SegmentIndex } from '../segments/segment-index';

const NEWLINE = 10;
/** Most bytes that UTF-8 takes for one UTF-16 code unit. */
const BYTES_PER_UNIT = 3;

/** What a line holds: all that neither the index nor the body tells. */
type Line = Omit<JournalEntry, 'id' | 'receivedAt' | 'body' | 'bodySize'>;

/** See the module. */
export class MemoryBlock {
  readonly index: SegmentIndex;
  #bytes: Buffer;
  #end = 0;
  /** By row, where its line begins. */
  readonly #lines: number[] = [];
  readonly #latestLines = new Alike<number>();

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

  /** The line that {@link append} must be given with an entry; empty when one is here already. */
  lineFor(entry: JournalEntry): string {
    return this.#latestLines.known(entry) === undefined ? lineOf(entry) : '';
  }

  /** Makes the buffer larger. */
  grow(size: number): void {
    const bytes = Buffer.allocUnsafeSlow(size);
    this.#bytes.copy(bytes, 0, 0, this.#end);
    this.#bytes = bytes;
  }

  /** Adds the next entry; the buffer has {@link roomFor} it. */
  append(entry: JournalEntry, newLine: string): void {
    const start = this.#end;
    const line = this.#latestLines.of(entry, () => this.#write(newLine));
    this.#end += entry.body.copy(this.#bytes, this.#end);
    this.#lines.push(line);
    this.index.addEntry(entry, start);
  }

  /** The entry of this number, if it is held. */
  load(sequence: number): JournalEntry | undefined {
    const summary = this.index.summary(sequence);
    if (summary === undefined) return undefined;
    const { id, receivedAt, bodySize } = summary;
    const { line, body } = this.#recordOf(sequence);
    const fields = JSON.parse(line.toString()) as Line;
    // A copy: the buffer is used again once its records were dropped.
    return { id, receivedAt, ...fields, body: Buffer.from(body), bodySize };
  }

  /** Where the record of this number begins, its line included when it is its own. */
  startOf(sequence: number): number {
    return this.index.offset(sequence) ?? this.#end;
  }

  /** A block in the place of this one, without the entries that are cleared and those before `first`; this one is written over. */
  without(isCleared: (sequence: number) => boolean, first: number): MemoryBlock {
    const fresh = new MemoryBlock(this.index.first, Buffer.allocUnsafeSlow(this.#bytes.length));
    const lines = new Map<number, number>();
    for (let sequence = this.index.first; sequence < this.index.end; sequence += 1) {
      const summary = sequence < first ? undefined : this.index.summary(sequence);
      if (summary !== undefined && !isCleared(sequence))
        this.#copy(summary, sequence, { fresh, lines });
      else fresh.#leaveOut(sequence < first);
    }
    this.#bytes.fill(0, 0, this.#end);
    return fresh;
  }

  /** Gives back what the buffer has beyond its records: nothing more is added. */
  trim(): void {
    this.#bytes = Buffer.from(this.#bytes.subarray(0, this.#end));
  }

  /** `lines` are the lines that were copied, by where they begin here. */
  #copy(
    summary: EntrySummary,
    sequence: number,
    { fresh, lines }: { readonly fresh: MemoryBlock; readonly lines: Map<number, number> },
  ): void {
    const start = fresh.#end;
    const old = this.#lines[sequence - this.index.first] ?? 0;
    const { line, body } = this.#recordOf(sequence);
    const copied = lines.get(old) ?? fresh.#write(`${line.toString()}\n`);
    lines.set(old, copied);
    fresh.#end += body.copy(fresh.#bytes, fresh.#end);
    fresh.#lines.push(copied);
    fresh.index.add(summary, start);
  }

  #leaveOut(isDropped: boolean): void {
    this.#lines.push(this.#end);
    if (isDropped) this.index.addUnreadable(this.#end);
    else this.index.addCleared(this.#end);
  }

  #recordOf(sequence: number): { readonly line: Buffer; readonly body: Buffer } {
    const start = this.startOf(sequence);
    const line = this.#lines[sequence - this.index.first] ?? 0;
    const behindLine = this.#bytes.indexOf(NEWLINE, line);
    return {
      line: this.#bytes.subarray(line, behindLine),
      body: this.#bytes.subarray(
        line === start ? behindLine + 1 : start,
        this.startOf(sequence + 1),
      ),
    };
  }

  /** Returns where it begins. */
  #write(text: string): number {
    const start = this.#end;
    this.#end += this.#bytes.write(text, start);
    return start;
  }
}

/** What a block keeps of an entry besides its body and what the index tells. */
export function lineOf(entry: JournalEntry): string {
  const elsewhere = { id: undefined, receivedAt: undefined, body: undefined, bodySize: undefined };
  return `${JSON.stringify({ ...entry, ...elsewhere })}\n`;
}

/** Bytes that an entry with this line takes at most. */
export function roomFor(line: string, { body }: JournalEntry): number {
  return line.length * BYTES_PER_UNIT + body.length;
}

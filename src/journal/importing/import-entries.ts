/**
 * Bringing exported deliveries into a journal, in bounded memory: lines are read, looked at and kept some at a time.
 *
 * Each becomes an entry with an id of its own and its origin; what is here already is left out, so that an import that
 * broke off is begun again. A line that is no delivery is told of and keeps no other one out.
 *
 * @module
 */
import { type LineBatch, LineSplitter } from '../../notification/reading/line-splitter';
import type { Findings } from '../../notification/inspection';
import { LISTED_BYTES } from '../../notification/list-findings';
import { realNow } from '../../real-time';
import type { EntryDraft } from '../entry';
import type { Journal } from '../journal';
import { ImportError } from './errors';
import { type ExportedDelivery, LineRefusal, readExportedLine } from './exported-line';
import { foreignFile } from './foreign-file';
import { KnownEntries } from './known-entries';

/** A line that was not imported. */
export interface RefusedLine {
  /** From 1. */
  readonly line: number;
  /** Why, and what to do: follows "line 7: ". */
  readonly reason: string;
}

/** What came of an import. */
export interface ImportOutcome {
  /** Entries that were added. */
  readonly imported: number;
  /** Deliveries that were here already. */
  readonly known: number;
  /** Lines that are no delivery, or one that cannot be kept. */
  readonly refused: number;
  /** The first of them. */
  readonly refusals: readonly RefusedLine[];
  /** Entries that retention dropped meanwhile, the oldest in the journal, since it keeps no more. */
  readonly dropped: number;
}

/** What an import works with. */
export interface ImportParts {
  readonly journal: Pick<Journal, 'append' | 'query' | 'load' | 'statistics'>;
  /** Finds what is in a body; `undefined` when it cannot now. */
  readonly inspect: (body: Buffer) => Findings | undefined | Promise<Findings | undefined>;
  /** Largest body in bytes, as for one that arrives. */
  readonly maxBody: number;
  /** Told of entries that were added, some at a time. @default nobody */
  readonly onKept?: (entries: number) => void;
  /** Ends it with its reason, between two groups of lines; what was imported by then stays. */
  readonly signal?: AbortSignal | undefined;
}

/** Refused lines that are told one by one. */
export const REFUSALS_TOLD = 100;

/** Deliveries that are kept together, and bytes of their bodies. */
const GROUP = 256;
const GROUP_BYTES = 4 * 1024 * 1024;
/** A delivery, and on which line it stands. */
interface NumberedDelivery extends ExportedDelivery {
  readonly line: number;
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Imports what `journal export` writes as NDJSON.
 *
 * @throws ImportError when it is something else altogether, or empty; JournalWriteError, and the signal's reason
 */
export async function importEntries(
  source: AsyncIterable<Uint8Array>,
  parts: ImportParts,
): Promise<ImportOutcome> {
  const importing = new Importing(parts);
  const splitter = new LineSplitter(longestLine(parts.maxBody));
  for await (const chunk of source) {
    for (const lines of splitter.push(asBuffer(chunk))) await importing.take(lines);
  }
  return importing.end(splitter.end());
}

/** Bytes of the longest line: its body as base64 or JSON text, its findings, and what is around. */
function longestLine(maxBody: number): number {
  return Math.ceil((maxBody * 4) / 3) + LISTED_BYTES + 512 * 1024;
}

const CUT =
  'it ends in the middle: the file was cut short. Export it again, and import it: what is here already is left out';
const NO_TURN =
  'its body is too large to be looked at now, since others are: import the file again, what is here already is left out';

/** See the module. */
class Importing {
  readonly #importedAt = realNow();
  readonly #parts: ImportParts;
  readonly #known: KnownEntries;
  readonly #droppedBefore: number;
  #line = 0;
  #isBegun = false;
  #group: NumberedDelivery[] = [];
  #groupBytes = 0;
  #imported = 0;
  #knownCount = 0;
  #refused = 0;
  readonly #refusals: RefusedLine[] = [];

  constructor(parts: ImportParts) {
    this.#parts = parts;
    this.#known = new KnownEntries(parts.journal);
    this.#droppedBefore = parts.journal.statistics().dropped;
  }

  async take(lines: LineBatch): Promise<void> {
    for (const line of lines) await this.#takeLine(line);
  }

  /** `last`: what stands behind the last LF. */
  async end(last: LineBatch): Promise<ImportOutcome> {
    for (const line of last) await this.#takeLine(line, true);
    await this.#keep();
    if (!this.#isBegun) throw new ImportError('it is empty. Export deliveries, and import them.');
    return {
      ...{ imported: this.#imported, known: this.#knownCount, refused: this.#refused },
      refusals: this.#refusals.toSorted((one, other) => one.line - other.line),
      dropped: this.#parts.journal.statistics().dropped - this.#droppedBefore,
    };
  }

  async #takeLine(bytes: Buffer | null, isUnended = false): Promise<void> {
    this.#line += 1;
    const line = this.#line === 1 && bytes !== null ? withoutBom(bytes) : bytes;
    if (line !== null && isBlank(line)) return;
    if (!this.#isBegun) this.#begin(line);
    try {
      if (line === null) throw new LineRefusal(`it is longer than any delivery; ${this.#limit()}`);
      const delivery = readExportedLine(line);
      if (delivery.body.length > this.#parts.maxBody) {
        const bytesThere = delivery.body.length;
        throw new LineRefusal(`its body is too large (${bytesThere} bytes); ${this.#limit()}`);
      }
      this.#group.push({ ...delivery, line: this.#line });
      this.#groupBytes += delivery.body.length;
    } catch (error) {
      if (!(error instanceof LineRefusal)) throw error;
      const isCut = isUnended && line !== null && isBegunJson(line);
      this.#refuse(this.#line, isCut ? CUT : error.message);
    }
    if (this.#group.length >= GROUP || this.#groupBytes >= GROUP_BYTES) await this.#keep();
  }

  /** What is something else altogether is not gone through line by line. */
  #begin(line: Buffer | null): void {
    this.#isBegun = true;
    const foreign = line === null ? undefined : foreignFile(line);
    if (foreign !== undefined) throw new ImportError(foreign);
  }

  async #keep(): Promise<void> {
    const { journal, signal } = this.#parts;
    const group = this.#group;
    this.#group = [];
    this.#groupBytes = 0;
    signal?.throwIfAborted();
    const fresh = await this.#known.without(group);
    this.#knownCount += group.length - fresh.length;
    const drafts: EntryDraft[] = [];
    for (const { line, originId, ...rest } of fresh) {
      const findings = isUnread(rest) ? NOTHING : await this.#parts.inspect(rest.body);
      const origin = { id: originId, importedAt: this.#importedAt };
      if (findings === undefined) this.#refuse(line, NO_TURN);
      else drafts.push({ ...rest, findings, origin });
    }
    await Promise.all(drafts.map((draft) => journal.append(draft)));
    this.#imported += drafts.length;
    if (drafts.length > 0) this.#parts.onKept?.(drafts.length);
  }

  #refuse(line: number, reason: string): void {
    this.#refused += 1;
    if (this.#refusals.length < REFUSALS_TOLD) this.#refusals.push({ line, reason });
  }

  #limit(): string {
    return `a body may have ${this.#parts.maxBody} bytes (--max-body)`;
  }
}

/** Whoever received it did not look at its body, or did not keep it. */
function isUnread({ kind, body, bodySize, verdict }: Omit<ExportedDelivery, 'originId'>): boolean {
  const isGone = bodySize > 0 || verdict === 'refused' || kind !== undefined;
  return body.length === 0 && isGone;
}

const NOTHING: Findings = { carrier: null, notifications: [], violations: [] };

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function withoutBom(line: Buffer): Buffer {
  return line.subarray(0, BOM.length).equals(BOM) ? line.subarray(BOM.length) : line;
}

/** Spaces and CR alone. */
function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
}

/** The beginning of an object, and not all of one. */
function isBegunJson(line: Buffer): boolean {
  try {
    JSON.parse(line.toString());
    return false;
  } catch {
    return line.toString('latin1').trimStart().startsWith('{');
  }
}

/**
 * One entry as one line of NDJSON, and back.
 *
 * A line is a JSON object whose last field is `crc`: CRC-32, in 8 hex digits, of all bytes of the line before
 * `,"crc":`. What a summary needs stands before the body, so that the index is rebuilt without parsing bodies: the
 * first `,"body` in a line is always the field itself, because a quotation mark inside a string is escaped. A body that
 * stands there as it came, in `bodyJson`, ends where `size` says.
 *
 * @module
 */
import { crc32 } from 'node:zlib';

import { bodyField, isJsonLine } from './body-field';
import { Alike, Latest } from '../alike';
import type { Answer, EntrySummary, JournalEntry, Verdict } from '../entry';
import { parseEntryId } from '../entry-id';
import { ownKey } from '../key-memory';
import { summarize } from '../summary';

/** What the index takes from a line. */
export interface IndexedRecord {
  readonly sequence: number;
  /** `undefined` for a tombstone. */
  readonly summary: EntrySummary | undefined;
  /** Entries that were cleared, from this number on, of which it is the tombstone; 0 for an entry. */
  readonly cleared: number;
  /** Of one that arrived here. */
  readonly idempotencyKey: string | undefined;
}

/** Which entry a record is, and its content as far as a checksum tells. */
export interface RecordIdentity {
  readonly sequence: number;
  readonly crc: string;
}

/** The form of a line; `body` is text, or `bodyJson` or `bodyBase64` stands in its place, see `body-field.ts`. */
interface Line {
  readonly id: string;
  readonly kind?: 'handshake' | undefined;
  readonly time: string;
  readonly remoteAddress: string;
  readonly tlsVersion: string | null;
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey?: string | undefined;
  readonly repeat: boolean;
  readonly size: number;
  readonly verdict: Verdict;
  readonly answer: Answer;
  readonly fault?: string | undefined;
  readonly origin?: { readonly id: string; readonly importedAt: string } | undefined;
  readonly findings: JournalEntry['findings'];
  readonly body?: string | undefined;
  readonly bodyBase64?: string | undefined;
  readonly headers: JournalEntry['headers'];
  /** Of a tombstone: so many entries from `id` on. */
  readonly cleared?: number;
}

const BODY_JSON = '"bodyJson":';
const CRC_FIELD = ',"crc":"';
const CRC_DIGITS = 8;
/** `,"crc":"01234567"}` */
const CRC_LENGTH = CRC_FIELD.length + CRC_DIGITS + 2;
/** The end of a record, whose digits are put in. */
const CRC_TEMPLATE = Buffer.from(`${CRC_FIELD}00000000"}\n`);
const HEX_DIGITS = Buffer.from('0123456789abcdef');
const NEWLINE = 10;
const NO_BODY = Buffer.alloc(0);
/** Most bytes that UTF-8 takes for one UTF-16 code unit. */
const BYTES_PER_UNIT = 3;

/** The line of an entry without its checksum and newline, which {@link writeRecord} adds; in parts when its body was encoded elsewhere. */
export type RecordText =
  string | { readonly before: string; readonly bodyField: Uint8Array; readonly after: string };

/** The line of an entry as JSON text, its body as text or base64: as `wallstash journal export` prints it. */
export function recordText(entry: JournalEntry): string {
  const common = commonText(entry);
  const time = isoTime(entry.receivedAt);
  return beforeBody(entry, common, time) + bodyField(entry.body) + behindBody(entry.headers);
}

/** Makes the lines of entries one after the other: what they have in common becomes text once. */
export class RecordTexts {
  readonly #common = new Alike<CommonText>();
  readonly #behind = new Latest<JournalEntry['headers'], string>();
  #time = NaN;
  #timeText = '';

  /** The line of an entry as the journal keeps it: around this field for its body, or with the body as it came, when that can stand there. */
  of(entry: JournalEntry, field?: Uint8Array): RecordText {
    const common = this.#common.of(entry, commonText);
    const before = beforeBody(entry, common, this.#timeTextOf(entry.receivedAt));
    const after = this.#behind.of(entry.headers, behindBody);
    if (field !== undefined) return { before, bodyField: field, after };
    if (isJsonLine(entry)) return { before: before + BODY_JSON, bodyField: entry.body, after };
    return before + bodyField(entry.body) + after;
  }

  /** Many come in one millisecond. */
  #timeTextOf(time: number): string {
    if (time !== this.#time) {
      this.#time = time;
      this.#timeText = isoTime(time);
    }
    return this.#timeText;
  }
}

/** The parts of a line that are the same for entries that are alike. */
interface CommonText {
  readonly kind: string;
  readonly sender: string;
  readonly verdict: string;
}

function commonText(entry: JournalEntry): CommonText {
  const { kind, remoteAddress, tlsVersion, method, path } = entry;
  const { verdict, answer, fault, origin, findings } = entry;
  const cameIn = origin && { ...origin, importedAt: isoTime(origin.importedAt) };
  return {
    kind: kind === undefined ? '' : `${fieldsText({ kind })},`,
    sender: fieldsText({ remoteAddress, tlsVersion, method, path }),
    verdict: fieldsText({ verdict, answer, fault, origin: cameIn, findings }),
  };
}

/** Fields of a {@link Line}, without the braces around them. */
function fieldsText(fields: Partial<Line>): string {
  return JSON.stringify(fields).slice(1, -1);
}

function beforeBody(
  { id, idempotencyKey, repeat, bodySize }: JournalEntry,
  { kind, sender, verdict }: CommonText,
  time: string,
): string {
  const key =
    idempotencyKey === undefined ? '' : `"idempotencyKey":${JSON.stringify(idempotencyKey)},`;
  return `{"id":"${id}",${kind}"time":"${time}",${sender},${key}"repeat":${repeat},"size":${bodySize},${verdict},`;
}

function behindBody(headers: JournalEntry['headers']): string {
  return `,${fieldsText({ headers })}}`;
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** The line that stands in the place of entries that were cleared, so that numbers go on without a gap; of what they held it says nothing. */
export function tombstone(id: string, entries: number): RecordText {
  return JSON.stringify({ id, cleared: entries, body: '' });
}

/** Bytes that {@link writeRecord} may need for a text, at most. */
export function recordRoom(text: RecordText): number {
  const [units, bytes] =
    typeof text === 'string'
      ? [text.length, 0]
      : [text.before.length + text.after.length, text.bodyField.length];
  return units * BYTES_PER_UNIT + bytes + CRC_LENGTH + 1;
}

/** Writes a record with its checksum and newline at `offset`; returns the offset behind it. */
export function writeRecord(text: RecordText, target: Buffer, offset: number): number {
  // The closing brace is overwritten by the checksum.
  const end = writeText(text, target, offset) - 1;
  target.set(CRC_TEMPLATE, end);
  writeHex(crc32(target.subarray(offset, end)), target, end + CRC_FIELD.length);
  return end + CRC_TEMPLATE.length;
}

/** Eight digits. `toString(16)` of a number of 32 bits took a quarter of the time of a record. */
function writeHex(value: number, target: Buffer, offset: number): void {
  for (let digit = CRC_DIGITS - 1; digit >= 0; digit -= 1, value >>>= 4) {
    target[offset + digit] = HEX_DIGITS[value & 0xf] ?? 0;
  }
}

/** Which record a line (without its newline) is; `undefined` when it is damaged. */
export function identifyRecord(line: Buffer): RecordIdentity | undefined {
  const sequence = indexRecord(line)?.sequence;
  return sequence === undefined ? undefined : { sequence, crc: checksumOf(line) };
}

/** The checksum that a line (without its newline) bears. */
export function checksumOf(line: Buffer): string {
  return line.toString('latin1', line.length - CRC_LENGTH);
}

function writeText(text: RecordText, target: Buffer, offset: number): number {
  if (typeof text === 'string') return offset + target.write(text, offset);
  const body = offset + target.write(text.before, offset);
  target.set(text.bodyField, body);
  const after = body + text.bodyField.length;
  return after + target.write(text.after, after);
}

/** What the index needs of a line (without its newline); `undefined` when the line is damaged. */
export function indexRecord(line: Buffer): IndexedRecord | undefined {
  if (!isSound(line)) return undefined;
  const head = line.indexOf(',"body');
  if (head === -1) return undefined;
  const fields = parseLine(`${line.toString('utf8', 0, head)}}`);
  const sequence = fields === undefined ? undefined : parseEntryId(fields.id);
  if (fields === undefined || sequence === undefined) return undefined;
  const { cleared = 0 } = fields;
  const summary = cleared === 0 ? summarize(entryOfLine(fields, NO_BODY)) : undefined;
  return { sequence, summary, cleared, idempotencyKey: ownKey(fields) };
}

/** The entry of a line, with or without its newline; `undefined` when the line is damaged. */
export function readRecord(bytes: Buffer): JournalEntry | undefined {
  const end = bytes.indexOf(NEWLINE);
  const line = end === -1 ? bytes : bytes.subarray(0, end);
  if (!isSound(line)) return undefined;
  const start = line.indexOf(',"body') + 1;
  if (start > 0 && line.toString('latin1', start, start + BODY_JSON.length) === BODY_JSON) {
    return readAround(line, start);
  }
  const fields = parseLine(line.toString());
  if (fields === undefined || fields.cleared !== undefined) return undefined;
  const body =
    fields.bodyBase64 === undefined
      ? Buffer.from(fields.body ?? '')
      : Buffer.from(fields.bodyBase64, 'base64');
  return entryOfLine(fields, body);
}

/** An entry whose body stands in its line as it came; it is not parsed. */
function readAround(line: Buffer, start: number): JournalEntry | undefined {
  const before = parseLine(`${line.toString('utf8', 0, start - 1)}}`);
  if (before === undefined) return undefined;
  const body = start + BODY_JSON.length;
  const end = body + before.size;
  const behind = parseLine(`{${line.toString('utf8', end + 1)}`);
  // A copy: the line is a part of a block that others are read from.
  return behind && entryOfLine({ ...before, ...behind }, Buffer.from(line.subarray(body, end)));
}

function isSound(line: Buffer): boolean {
  const end = line.length - CRC_LENGTH;
  if (end <= 0) return false;
  const crc = crc32(line.subarray(0, end)).toString(16).padStart(8, '0');
  return line.toString('latin1', end) === `${CRC_FIELD}${crc}"}`;
}

/** The checksum vouches for the form: only a line that was written here bears the right one. */
function parseLine(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}

function entryOfLine(line: Line, body: Buffer): JournalEntry {
  return {
    id: line.id,
    ...(line.kind !== undefined && { kind: line.kind }),
    receivedAt: Date.parse(line.time),
    remoteAddress: line.remoteAddress,
    tlsVersion: line.tlsVersion,
    method: line.method,
    path: line.path,
    headers: line.headers,
    ...(line.idempotencyKey !== undefined && { idempotencyKey: line.idempotencyKey }),
    repeat: line.repeat,
    body,
    bodySize: line.size,
    findings: line.findings,
    verdict: line.verdict,
    answer: line.answer,
    ...(line.fault !== undefined && { fault: line.fault }),
    ...(line.origin !== undefined && {
      origin: { ...line.origin, importedAt: Date.parse(line.origin.importedAt) },
    }),
  };
}

/**
 * From one line of an export back to the delivery that it tells of. Pure.
 *
 * Strangers wrote it, so nothing in it is believed unread. What was found in the body is not taken over: whoever imports
 * looks at the body anew, so that findings are always what this Wallstash says of the bytes that are there. Secrets that no
 * receiver would have kept do not get into this journal either.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import { isIP } from 'node:net';

import { messageOf } from '../../errors';
import { CREDENTIAL_HEADERS, maskParameters, REDACTED } from '../../notification/secret-names';
import type { EntryDraft, Verdict } from '../entry';
import { formatEntryId, parseEntryId } from '../entry-id';

/** A delivery as a line tells of it. */
export interface ExportedDelivery extends Omit<EntryDraft, 'findings' | 'origin'> {
  /** Id in the journal of the receiver that answered it, however often it was imported since. */
  readonly originId: string;
}

/** A line that is no delivery, with what is wrong: it follows "line 7: ". */
export class LineRefusal extends Error {
  override readonly name = 'LineRefusal';
}

type Fields = Readonly<Record<string, unknown>>;

const METHOD = /^[A-Z-]{1,20}$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]{1,256}$/;
/** No request line and no header holds one; as a header's value comes, byte for byte, it may hold C1. */
const CONTROL = /[^\P{Cc}\t\u0080-\u009f]/u;
const WORDS = /^[\x20-\x7e]{1,200}$/;
const VERDICTS = ['accepted', 'rejected', 'refused'] as const satisfies readonly Verdict[];
/** Half a character: it has no UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/u;
/** Characters of a delivery around its body, as JSON: far more than a server takes. */
const LARGEST_HEAD = 256 * 1024;
/** As the index of a journal holds it. */
const LARGEST_SIZE = 0xffffffff;
/** What no clock shows by mistake, and a strip over time can still draw. */
const LATEST = Date.UTC(2100, 0);

/** Reads a line without its LF. @throws LineRefusal */
export function readExportedLine(line: Buffer): ExportedDelivery {
  const fields = parsed(line);
  const { kind, fault, repeat, idempotencyKey } = fields;
  if (kind !== undefined && kind !== 'handshake') throw wrong('kind', 'handshake, or not there');
  const head = {
    ...(kind === 'handshake' && { kind: 'handshake' as const }),
    receivedAt: momentOf(fields['time']),
    remoteAddress: addressOf(fields['remoteAddress']),
    tlsVersion: fields['tlsVersion'] === null ? null : wordsIn(fields, 'tlsVersion'),
    method: methodOf(fields),
    path: pathOf(fields),
    headers: headersOf(fields['headers']),
    ...(idempotencyKey !== undefined && { idempotencyKey: textIn(fields, 'idempotencyKey') }),
    verdict: VERDICTS.find((one) => one === fields['verdict']) ?? refuse('verdict', VERDICTS),
    answer: answerOf(fields['answer']),
    ...(fault !== undefined && { fault: wordsIn(fields, 'fault') }),
    repeat: repeat === true || (repeat !== false && refuse('repeat', ['true', 'false'])),
  };
  if (JSON.stringify(head).length > LARGEST_HEAD) {
    throw new LineRefusal('it holds more around its body than any request has');
  }
  return { ...head, ...bodyOf(fields), originId: originOf(fields) };
}

function parsed(line: Buffer): Fields {
  if (!isUtf8(line)) throw new LineRefusal('it is no UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(line.toString()) as unknown;
  } catch (error) {
    const why = messageOf(error);
    throw new LineRefusal(`it is no JSON (${why.slice(0, 200)})`);
  }
  if (!isRecord(value)) throw new LineRefusal('it is JSON, but no delivery: no object');
  return value;
}

function bodyOf(fields: Fields): Pick<EntryDraft, 'body' | 'bodySize'> {
  const { body: text, bodyBase64: base64, size } = fields;
  if (fields['bodyJson'] !== undefined) {
    throw new LineRefusal(
      'it is a line of a journal as it stands on the disk; export it with "wallstash journal export"',
    );
  }
  const isText = typeof text === 'string';
  if (isText === (typeof base64 === 'string')) {
    throw wrong('body', 'text, or "bodyBase64" in its place');
  }
  if (isText && !isString(text)) throw wrong('body', 'text that can be written as UTF-8');
  const body = isText ? Buffer.from(text) : bytesOf(base64);
  const isNotKept = body.length === 0;
  if (!isCount(size) || size > LARGEST_SIZE || (size !== body.length && !isNotKept)) {
    throw wrong('size', `the bytes of the body, ${body.length}`);
  }
  return { body, bodySize: size };
}

function bytesOf(base64: unknown): Buffer {
  const bytes = Buffer.from(String(base64), 'base64');
  if (bytes.toString('base64') !== base64) throw wrong('bodyBase64', 'base64');
  return bytes;
}

function originOf({ id, origin }: Fields): string {
  const named = origin === undefined ? id : isRecord(origin) ? origin['id'] : undefined;
  const sequence = typeof named === 'string' ? parseEntryId(named) : undefined;
  if (sequence === undefined) throw wrong(origin === undefined ? 'id' : 'origin', 'an id');
  return formatEntryId(sequence);
}

function momentOf(time: unknown): number {
  const at = typeof time === 'string' ? Date.parse(time) : NaN;
  if (!(at >= 0 && at < LATEST)) {
    throw wrong('time', 'a time before 2100 such as 2026-11-24T08:00:00.000Z');
  }
  return at;
}

function addressOf(address: unknown): string {
  const plain = typeof address === 'string' ? address.replace(/%[\w.-]{1,32}$/, '') : undefined;
  if (plain !== '' && isIP(plain ?? '') === 0) throw wrong('remoteAddress', 'an IP address');
  return address as string;
}

function methodOf(fields: Fields): string {
  const method = textIn(fields, 'method');
  if (!METHOD.test(method) && !(method === '' && fields['kind'] !== undefined)) {
    throw wrong('method', 'a method such as POST');
  }
  return method;
}

function pathOf(fields: Fields): string {
  const path = textIn(fields, 'path');
  if (CONTROL.test(path)) throw wrong('path', 'a path without control characters');
  return maskParameters(path, REDACTED);
}

function headersOf(headers: unknown): EntryDraft['headers'] {
  if (!isRecord(headers)) throw wrong('headers', 'an object');
  for (const [name, value] of Object.entries(headers)) {
    const isHeader = HEADER_NAME.test(name) && [value].flat().every((one) => isHeaderValue(one));
    if (!isHeader) throw wrong('headers', 'names with text of one line, or a list of such texts');
  }
  return Object.fromEntries(
    Object.entries(headers as EntryDraft['headers']).map(([name, value]) => [
      name,
      CREDENTIAL_HEADERS.includes(name.toLowerCase()) ? REDACTED : value,
    ]),
  );
}

function answerOf(answer: unknown): EntryDraft['answer'] {
  if (!isRecord(answer)) throw wrong('answer', 'an object with a status');
  const { status, reason } = answer;
  if (!isCount(status) || status > 599) throw wrong('answer', 'an object with a status');
  return { status, ...(reason !== undefined && { reason: textIn(answer, 'reason') }) };
}

function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  return isString(value) ? value : refuse(name, ['text']);
}

/** Short and printable: it is shown as it is. */
function wordsIn(fields: Fields, name: string): string {
  const value = textIn(fields, name);
  return WORDS.test(value) ? value : refuse(name, ['a few words']);
}

function refuse(name: string, expected: readonly string[]): never {
  throw wrong(name, expected.join(' or '));
}

function wrong(name: string, expected: string): LineRefusal {
  return new LineRefusal(`it is no delivery: "${name}" must be ${expected}`);
}

function isString(value: unknown): value is string {
  return typeof value === 'string' && !LONE_SURROGATE.test(value);
}

function isHeaderValue(value: unknown): boolean {
  return isString(value) && !CONTROL.test(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

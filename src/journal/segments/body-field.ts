/**
 * The field of a record that holds the body: `"bodyJson":…` byte for byte when it is JSON on one line, as bodies of Wallarm
 * are; otherwise `"body":"…"` as text, or `"bodyBase64":"…"` when the bytes are no UTF-8 or that is shorter. So it never
 * takes more than base64 does, a third more than the body.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';

import type { EntryDraft } from '../entry';

const NEWLINE = 0x0a;
const OPENING: ReadonlySet<number | undefined> = new Set([0x5b, 0x7b]);
/** Of bodies that were parsed as one JSON text. */
const WHOLE: ReadonlySet<string | null> = new Set(['array', 'object', 'logstash-event']);

/** Whether the bytes of a body can stand in a record as they are. */
export function isJsonLine({
  body,
  bodySize,
  findings,
}: Pick<EntryDraft, 'body' | 'bodySize' | 'findings'>): boolean {
  return (
    WHOLE.has(findings.carrier) &&
    OPENING.has(body[0]) &&
    bodySize === body.length &&
    !body.includes(NEWLINE) &&
    isUtf8(body)
  );
}

/** The field as JSON text, for a body of ordinary size. */
export function bodyField(body: Buffer): string {
  if (!isUtf8(body)) return base64Field(body);
  const text = body.toString();
  const json = JSON.stringify(text);
  // What is escaped is ASCII, so this is how much longer the field is in bytes as well.
  return body.length + json.length - text.length > base64Length(body.length) + 2
    ? base64Field(body)
    : `"body":${json}`;
}

/** The field as bytes, in memory of their own. Never makes a text much longer than the field, whatever the body holds. */
export function encodeBodyField(body: Buffer): Buffer {
  const asText = isUtf8(body) && body.length + escapes(body) <= base64Length(body.length);
  const field = asText ? `"body":${JSON.stringify(body.toString())}` : base64Field(body);
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(field));
  bytes.write(field);
  return bytes;
}

function base64Field(body: Buffer): string {
  return `"bodyBase64":"${body.toString('base64')}"`;
}

function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

const SHORT_ESCAPES: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d]);

/** Bytes by which a text grows when it is written as a JSON string, without its quotes. */
function escapes(text: Uint8Array): number {
  let more = 0;
  for (const byte of text) {
    if (byte === 0x22 || byte === 0x5c) more += 1;
    else if (byte < 0x20) more += SHORT_ESCAPES.has(byte) ? 1 : 5;
  }
  return more;
}

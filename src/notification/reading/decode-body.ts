/**
 * From bytes to text.
 *
 * A byte order mark is taken off and forgiven: the reference pipeline forgives it too. Bytes that are not UTF-8
 * become U+FFFD, as in Logstash, and that loss is a violation.
 *
 * @module
 */
import { isAscii, isUtf8 } from 'node:buffer';

/** A body's text and what was lost on the way to it. */
export interface DecodedBody {
  /** Without a byte order mark. */
  readonly text: string;
  /** What is wrong with the bytes, in words; absent when they are UTF-8. */
  readonly fault?: EncodingFault;
}

/** Why bytes are not UTF-8. */
export interface EncodingFault {
  readonly message: string;
  /** The first byte that is not. */
  readonly found: string;
  /** Offset in the text, in UTF-16 code units. */
  readonly offset: number;
}

/** Decodes the bytes of a body as UTF-8. */
export function decodeBody(body: Buffer): DecodedBody {
  const isMarked = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  return decodeLine(isMarked ? body.subarray(3) : body);
}

/** Decodes the bytes of a line behind the first: a byte order mark is nothing but a character there. */
export function decodeLine(line: Buffer): DecodedBody {
  if (isAscii(line)) return { text: line.toString('latin1') };
  const text = line.toString();
  return isUtf8(line) ? { text } : { text, fault: encodingFault(line, text) };
}

function encodingFault(body: Buffer, text: string): EncodingFault {
  const at = firstInvalidByte(body);
  const found = `byte 0x${(body[at] ?? 0).toString(16).padStart(2, '0')}`;
  const offset = Math.max(0, Math.min(body.toString('utf8', 0, at).length, text.length - 1));
  return { message: encodingMessage(body), found, offset };
}

function encodingMessage(body: Buffer): string {
  const [first, second] = body;
  if (first === 0x1f && second === 0x8b) {
    return 'The body is compressed with gzip: unpack it, or send it with the header Content-Encoding: gzip.';
  }
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'The body looks like UTF-16: save it as UTF-8.';
  }
  if (body.subarray(0, 8_000).includes(0)) {
    return 'This looks like a binary file, not JSON: it is not UTF-8 and holds NUL bytes.';
  }
  return 'The body is not UTF-8; unless its Content-Type declares another charset, Logstash replaces the bytes that are not by U+FFFD, so they are lost.';
}

/** Where the first character begins that is not valid UTF-8: found by halving, as `isUtf8` is fast. */
function firstInvalidByte(body: Buffer): number {
  let valid = 0;
  let invalid = body.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isUtf8Prefix(body.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  while (!isUtf8(body.subarray(0, valid))) valid -= 1;
  return valid;
}

/** Valid, or valid but for at most three bytes at its end that may be a character cut off. */
function isUtf8Prefix(bytes: Buffer): boolean {
  for (let cut = 0; cut <= 3 && cut <= bytes.length; cut += 1) {
    if (isUtf8(bytes.subarray(0, bytes.length - cut))) return true;
    const last = bytes[bytes.length - 1 - cut] ?? 0;
    if (last < 0x80) return false;
  }
  return false;
}

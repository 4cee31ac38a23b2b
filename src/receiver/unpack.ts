/**
 * Undoes a content encoding, and reads a charset that is not UTF-8, within a limit.
 *
 * At once, on the thread that asks: what is small takes less time than handing it on would, and what is not is unpacked in
 * the inspection's thread.
 *
 * @module
 */
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

import { toUtf8 } from './charset';

/** How the bytes of a body are to be read. */
export interface BodyForm {
  /** The Content-Encoding. */
  readonly encoding: string | undefined;
  /** A charset other than UTF-8, see `charset.ts`. */
  readonly charset: string | undefined;
}

/** What came of undoing the content encoding. */
export type UnpackedBody =
  | { readonly kind: 'unpacked'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** The bytes are not what the Content-Encoding says. */
  | { readonly kind: 'broken' };

/** Whether a body is as it is inspected: none is undone that Logstash's http input does not undo, it takes the bytes as they are. */
export function isPlain({ encoding, charset }: BodyForm): boolean {
  return charset === undefined && !isPacked(encoding);
}

function isPacked(encoding: string | undefined): encoding is string {
  return encoding !== undefined && ENCODINGS.has(nameOf(encoding));
}

/** Undoes gzip or deflate, with and without the zlib header, and makes UTF-8 of it; `limit` is the most bytes that it may become. Never throws. */
export function unpack(bytes: Buffer, form: BodyForm, limit: number): UnpackedBody {
  const { encoding, charset } = form;
  const unpacked = isPacked(encoding) ? inflate(bytes, encoding, limit) : unpackedAs(bytes);
  if (charset === undefined || unpacked.kind !== 'unpacked') return unpacked;
  const body = toUtf8(unpacked.bytes, charset);
  return body.length > limit ? { kind: 'too-large' } : unpackedAs(body);
}

function unpackedAs(bytes: Buffer): UnpackedBody {
  return { kind: 'unpacked', bytes };
}

function inflate(bytes: Buffer, encoding: string, limit: number): UnpackedBody {
  try {
    return {
      kind: 'unpacked',
      bytes: decoderOf(encoding, bytes)(bytes, { maxOutputLength: limit }),
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { kind: code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken' };
  }
}

const ENCODINGS: ReadonlySet<string> = new Set(['gzip', 'x-gzip', 'deflate']);

function nameOf(encoding: string): string {
  return encoding.trim().toLowerCase();
}

function decoderOf(encoding: string, bytes: Buffer): typeof gunzipSync {
  if (nameOf(encoding) !== 'deflate') return gunzipSync;
  // The zlib header names method 8 in its low bits; senders that leave it out are as common as those that do not.
  return ((bytes[0] ?? 0) & 0x0f) === 8 ? inflateSync : inflateRawSync;
}

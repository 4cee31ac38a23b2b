/**
 * Undoes a content encoding within a limit.
 *
 * At once, on the thread that asks: what is small takes less time than handing it on would, and what is not is unpacked in
 * the inspection's thread.
 *
 * @module
 */
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** What came of undoing the content encoding. */
export type UnpackedBody =
  | { readonly kind: 'unpacked'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** The bytes are not what the Content-Encoding says. */
  | { readonly kind: 'broken' };

/** Whether a body is as it is inspected: none is undone that Logstash's http input does not undo, it takes the bytes as they are. */
export function isPlain(encoding: string | undefined): boolean {
  return encoding === undefined || encoding === 'identity' || !ENCODINGS.has(nameOf(encoding));
}

/** Undoes gzip or deflate, with and without the zlib header; `limit` is the most bytes that it may become. Never throws. */
export function unpack(bytes: Buffer, encoding: string, limit: number): UnpackedBody {
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

/**
 * Reads a request's body within a limit, and undoes its content encoding within the same limit.
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, inflate, inflateRaw } from 'node:zlib';

/** What came of reading a body. */
export type ReceivedBody =
  | { readonly kind: 'complete'; readonly bytes: Buffer }
  /** Larger than the limit: `size` bytes are known of, none is kept. */
  | { readonly kind: 'too-large'; readonly size: number }
  /** The sender hung up, or was cut off for being slow, after `size` bytes. */
  | { readonly kind: 'aborted'; readonly size: number };

/** What came of undoing the content encoding. */
export type DecodedBody =
  | { readonly kind: 'decoded'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** The bytes are not what the Content-Encoding says. */
  | { readonly kind: 'broken' }
  /** An encoding that Logstash's http input does not decode either: it takes the bytes as they are. */
  | { readonly kind: 'unknown-encoding' };

/** Reads the whole body, or as much as shows that it is larger than `limit` bytes. Never rejects. */
export function readBody(request: IncomingMessage, limit: number): Promise<ReceivedBody> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) return Promise.resolve({ kind: 'too-large', size: announced });

  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        chunks.length = 0;
        request.removeAllListeners('data');
        resolve({ kind: 'too-large', size: Math.max(size, announced) });
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => {
      const [first] = chunks;
      const bytes =
        first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks, size);
      resolve({ kind: 'complete', bytes });
    });
    // Without 'end' before it, 'close' means that the connection broke; 'error' is always followed by 'close'.
    request.on('error', ignore);
    request.on('close', () => resolve({ kind: 'aborted', size }));
  });
}

function ignore(): void {
  // 'close' tells.
}

const decoders = {
  gunzip: promisify(gunzip),
  inflate: promisify(inflate),
  inflateRaw: promisify(inflateRaw),
};

/** Undoes a Content-Encoding: gzip, deflate (with and without the zlib header), or none. Never rejects. */
export async function decodeBody(
  bytes: Buffer,
  encoding: string | undefined,
  limit: number,
): Promise<DecodedBody> {
  const decode = decoderOf(encoding?.trim().toLowerCase(), bytes);
  if (decode === undefined) return { kind: 'unknown-encoding' };
  try {
    return { kind: 'decoded', bytes: await decode(bytes, { maxOutputLength: limit }) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { kind: code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken' };
  }
}

function decoderOf(
  encoding: string | undefined,
  bytes: Buffer,
): typeof decoders.gunzip | undefined {
  if (encoding === 'gzip' || encoding === 'x-gzip') return decoders.gunzip;
  if (encoding !== 'deflate') return undefined;
  // The zlib header names method 8 in its low bits; senders that leave it out are as common as those that do not.
  return ((bytes[0] ?? 0) & 0x0f) === 8 ? decoders.inflate : decoders.inflateRaw;
}

/**
 * A declared charset, honoured as Logstash's http input does since 4.1.13 (Logstash 9.4.5, 9.5 and 8.19.20): the body is read
 * in the charset of its Content-Type, and in UTF-8 when there is none or none by that name. Older ones read UTF-8 alone.
 *
 * @module
 */

/** The charset that a Content-Type declares, in lower case; `undefined` for UTF-8 and for one that nobody knows. */
export function charsetOf(contentType: string | undefined): string | undefined {
  const [, quoted, plain] =
    /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(contentType ?? '') ?? [];
  const name = (quoted ?? plain)?.trim().toLowerCase();
  if (name === undefined || UTF8.has(name) || decoderOf(name) === undefined) return undefined;
  return name;
}

/** The body as UTF-8; `charset` is one that {@link charsetOf} gave. */
export function toUtf8(bytes: Buffer, charset: string): Buffer {
  const decode = decoderOf(charset);
  return decode === undefined ? bytes : Buffer.from(decode(bytes));
}

const UTF8: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);
/** What Java calls so; the web's decoders take these names for windows-1252. */
const LATIN1: ReadonlySet<string> = new Set([
  'iso-8859-1',
  'iso8859-1',
  'iso8859_1',
  'latin1',
  'l1',
]);

function decoderOf(name: string): ((bytes: Buffer) => string) | undefined {
  if (LATIN1.has(name)) return (bytes) => bytes.toString('latin1');
  try {
    // Without a byte order mark Java's UTF-16 is big-endian, the web's little-endian.
    const label = name === 'utf-16' ? 'utf-16be' : name;
    const decoder = new TextDecoder(label);
    return (bytes) =>
      name === 'utf-16' && bytes[0] === 0xff && bytes[1] === 0xfe
        ? new TextDecoder('utf-16le').decode(bytes)
        : decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

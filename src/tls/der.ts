/**
 * Reads DER (ITU-T X.690), as far as a certificate needs it: elements one after the other.
 *
 * A reader of its own, because what it reads decides what a sentence says while a connection waits: the library that
 * makes certificates takes some hundred milliseconds to load. It only reads, and never past what it was given.
 *
 * @module
 */

/** One element: its identifier octet and its content. */
export interface DerElement {
  readonly tag: number;
  readonly content: Buffer;
}

/** Universal and context-specific identifier octets that certificates use. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
  /** `[number]`, of a value in place of its own tag. */
  context: (number: number): number => 0x80 + number,
  /** `[number]`, around other elements. */
  contextConstructed: (number: number): number => 0xa0 + number,
} as const;

/**
 * The elements that stand one after the other in these bytes.
 *
 * @throws RangeError for bytes that are no DER.
 */
export function derElements(bytes: Buffer): readonly DerElement[] {
  const elements: DerElement[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes.readUInt8(at);
    const { length, start } = readLength(bytes, at + 1);
    if (start + length > bytes.length) throw new RangeError('DER: an element is cut short');
    elements.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return elements;
}

/** An object identifier in dotted form. */
export function derObjectIdentifier(content: Buffer): string {
  const parts: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (parts.length === 0) {
      const first = Math.min(2, Math.floor(value / 40));
      parts.push(first, value - first * 40);
    } else {
      parts.push(value);
    }
    value = 0;
  }
  return parts.join('.');
}

function readLength(
  bytes: Buffer,
  at: number,
): { readonly length: number; readonly start: number } {
  const first = bytes.readUInt8(at);
  if (first < 0x80) return { length: first, start: at + 1 };
  const size = first & 0x7f;
  if (size === 0 || size > 4) throw new RangeError('DER: a length that none can have');
  return { length: bytes.readUIntBE(at + 1, size), start: at + 1 + size };
}

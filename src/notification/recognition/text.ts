/**
 * The strings of a JSON text, in its bytes.
 *
 * @module
 */
import { ALLOWED_LETTERS, behindLetters } from '../reading/letters';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const UNICODE = 0x75;

/** What stands behind a backslash, but for `u`. */
const ESCAPED: ReadonlySet<number | undefined> = new Set(Buffer.from('"\\/bfnrt'));
/** Four digits that are no half of a surrogate pair. */
const WHOLE_CHARACTER = /^(?!d[89a-f])[\da-f]{4}$/i;

/** The quotation mark behind a string whose first letter stands at `at`; -1 when it is none, or holds a surrogate. */
export function endOfText(bytes: Buffer, at: number): number {
  for (;;) {
    at = behindLetters(bytes, at, ALLOWED_LETTERS);
    if (bytes[at] === QUOTE) return at;
    if (bytes[at] !== BACKSLASH) return -1;
    at = behindEscape(bytes, at + 1);
    if (at === -1) return -1;
  }
}

/** A string without escapes; `undefined` for one with them. */
export function plainText(bytes: Buffer, at: number, end: number): string | undefined {
  const text = bytes.toString('utf8', at, end);
  return text.includes('\\') ? undefined : text;
}

function behindEscape(bytes: Buffer, at: number): number {
  if (bytes[at] !== UNICODE) return ESCAPED.has(bytes[at]) ? at + 1 : -1;
  return WHOLE_CHARACTER.test(bytes.toString('latin1', at + 1, at + 5)) ? at + 5 : -1;
}

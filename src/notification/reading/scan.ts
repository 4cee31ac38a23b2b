/**
 * One pass over the bytes of a body before anything is made of them: is it too deep or too wide to be read, and is it
 * so plain that its parsed value tells all?
 *
 * This is on the way of every body received, so it looks at each byte once and allocates nothing. It may
 * call a plain body odd (then `hazards.ts` looks closely and finds nothing), never an odd one plain. For a text
 * that is not JSON depth and values are still right as far as strings are closed, and nothing else is promised.
 *
 * @module
 */

import { behindLetters, LETTERS } from './letters';

/** What one pass over a text can tell. */
export interface TextScan {
  /** Deepest nesting of arrays and objects. */
  readonly depth: number;
  /** Members of all objects, counting a repeated key each time. */
  readonly members: number;
  /** Commas and opening brackets: at least as many as there are values, but for one at the root. */
  readonly values: number;
  /** Holds an escaped surrogate, or a number that a double may not hold. */
  readonly odd: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** An integer of more digits may not fit a double exactly (2^53 has 16). */
const SAFE_DIGITS = 15;
/** A decimal of fewer characters can neither overflow nor vanish. */
const SAFE_DECIMAL = 300;

/** Scans the bytes of a text once; what is not ASCII counts as letters. */
export function scanBytes(bytes: Uint8Array): TextScan {
  const { length } = bytes;
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let values = 0;
  let odd = false;
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      for (at = behindLetters(bytes, at + 1, LETTERS); bytes[at] === BACKSLASH;) {
        // `\\ud…`: a surrogate, or one of the Hangul next to them.
        if (bytes[at + 1] === 0x75 && lower(bytes[at + 2]) === 0x64) odd = true;
        at = behindLetters(bytes, at + 2, LETTERS);
      }
    } else if (byte === 0x2c) {
      values += 1;
    } else if (byte === 0x3a) {
      members += 1;
    } else if (byte >= 0x5b) {
      if (byte === 0x7b || byte === 0x5b) {
        values += 1;
        depth += 1;
        if (depth > deepest) deepest = depth;
      } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
    } else if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) {
      const start = at;
      let isInteger = true;
      for (at += 1; at < length; at += 1) {
        const next = bytes[at] ?? 0;
        if (next >= 0x30 && next <= 0x39) continue;
        if (!isNumberByte(next)) break;
        if (next === 0x2e) isInteger = false;
        else if (lower(next) === 0x65) odd = true;
      }
      if (at - start > (isInteger ? SAFE_DIGITS : SAFE_DECIMAL)) odd = true;
      at -= 1;
    }
  }
  return { depth: deepest, members, values, odd };
}

/** So many values any body, and any line of one, may hold. */
export const FREE_VALUES = 100_000;
/** Beyond them, bytes for each value at the least: in what Wallarm sends there are 20 and more. */
const BYTES_PER_VALUE = 10;

/**
 * Most values that a body of this size may hold. A value takes some 50 to 150 bytes of memory once it is parsed, so this
 * is what keeps ten megabytes of `{},{},{}` from becoming a quarter of a gigabyte.
 */
export function mostValues(bytes: number): number {
  return Math.max(FREE_VALUES, Math.floor(bytes / BYTES_PER_VALUE));
}

function lower(byte: number | undefined): number {
  return (byte ?? 0) | 0x20;
}

/** Of a number, besides its digits. */
function isNumberByte(byte: number): boolean {
  return byte === 0x2e || byte === 0x2b || byte === 0x2d || (byte | 0x20) === 0x65;
}

/**
 * Whether the value holds exactly `members` members and none named `__proto__`: fewer than its text means that
 * a key was repeated. Recursive: only for values whose depth is known to be small.
 */
export function isPlain(value: unknown, members: number): boolean {
  return countMembers(value) === members;
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) {
      if (typeof item === 'object') count += countMembers(item);
    }
    return count;
  }
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    if (key === '__proto__') return Number.NaN;
    count += 1;
    const field = fields[key];
    if (typeof field === 'object') count += countMembers(field);
  }
  return count;
}

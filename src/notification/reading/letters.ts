/**
 * Passing over the letters of a JSON string: most bytes of a body are in strings, so it takes four at a step.
 *
 * @module
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** By byte, 1 for what goes on with a string, 0 for what ends it or escapes. What may not stand in one goes on with it, too. */
export const LETTERS = lettersFrom(0);
/** As {@link LETTERS}, and 0 for control characters, which may not stand in a string. */
export const ALLOWED_LETTERS = lettersFrom(0x20);

/** Where what is no letter stands, from `at` on. */
export function behindLetters(bytes: Uint8Array, at: number, letters: Uint8Array): number {
  const { length } = bytes;
  const last = length - 4;
  while (
    at <= last &&
    isLetter(letters, bytes, at) &
      isLetter(letters, bytes, at + 1) &
      isLetter(letters, bytes, at + 2) &
      isLetter(letters, bytes, at + 3)
  ) {
    at += 4;
  }
  while (at < length && isLetter(letters, bytes, at)) at += 1;
  return at;
}

function isLetter(letters: Uint8Array, bytes: Uint8Array, at: number): number {
  return letters[bytes[at] ?? 0] ?? 0;
}

function lettersFrom(first: number): Uint8Array {
  const letters = new Uint8Array(256).fill(1, first);
  letters[QUOTE] = 0;
  letters[BACKSLASH] = 0;
  return letters;
}

/**
 * Regular expressions that come from a stranger, over HTTP or in a file, and are held against texts of other strangers.
 *
 * Invariant: the time that one takes is bounded. The engine is RE2's: no pattern makes it go back over the text; and a
 * longer text, the longest one shorter the larger the pattern is, matches nothing (docs/decisions/0013-patterns.md).
 *
 * @module
 */
import { RE2JS, RE2JSException } from 're2js';

/** Longest pattern, in characters. */
const LONGEST_PATTERN = 500;
/** Instructions that a pattern may come to. */
const LARGEST_PROGRAM = 1_000;
/** Characters of the longest text that can match; fewer when the pattern has more instructions. */
const LONGEST_TEXT = 65_536;
/** Characters times instructions. */
const MOST_STEPS = 2_000_000;
/** Those of JavaScript that mean something here; `u` goes without saying. */
const FLAGS: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
  u: 0,
};

/** Makes the test for a pattern. @throws Error saying what cannot be */
export function compilePattern(source: string, flags: string): (text: string) => boolean {
  if (source.length > LONGEST_PATTERN) {
    throw new RangeError(`it is longer than ${LONGEST_PATTERN} characters`);
  }
  const unknown = Array.from(flags).find((flag) => !Object.hasOwn(FLAGS, flag));
  if (unknown !== undefined) {
    throw new RangeError(`the flag ${unknown} is none of ${Object.keys(FLAGS).join(', ')}`);
  }
  const pattern = compiled(
    source,
    Array.from(flags).reduce((all, flag) => all | (FLAGS[flag] ?? 0), 0),
  );
  const size = pattern.programSize();
  if (size > LARGEST_PROGRAM) throw new RangeError('its repetitions make it too large');
  const longest = Math.min(LONGEST_TEXT, Math.floor(MOST_STEPS / size));
  // Of a part of it nothing would be certain: `$` would find the cut.
  return (text) => text.length <= longest && pattern.test(text);
}

function compiled(source: string, flags: number): RE2JS {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source), flags);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const why = error.message.replace(/^error parsing regexp: /, '');
    throw new SyntaxError(
      `${why}; look-around and back-references are not taken, since they can run without end`,
      { cause: error },
    );
  }
}

/**
 * A pipeline that stands inside another file, such as the value of `config.string`, with its places in that file.
 *
 * @module
 */
import { isScalar, Scalar } from 'yaml';
import type { Node } from 'yaml';

import type { LintFile } from '../finding';

/** Makes a file of a string in a YAML file; `null` when there is no string. */
export function embeddedFile(node: Node | null, within: LintFile): LintFile | null {
  if (!isScalar(node) || typeof node.value !== 'string' || node.range === null) return null;
  const [start = 0, end = 0] = node.range ?? [];
  const text = node.value;
  const source = within.text.slice(start, end);
  const isQuoted = node.type === Scalar.QUOTE_DOUBLE;
  const offsets = alignment(text, source, isQuoted).map((at) => start + at);
  const places = [...offsets, end];
  // What stands in a string of a string has its place in the outermost file.
  const outer = within.within;
  if (outer === undefined)
    return { name: within.name, text, within: { text: within.text, offsets: places } };
  const outermost = places.map((place) => outer.offsets[place] ?? 0);
  return { name: within.name, text, within: { text: outer.text, offsets: outermost } };
}

/**
 * For each character of the value the place in its source. Blanks may be folded or left out, so that the others are
 * what is followed; a blank stands where the character before it ended.
 */
function alignment(text: string, source: string, hasEscapes: boolean): readonly number[] {
  const offsets: number[] = [];
  let at = headerEnd(source);
  for (const character of text.split('')) {
    if (/\s/.test(character)) {
      offsets.push(Math.min(at, source.length));
      continue;
    }
    const found = next(source, character, at, hasEscapes);
    offsets.push(found);
    at = found + 1;
  }
  return offsets;
}

/** Behind the `|` or `>` of a block, or the quote. */
function headerEnd(source: string): number {
  return /^[|>][^\n]*\n|^["']/.exec(source)?.[0].length ?? 0;
}

function next(source: string, character: string, from: number, hasEscapes: boolean): number {
  for (let at = from; at < source.length; at += 1) {
    if (hasEscapes && source[at] === '\\') {
      const escaped = source[at + 1];
      if (escaped === character) return at + 1;
      at += 1;
    } else if (source[at] === character) return at;
  }
  return Math.min(from, source.length);
}

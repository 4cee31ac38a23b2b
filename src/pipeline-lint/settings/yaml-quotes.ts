/**
 * Quoted scalars that go on in lines which are indented less than their key. SnakeYAML, with which Psych reads, takes
 * them; the YAML parser does not, as the specification wants it. So they are indented before it reads them.
 *
 * @module
 */
import { lexedTokens } from './yaml-tokens';

/** Scalars of this kind that are mended in one file, and how large it may be: each time it is read anew from its head. */
const MOST = 50;
const LARGEST = 200_000;

/** A text that the YAML parser can read, and where its characters stood before. */
export interface IndentedText {
  readonly text: string;
  readonly placeBefore: (offset: number) => number;
}

/** Indents what such scalars go on with. */
export function indentQuoted(original: string): IndentedText {
  let text = original;
  let places: readonly number[] | null = null;
  for (let count = 0; count < MOST && original.length <= LARGEST; count += 1) {
    const breaks = brokenLines(text);
    if (breaks === null) break;
    const padding = ' '.repeat(breaks.indent);
    const starts = [0, ...breaks.lineStarts];
    const parts = starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
    const before: readonly number[] | null = places;
    places = parts.flatMap(({ start, end }, index) => [
      ...(index === 0 ? '' : padding).split('').map(() => before?.[start] ?? start),
      ...Array.from({ length: end - start }, (_, at) => before?.[start + at] ?? start + at),
    ]);
    text = parts.map(({ start, end }) => text.slice(start, end)).join(padding);
  }
  if (places === null) return { text, placeBefore: (offset) => offset };
  const found = places;
  return { text, placeBefore: (offset) => found[offset] ?? original.length };
}

/** The first quoted scalar that the lexer leaves open: the lines that it goes on in, and how deep they should stand. */
function brokenLines(
  text: string,
): { readonly lineStarts: readonly number[]; readonly indent: number } | null {
  for (const { token, at } of lexedTokens(text)) {
    const quote = token[0];
    if ((quote !== '"' && quote !== "'") || wholeAt(token, 0) === token.length) continue;
    const end = wholeAt(text, at);
    if (end === null) return null;
    const lineStarts = [...text.slice(at, end).matchAll(/\n/g)].map(({ index }) => at + index + 1);
    const isDocument = lineStarts.some((start) =>
      /^(?:---|\.\.\.)\s/.test(text.slice(start, start + 4)),
    );
    if (isDocument || lineStarts.length === 0) return null;
    return { lineStarts, indent: at - text.lastIndexOf('\n', at) };
  }
  return null;
}

/** Where the quoted scalar that begins here ends; `null` when it does not. */
function wholeAt(text: string, at: number): number | null {
  const whole = text[at] === '"' ? /"(?:[^"\\]|\\[^])*"/y : /'(?:[^']|'')*'/y;
  whole.lastIndex = at;
  return whole.test(text) ? whole.lastIndex : null;
}

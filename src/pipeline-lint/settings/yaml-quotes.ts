/**
 * Quoted scalars that go on in lines which are indented less than their key. SnakeYAML, with which Psych reads, takes
 * them; the YAML parser does not, as the specification wants it. So they are indented before it reads them.
 *
 * @module
 */
import { lexedTokens } from './yaml-tokens';

/** Scalars of this kind that are mended in one file, and how large it may be: each time it is read anew from its head. */
const MOST = 20;
const LARGEST = 100_000;

/** A text that the YAML parser can read, and where its characters stood before. */
export interface IndentedText {
  readonly text: string;
  readonly placeBefore: (offset: number) => number;
}

/** Blanks that were put into the text: where they end there, and how many there are up to them. */
interface Padding {
  readonly end: number;
  readonly sum: number;
}

/** Indents what such scalars go on with. */
export function indentQuoted(original: string): IndentedText {
  const paddings: Padding[] = [];
  let text = original;
  for (let count = 0; count < MOST && text.length <= LARGEST; count += 1) {
    const broken = brokenLines(text);
    if (broken === null) break;
    const { lineStarts, indent } = broken;
    if (text.length + lineStarts.length * indent > LARGEST) break;
    const before = paddings.at(-1)?.sum ?? 0;
    lineStarts.forEach((start, index) => {
      const added = (index + 1) * indent;
      paddings.push({ end: start + added, sum: before + added });
    });
    text = indented(text, broken);
  }
  return { text, placeBefore: (offset) => offset - paddedUpTo(offset, paddings) };
}

function indented(text: string, { lineStarts, indent }: BrokenLines): string {
  const starts = [0, ...lineStarts];
  const parts = starts.map((start, index) => text.slice(start, starts[index + 1]));
  return parts.join(' '.repeat(indent));
}

function paddedUpTo(offset: number, paddings: readonly Padding[]): number {
  let [first, after] = [0, paddings.length];
  while (first < after) {
    const middle = (first + after) >> 1;
    if ((paddings[middle]?.end ?? 0) <= offset) first = middle + 1;
    else after = middle;
  }
  return paddings[first - 1]?.sum ?? 0;
}

/** Lines in which a scalar goes on, and how deep they should stand. */
interface BrokenLines {
  readonly lineStarts: readonly number[];
  readonly indent: number;
}

/** Those of the first quoted scalar that the lexer leaves open. */
function brokenLines(text: string): BrokenLines | null {
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

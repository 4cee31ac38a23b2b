/**
 * Findings for the terminal: where, what, the source line, and a mark under the column.
 *
 * A body is a stranger's: control characters and those that turn the writing direction are replaced, so that
 * printing a line can neither steer the terminal nor hide what it says.
 *
 * @module
 */
import type { Finding } from '../notification/inspection';

/** A finding to print. */
export interface RenderedFinding {
  readonly file: string;
  readonly finding: Pick<Finding, 'line' | 'column' | 'message'>;
  readonly kind: 'violation' | 'notice' | 'error' | 'warning';
  /** The line of the input on which the finding stands. */
  readonly source: string;
}

/** Most characters of a source line that are printed. */
const SOURCE_WIDTH = 100;

/** Renders a finding as three lines. */
export function renderFinding(rendered: RenderedFinding, colour: boolean): string {
  const { file, finding, kind, source } = rendered;
  const { line, column, message } = finding;
  const paint = colour ? painted : plain;
  const excerpt = cutSource(source, column - 1);
  const number = String(line).padStart(5);
  const place = paint('bold', printable(`${file}:${line}:${column}`));
  const hue = kind === 'violation' || kind === 'error' ? 'red' : 'yellow';
  const label = paint(hue, kind);
  const mark = paint(hue, '^');
  return [
    `${place} ${label}: ${printable(message)}`,
    `${paint('dim', `${number} |`)} ${excerpt.text}`,
    `${paint('dim', `${' '.repeat(5)} |`)} ${' '.repeat(excerpt.width)}${mark}`,
    '',
  ].join('\n');
}

/** Replaces what could steer a terminal. */
function printable(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .replaceAll(
      /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
      '\uFFFD',
    );
}

/** The part of a line around an offset, and the cells that it takes up before that offset. */
function cutSource(source: string, offset: number): { text: string; width: number } {
  const at = Math.min(offset, source.length);
  if (source.length <= SOURCE_WIDTH) {
    return { text: printable(source), width: width(source.slice(0, at)) };
  }
  const start = Math.max(0, Math.min(at - SOURCE_WIDTH / 2, source.length - SOURCE_WIDTH));
  const before = start > 0 ? '…' : '';
  const after = start + SOURCE_WIDTH < source.length ? '…' : '';
  const text = printable(source.slice(start, start + SOURCE_WIDTH));
  return { text: before + text + after, width: width(before + source.slice(start, at)) };
}

/** Cells that a text takes up in a terminal: none for a mark on a letter, two for East Asian letters and emoji. */
function width(text: string): number {
  let cells = 0;
  for (const character of text) {
    if (/^\p{M}$/u.test(character)) continue;
    cells +=
      /^[\u{1100}-\u{115f}\u{2e80}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{ffe0}-\u{ffe6}\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return cells;
}

const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39] } as const;
type Style = keyof typeof CODES;

function painted(style: Style, text: string): string {
  const [on, off] = CODES[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

function plain(_style: Style, text: string): string {
  return text;
}

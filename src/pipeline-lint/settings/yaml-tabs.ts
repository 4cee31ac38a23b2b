/**
 * Tabs in YAML that SnakeYAML, with which Psych reads, refuses: between tokens it takes spaces alone, but for what stands
 * behind a plain scalar in its line. The YAML parser takes more of them, as the specification does.
 *
 * @module
 */
import { Lexer } from 'yaml';

/** Tokens of the lexer that stand for no text: the start of a document, of a scalar, and a flow that ends too early. */
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001F']);
const SCALAR_FOLLOWS = '\u001F';

/** Where the first such tab stands; `null` without one. */
export function refusedTab(text: string): number | null {
  if (!text.includes('\t')) return null;
  let offset = 0;
  let before = '';
  let isBehindScalar = false;
  for (const token of new Lexer().lex(text)) {
    const isPlain = before === SCALAR_FOLLOWS;
    before = token;
    if (MARKS.has(token)) continue;
    const at = /^[ \t]+$/.test(token) && !isBehindScalar ? token.indexOf('\t') : -1;
    if (at !== -1) return offset + at;
    isBehindScalar = isPlain && !token.endsWith('\n');
    offset += token.length;
  }
  return null;
}

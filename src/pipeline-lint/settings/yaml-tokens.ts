/**
 * The tokens of a YAML text, each with its place.
 *
 * @module
 */
import { Lexer } from 'yaml';

/** Tokens of the lexer that stand for no text: the start of a document, of a scalar, and a flow that ends too early. */
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001F']);
const SCALAR_FOLLOWS = '\u001F';

/** A token, where it begins, and whether it is a scalar without quotes. */
export interface YamlToken {
  readonly token: string;
  readonly at: number;
  readonly isPlain: boolean;
}

/** Reads them one by one. */
export function* lexedTokens(text: string): Generator<YamlToken> {
  let at = 0;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    const isPlain = before === SCALAR_FOLLOWS;
    before = token;
    if (MARKS.has(token)) continue;
    yield { token, at, isPlain };
    at += token.length;
  }
}

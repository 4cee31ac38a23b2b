/**
 * Words for a fault of syntax: what is wrong and how to mend it.
 *
 * Knows the two slips that Wallarm's own documentation prints: test bodies with unquoted keys and raw line
 * breaks in `description`, and NDJSON hits that lack the last `}` of each line.
 *
 * @module
 */
import { quoted } from './excerpt';
import { TOKEN, TOKEN_FAULT } from './walk-json';
import type { SyntaxFault, Wanted } from './walk-json';

/** A fault in words. */
export interface FaultDescription {
  readonly message: string;
  readonly expected: string;
}

const EXPECTED: Readonly<Record<Wanted, string>> = {
  value: 'a value',
  item: 'a value',
  'first-item': 'a value or ]',
  key: 'a key in double quotes',
  'first-key': 'a key in double quotes or }',
  colon: 'a colon',
  comma: 'a comma or the end of the list',
  end: 'the end of the body',
};

const DOCS_PRINT = 'Wallarm’s documentation prints its test bodies this way, but sends JSON.';

/** Says in one or two sentences what is wrong at the fault. */
export function describeFault(fault: SyntaxFault): FaultDescription {
  const message =
    brokenToken(fault) ??
    (fault.token === TOKEN.end ? unfinished(fault) : undefined) ??
    misplaced(fault) ??
    unknownWord(fault) ??
    `${quoted(fault.source)} cannot stand here: expected ${expected(fault)}.`;
  return { message, expected: expected(fault) };
}

function expected({ wanted, inside }: SyntaxFault): string {
  if (wanted !== 'comma') return EXPECTED[wanted];
  return inside === 'array' ? 'a comma or ]' : 'a comma or }';
}

function brokenToken({ tokenFault, source }: SyntaxFault): string | undefined {
  switch (tokenFault) {
    case TOKEN_FAULT.none:
      return undefined;
    case TOKEN_FAULT.openString:
      return source.includes('\n') || source.length > 1
        ? `The string is not closed before the end of its line: write a line break inside a string as \\n. ${DOCS_PRINT}`
        : 'The string is not closed.';
    case TOKEN_FAULT.badNumber:
      return `${quoted(source)} is no number: digits must follow the point or the exponent.`;
    case TOKEN_FAULT.badUnicode:
      return 'The string holds a broken escape: \\u must be followed by four hexadecimal digits.';
    case TOKEN_FAULT.badEscape:
      return 'The string holds an unknown escape: after a backslash only " \\ / b f n r t u may stand.';
    case TOKEN_FAULT.badCharacter:
      return source.includes('\0')
        ? 'The string holds a NUL byte: write it as \\u0000.'
        : 'The string holds a raw control character: write it as an escape such as \\t or \\u001f.';
    default:
      return 'JSON has no comments; this one is not closed either.';
  }
}

function unfinished({ wanted, inside }: SyntaxFault): string {
  if (inside === 'nothing') return 'There is no value here.';
  const closing = inside === 'array' ? ']' : '}';
  const cut = `The body ends inside an ${inside}`;
  return wanted === 'comma'
    ? `${cut}: a closing ${closing} is missing, or the body was cut off. (The NDJSON hits in Wallarm’s documentation lack the last } of each line.)`
    : `${cut}, where ${EXPECTED[wanted]} should follow: the body was cut off.`;
}

function misplaced(fault: SyntaxFault): string | undefined {
  const { token, wanted, source } = fault;
  if (token === TOKEN.lineComment || token === TOKEN.blockComment) {
    return 'JSON has no comments.';
  }
  if (wanted === 'end') {
    return 'The JSON ends before this; Logstash’s json codec would drop the rest without a word. Put several notifications in an array, or each on a line of its own.';
  }
  if (
    (wanted === 'key' && token === TOKEN.closeBrace) ||
    (wanted === 'item' && token === TOKEN.closeBracket)
  ) {
    return `Remove the comma before ${source}.`;
  }
  const begins = token === TOKEN.string || token === TOKEN.openBrace || token === TOKEN.openBracket;
  if (wanted === 'comma' && begins) return `A comma is missing before ${source.slice(0, 60)}.`;
  if (wanted === 'comma' && token === TOKEN.number) {
    return `A comma is missing before ${source.slice(0, 60)}, or a number begins with 0.`;
  }
  return undefined;
}

function unknownWord({ token, wanted, source }: SyntaxFault): string | undefined {
  if (token !== TOKEN.unknown) return undefined;
  if (source.includes('\0')) return 'A NUL byte stands here, outside any string.';
  if (source.startsWith("'")) return 'JSON has double quotes only: replace the single quotes.';
  if ((wanted === 'key' || wanted === 'first-key') && /^[\w$@-]+$/.test(source)) {
    return `Keys must be in double quotes: write ${quoted(source)} in place of ${source.slice(0, 60)}. ${DOCS_PRINT}`;
  }
  if (/^(?:NaN|[+-]?Infinity|undefined|None|nil)$/.test(source)) {
    return `JSON has no ${source}: write null or leave the field out.`;
  }
  if (/^(?:true|false|null)$/i.test(source))
    return `Write ${source.toLowerCase()} in small letters.`;
  return source.startsWith('<') ? 'This looks like HTML or XML, not JSON.' : undefined;
}

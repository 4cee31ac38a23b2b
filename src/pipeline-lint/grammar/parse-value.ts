/**
 * Reads plugins, their options and the options' values, by the rules of Logstash's own grammar (`lscl_grammar.treetop`, 9.5.2).
 *
 * @module
 */
import { SyntaxFault } from './scanner';
import type { Scanner } from './scanner';
import type {
  ArrayValue,
  Attribute,
  HashEntry,
  HashValue,
  Plugin,
  Scalar,
  Value,
} from './syntax-tree';

const NAME = /[A-Za-z0-9_-]+/y;
const BAREWORD = /[A-Za-z_][A-Za-z0-9_]+/y;
const NUMBER = /-?[0-9]+(?:\.[0-9]*)?/y;

/** Reads `name { option => value … }`. */
export function readPlugin(scanner: Scanner): Plugin {
  const at = scanner.offset;
  const name = readPluginName(scanner) ?? scanner.fail('the name of a plugin');
  scanner.skipSpace();
  return readPluginBody(scanner, name, at);
}

function readPluginBody(scanner: Scanner, name: string, at: number): Plugin {
  const hint = name === 'elsif' ? ' (Logstash has else if)' : '';
  scanner.expect('{', `that opens the plugin ${name}${hint}`);
  const attributes: Attribute[] = [];
  scanner.skipSpace();
  while (!scanner.takes('}')) {
    if (scanner.atEnd) scanner.fail(`} that closes the plugin ${name}`);
    attributes.push(readAttribute(scanner));
    endAttribute(scanner, `or } that closes the plugin ${name}`);
  }
  return { kind: 'plugin', name, attributes, at };
}

function readAttribute(scanner: Scanner): Attribute {
  const at = scanner.offset;
  const name = readName(scanner, 'an option or }');
  scanner.skipSpace();
  scanner.expect('=>', `after the option ${name}`);
  scanner.skipSpace();
  return { name, value: readValue(scanner), at };
}

/** Options are kept apart by white space, which a comment alone is not. */
function endAttribute(scanner: Scanner, otherwise: string): void {
  const end = scanner.offset;
  const spaced = scanner.match(/[ \t\r\n]/y) !== null;
  scanner.skipSpace();
  if (spaced || scanner.sees('}')) return;
  if (scanner.offset === end) scanner.fail(`white space ${otherwise}`);
  throw new SyntaxFault('White space must stand before this comment.', end);
}

/** Hash entries need nothing between them since 8.15; before, white space alone, and no comment. */
function endEntry(scanner: Scanner): void {
  const end = scanner.offset;
  scanner.skipSpace();
  if (scanner.sees('}') || /^[ \t\r\n]+$/.test(scanner.text.slice(end, scanner.offset))) return;
  scanner.needs(
    '8.15',
    'Hash entries with a comment or nothing between them need Logstash 8.15.',
    end,
  );
}

/** A name in quotes keeps them, as in Logstash, where no plugin has such a name. */
function readPluginName(scanner: Scanner): string | null {
  if (!scanner.sees('"') && !scanner.sees("'")) return scanner.match(NAME);
  const { at } = readString(scanner);
  return scanner.text.slice(at, scanner.offset);
}

function readName(scanner: Scanner, what: string): string {
  if (scanner.sees('"') || scanner.sees("'")) return readString(scanner).text;
  return scanner.match(NAME) ?? scanner.fail(what);
}

function readValue(scanner: Scanner): Value {
  return scanner.nested(() => {
    if (scanner.sees('[')) return readArray(scanner);
    if (scanner.sees('{')) return readHash(scanner);
    return readScalarOrPlugin(scanner);
  });
}

/** A name with braces behind it is a codec: `json_lines { target => "x" }`. */
function readScalarOrPlugin(scanner: Scanner): Value {
  const at = scanner.offset;
  const name = readPluginName(scanner);
  if (name !== null && scanner.seesPastSpace('{')) {
    scanner.skipSpace();
    return readPluginBody(scanner, name, at);
  }
  scanner.goTo(at);
  return readScalar(scanner) ?? scanner.fail('a value');
}

/** Reads a word, string or number; `null` when none stands here. */
export function readScalar(scanner: Scanner): Scalar | null {
  const at = scanner.offset;
  if (scanner.sees('"') || scanner.sees("'")) return readString(scanner);
  const word = scanner.match(BAREWORD);
  if (word !== null) return { kind: 'bareword', text: word, at };
  const number = scanner.match(NUMBER);
  return number === null ? null : { kind: 'number', text: number, at };
}

/** Reads a string in either quotes. */
export function readString(scanner: Scanner): Scalar {
  const at = scanner.offset;
  const text = scanner.delimited(scanner.sees('"') ? '"' : "'", 'a string');
  return { kind: 'string', text, at };
}

/** Reads `[ value, … ]`. */
export function readArray(scanner: Scanner): ArrayValue {
  const at = scanner.offset;
  scanner.expect('[', 'that opens an array');
  const items = scanner.list(']', 'or , in an array', () => readValue(scanner));
  return { kind: 'array', items, at };
}

function readHash(scanner: Scanner): HashValue {
  const at = scanner.offset;
  const entries: HashEntry[] = [];
  scanner.expect('{', 'that opens a hash');
  scanner.skipSpace();
  while (!scanner.takes('}')) {
    const key = readScalar(scanner) ?? scanner.fail('a key or } that closes the hash');
    scanner.skipSpace();
    scanner.expect('=>', 'after a key');
    scanner.skipSpace();
    entries.push({ key, value: readValue(scanner) });
    endEntry(scanner);
  }
  return { kind: 'hash', entries, at };
}

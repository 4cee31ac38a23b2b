/**
 * Whether a value is of the kind that its option takes, by the rules of Logstash's `config/mixin.rb` (9.5.2).
 *
 * Logstash is lenient in places: a lone value stands for an array of one, a number for a string. It is not in others:
 * `1` is not the word `"1"`. A value that depends on an environment variable without a default cannot be judged.
 *
 * @module
 */
import type { Value } from '../grammar/syntax-tree';
import { hasVariable, withDefaults } from '../values';
import type { OptionFacts } from './plugin-tables';
import { ENCODINGS } from './tables/encodings';

/** What the option takes in place of this value; `null` when the value will do. */
export function expectedInstead(facts: OptionFacts, value: Value): string | null {
  if (facts.type === 'any') return null;
  if (facts.isList) return listInstead(facts, value);
  return oneInstead(facts, value);
}

function listInstead(facts: OptionFacts, value: Value): string | null {
  if (value.kind === 'hash') return `a list: ${kindInWords(facts)}`;
  const items = value.kind === 'array' ? value.items : [value];
  if (items.length === 0 && facts.isRequired) return 'at least one value';
  // Several URIs may stand in one string.
  const type = facts.type === 'uri' ? 'uri_list' : facts.type;
  const isGood = items.every((item) => oneInstead({ ...facts, type }, item) === null);
  return isGood ? null : `a list, each ${kindInWords(facts)}`;
}

const NO_CODECS: ReadonlySet<string> = new Set(['array', 'hash', 'number']);

function oneInstead(facts: OptionFacts, value: Value): string | null {
  const { type } = facts;
  if (type === 'codec') return NO_CODECS.has(value.kind) ? 'a codec' : null;
  if (value.kind === 'plugin') return kindInWords(facts);
  if (type === 'array') return null;
  if (type === 'hash') return isHash(value) ? null : 'a hash: { "key" => "value" }';
  if (type === 'path' && isHashOrNothing(value)) return kindInWords(facts);
  // Of a hash Logstash counts the entries: one alone, or none, it takes for a single value.
  if (value.kind === 'hash') return value.entries.length > 1 ? kindInWords(facts) : null;
  if (value.kind === 'array') {
    if (value.items.length > 1) return `one value: ${kindInWords(facts)}`;
    const [item] = value.items;
    return item === undefined ? null : oneInstead(facts, item);
  }
  const text = withDefaults(value.text);
  if (text === null) return null;
  const isText = value.kind !== 'number';
  // A variable's value in brackets becomes a list.
  if (hasVariable(value.text) && /^\s*\[.*\]\s*$/s.test(text)) return null;
  return accepts(facts, text, isText) ? null : kindInWords(facts);
}

function accepts({ type, values }: OptionFacts, text: string, isText: boolean): boolean {
  if (type === 'one-of') return isChoice(values, text, isText);
  if (type === 'number') return !isText || isNumeral(text);
  if (type === 'positive_whole_number') return /^[1-9]\d*(?:\.0*)?$/.test(text);
  const test = TESTS.get(type);
  return test === undefined || test(text);
}

const ENCODING_NAMES: ReadonlySet<string> = new Set(ENCODINGS.split(/\s+/));

const TESTS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['boolean', (text) => text === 'true' || text === 'false'],
  ['path', (text) => text !== ''],
  ['bytes', (text) => /^\d+(?:\.\d+)?\s*[kmgtpezy]?i?b?$/i.test(text)],
  ['uri', isUri],
  ['uri_list', (text) => text.split(/\s+/).every(isUri)],
  ['sha_256_hex', (text) => text === '' || /^(?:[\da-f]{2}:?){32}$/i.test(text)],
  ['ecs_compatibility_argument', (text) => /^(?:disabled|v[1-9]\d?)$/.test(text)],
  ['encoding', (text) => ENCODING_NAMES.has(text)],
  ['cipher_suite', (text) => /^(?:TLS|SSL)_[A-Z0-9_]+$/.test(text)],
  ['field_reference', isFieldReference],
  ['dataset_identifier', isIdentifier],
  ['namespace_identifier', isIdentifier],
]);

function kindInWords({ type, values }: OptionFacts): string {
  if (type === 'one-of' && !values.includes('FriendlyDurations')) {
    const shown = values.map((value) => (value.startsWith('#') ? value.slice(1) : `"${value}"`));
    const isNumeric = values.every((value) => value.startsWith('#'));
    return `one of ${[...new Set(shown)].join(', ')}${isNumeric ? ', without quotes' : ''}`;
  }
  return WORDS.get(type) ?? `a ${type.replaceAll('_', ' ')}`;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['boolean', 'true or false'],
  ['path', 'the path of a file'],
  ['uri', 'a URI'],
  ['encoding', 'the name of an encoding, such as UTF-8, in capitals'],
  ['cipher_suite', 'the name of a cipher suite, such as TLS_AES_256_GCM_SHA384'],
  ['ecs_compatibility_argument', 'disabled, v1 or v8'],
  ['field_reference', 'the name of a field, such as [a][b]'],
  ['one-of', 'a duration, such as 250 ms or 2 days'],
  ['bytes', 'a size, such as 10 MiB'],
  ['sha_256_hex', 'a SHA-256 fingerprint of 64 hexadecimal digits'],
]);

/** Numbers of a list of durations (`friendly_durations.rb` of the file input) are not words. */
function isChoice(values: readonly string[], text: string, isText: boolean): boolean {
  if (values.includes('FriendlyDurations')) {
    return /^\s*\d+(?:\.\d+)?\s?(?:s(?:ec)?(?:ond)?s?|m(?:in)?(?:ute)?s?|h(?:our)?s?|d(?:ay)?s?|w(?:eek)?s?|us(?:ec)?s?|ms(?:ec)?s?)?\s*$/.test(
      text,
    );
  }
  return values.includes(isText ? text : `#${text}`);
}

/** Text that Ruby turns into a number and back without a change: "05" and "1e3" are none. */
function isNumeral(text: string): boolean {
  return /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.(?:0|\d*[1-9]))$/.test(text);
}

/** Neither is a name that a file could have. */
function isHashOrNothing(value: Value): boolean {
  return value.kind === 'hash' || (value.kind === 'array' && value.items.length === 0);
}

function isHash(value: Value): boolean {
  if (value.kind === 'hash') return true;
  return value.kind === 'array' && value.items.length % 2 === 0;
}

/** What `java.net.URI` refuses in any place: blanks, brackets, and a % without two digits. */
function isUri(text: string): boolean {
  return !/[\s<>"{}|\\^`]|%(?![\da-f]{2})/i.test(text);
}

/** A name without brackets, or names in brackets, which may stand in brackets themselves (`FieldReference.java`). */
function isFieldReference(text: string): boolean {
  if (!/[[\]]/.test(text)) return true;
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '[') {
      if (start !== at) return false;
      depth += 1;
      start = at + 1;
    } else if (text[at] === ']') {
      if (depth === 0 || (start === at && text[at - 1] !== ']')) return false;
      depth -= 1;
      start = at + 1;
    } else if (text[at - 1] === ']') return false;
  }
  return depth === 0;
}

function isIdentifier(text: string): boolean {
  return text !== '' && Buffer.byteLength(text) <= 100 && !/[\\/*?"<>| ,#:]/.test(text);
}

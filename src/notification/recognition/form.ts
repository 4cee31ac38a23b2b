/**
 * A schema in the form in which bytes are read beside it: what may stand at each place for a notification to be as
 * published, with neither a violation nor a notice.
 *
 * Made of a closed list of keywords. A schema with another one has no form: its notifications are inspected, rather than
 * recognised by a part of their rules.
 *
 * @module
 */
import { fullFormats } from 'ajv-formats/dist/formats';

import { ByteTexts } from './byte-texts';

/** Kinds of values, as bits. What may be any number may also be an integer. */
export const KIND = { text: 1, integer: 2, decimal: 4, literal: 8, object: 16, array: 32 } as const;

/** What may stand at a place. */
export interface Form {
  /** Bits of {@link KIND}. */
  readonly kinds: number;
  /** `null`, `true`, `false`: those that may stand there. */
  readonly literals: readonly string[];
  /** The texts that may stand there; `null` when any may. */
  readonly texts: ByteTexts | null;
  /** The one of them that stood there last. */
  latest: number;
  readonly isText: TextRule | null;
  /** Whether a number may be less than 0. */
  readonly isSigned: boolean;
  /** A rule for integers beyond that. */
  readonly isInteger: IntegerRule | null;
  /** `null` when an object may hold anything. */
  readonly fields: Fields | null;
  /** `null` when an array may hold anything. */
  readonly items: Form | null;
  readonly minItems: number;
  readonly maxItems: number;
}

/** The fields of an object, by number. */
export interface Fields {
  readonly names: ByteTexts;
  readonly forms: readonly Form[];
  /** All of these must stand. */
  readonly required: FieldSet;
  /** Of each of these one must stand. */
  readonly either: readonly FieldSet[];
  /** Other fields may stand there, with any value. */
  readonly open: boolean;
  /** The field that came first the last time, and behind it the one that came after each field: senders keep an order. */
  readonly after: Uint8Array;
}

/** A set of fields, as bits: the first 32, and the others. */
export interface FieldSet {
  readonly low: number;
  readonly high: number;
}

export type TextRule = (text: string) => boolean;
export type IntegerRule = (value: number) => boolean;

/** A schema's keywords, as data. */
type Schema = Readonly<Record<string, unknown>>;
type Properties = Readonly<Record<string, Schema>>;

/** A schema has a rule of which no form is made. */
class UnknownRule extends Error {}

/** The form of a schema; `undefined` when it has none. */
export function formOf(schema: object): Form | undefined {
  try {
    return readForm(schema as Schema);
  } catch (error) {
    if (error instanceof UnknownRule) return undefined;
    throw error;
  }
}

/**
 * The form of a Logstash event with a notification of this schema under a field: what else it holds may be anything. With
 * tags nothing is certain, as one of them says that it holds no notification. `undefined` when there is none.
 */
export function eventFormOf(field: string, schema: object): Form | undefined {
  const notification = formOf(schema);
  if (notification === undefined || !isPlainName(field)) return undefined;
  const anything = readForm({});
  const properties = Object.fromEntries([...OF_EVENTS, field].map((name) => [name, {}]));
  const fields = readFields(properties, { required: ['@timestamp', '@version', field] }, true);
  const nothing: Form = { ...anything, kinds: 0, literals: [] };
  const forms = [anything, anything, nothing, notification];
  return { ...anything, kinds: KIND.object, fields: { ...fields, forms } };
}

/** Fields of an event that are looked at. */
const OF_EVENTS: readonly string[] = ['@timestamp', '@version', 'tags'];

/** Whether it is another name than those, and stands in a text as it is. */
function isPlainName(name: string): boolean {
  return ![...OF_EVENTS, '__proto__'].includes(name) && JSON.stringify(name) === `"${name}"`;
}

/** Names and texts as they stand where nothing is written but what must be. */
const AROUND_NAME = { before: '"', behind: '":' };
const AROUND_TEXT = { before: '', behind: '"' };

/** As many as two numbers have bits. */
const MOST_FIELDS = 64;

/** Keywords that rule nothing. */
const WORDS = ['$schema', '$id', 'title', 'description', 'x-expected'];

const KINDS: Readonly<Record<string, number>> = {
  string: KIND.text,
  integer: KIND.integer,
  number: KIND.integer | KIND.decimal,
  null: KIND.literal,
  boolean: KIND.literal,
  object: KIND.object,
  array: KIND.array,
};
const LITERALS: Readonly<Record<string, readonly string[]>> = {
  null: ['null'],
  boolean: ['true', 'false'],
};

function readForm(schema: Schema): Form {
  const { type, enum: fixed, 'x-known-values': known, properties, items, ...rules } = schema;
  const { minItems = 0, maxItems = Infinity, minimum, maximum, not, ...others } = rules;
  const { required, allOf, if: when, then, else: otherwise, ...more } = others;
  const { pattern, format, minLength, 'x-unpublished-fields': open, ...words } = more;
  knowsAll(words, WORDS);
  if (fixed !== undefined && type !== undefined) throw new UnknownRule('enum beside type');
  const types = fixed === undefined ? textsOf(type ?? Object.keys(KINDS)) : ['string'];
  const texts = fixed ?? known;
  if (types.includes('number') && (minimum ?? maximum ?? not) !== undefined) {
    throw new UnknownRule('a rule for decimals');
  }
  const branches = { if: when, then, else: otherwise };
  const ofText = { pattern, format, minLength };
  const ofObject = { required, allOf };
  const isObject = properties !== undefined;
  knowsAll(isObject ? ofText : ofObject, []);
  const isText = isObject ? null : readTextRule({ ...ofText, ...branches });
  if (texts !== undefined && isText !== null) throw new UnknownRule('a rule beside a list');
  return {
    kinds: types.reduce((bits, one) => bits | (KINDS[one] ?? 0), 0),
    literals: types.flatMap((one) => LITERALS[one] ?? []),
    texts: texts === undefined ? null : new ByteTexts(textsOf(texts), AROUND_TEXT),
    latest: 0,
    isText,
    isSigned: minimum !== 0,
    isInteger: readIntegerRule({ minimum: minimum === 0 ? undefined : minimum, maximum, not }),
    fields: isObject
      ? readFields(properties as Properties, { ...ofObject, ...branches }, open === true)
      : null,
    items: items === undefined ? null : readForm(items as Schema),
    minItems: Number(minItems),
    maxItems: Number(maxItems),
  };
}

function readFields(properties: Properties, rules: Schema, open: boolean): Fields {
  // A classic spelling is a notice wherever it stands, so here it is no field.
  const published = Object.entries(properties).filter(
    ([, child]) => child['x-classic-spelling-of'] === undefined,
  );
  const names = published.map(([name]) => name);
  if (names.length > MOST_FIELDS) throw new UnknownRule('more fields than bits');
  const needs = readNeeds(rules).map((need) => need.map((name) => names.indexOf(name)));
  const isRequired = (need: readonly number[]): boolean => need.length === 1 && need[0] !== -1;
  return {
    names: new ByteTexts(names, AROUND_NAME),
    forms: published.map(([, child]) => readForm(child)),
    required: setOf(needs.filter(isRequired).flat()),
    either: needs.filter((need) => !isRequired(need)).map(setOf),
    open,
    after: Uint8Array.from({ length: names.length + 1 }, (_, index) => index),
  };
}

function setOf(places: readonly number[]): FieldSet {
  const bits = (from: number): number =>
    places.reduce((sum, place) => (place >> 5 === from ? sum | (1 << (place & 31)) : sum), 0);
  return { low: bits(0), high: bits(1) };
}

/** The fields that must stand, each with those that may stand in its place. */
function readNeeds({ required = [], allOf = [], ...branches }: Schema): (readonly string[])[] {
  const needs: (readonly string[])[] = textsOf(required).map((name) => [name]);
  for (const rule of [branches, ...(allOf as readonly Schema[])]) {
    const { if: unless, then, ...others } = rule;
    knowsAll(others, []);
    if (unless === undefined) continue;
    const { not, ...rest } = unless as Schema;
    knowsAll(rest, []);
    needs.push([...requiredBy(then), ...requiredBy(not)]);
  }
  return needs;
}

function requiredBy(schema: unknown): readonly string[] {
  const { required, ...others } = (schema ?? {}) as Schema;
  knowsAll(others, []);
  const names = textsOf(required);
  if (names.length !== 1) throw new UnknownRule('more than one in place of another');
  return names;
}

function readTextRule(schema: Schema): TextRule | null {
  const { pattern, format, minLength, if: when, then, else: otherwise, ...others } = schema;
  knowsAll(others, []);
  const rules: TextRule[] = [];
  if (pattern !== undefined) rules.push(matching(new RegExp(pattern as string, 'u')));
  if (format !== undefined) rules.push(matching(fullFormats[format as 'ipv4']));
  if (minLength !== undefined) {
    if (minLength !== 1) throw new UnknownRule('minLength');
    rules.push((text) => text !== '');
  }
  if (when !== undefined) {
    const [condition, yes, no] = [when, then ?? {}, otherwise ?? {}].map(
      (one) => readTextRule(one as Schema) ?? holds,
    );
    rules.push((text) => (condition?.(text) === true ? yes : no)?.(text) === true);
  }
  if (rules.length === 0) return null;
  return rules.length === 1 ? (rules[0] ?? holds) : (text) => rules.every((rule) => rule(text));
}

function matching(expression: unknown): TextRule {
  if (!(expression instanceof RegExp)) throw new UnknownRule('format');
  return (text) => expression.test(text);
}

function holds(): boolean {
  return true;
}

function readIntegerRule(schema: Schema): IntegerRule | null {
  const { minimum = -Infinity, maximum = Infinity, not, type = 'integer', ...others } = schema;
  knowsAll(others, []);
  if (type !== 'integer') throw new UnknownRule('type');
  const [least, most] = [Number(minimum), Number(maximum)];
  const isForbidden = not === undefined ? null : readIntegerRule(not as Schema);
  if (not !== undefined && isForbidden === null) throw new UnknownRule('none at all');
  if (least === -Infinity && most === Infinity && isForbidden === null) return null;
  return (value) => value >= least && value <= most && isForbidden?.(value) !== true;
}

function textsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!list.every((one) => typeof one === 'string')) throw new UnknownRule('no text');
  return list;
}

function knowsAll(schema: Schema, known: readonly string[]): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (value !== undefined && !known.includes(keyword)) throw new UnknownRule(keyword);
  }
}

/**
 * One pass over the bytes of a JSON text beside the form of its values: is it JSON, and all as published?
 *
 * Each method takes the place where something begins and returns the place behind it, or {@link UNKNOWN} where it is not
 * certain. It may be uncertain of what is as published (half a surrogate pair, an exponent, a very long number), never
 * certain of what is not.
 *
 * @module
 */
import type { ByteTexts, Words } from './byte-texts';
import { type Fields, type Form, KIND } from './form';
import { endOfText, plainText } from './text';

/** In the place of a place: it is not certain that what begins there is as published. */
export const UNKNOWN = -1;

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** A double holds an integer of so many digits exactly. */
const SAFE_DIGITS = 15;
/** A decimal of so few characters can neither overflow nor vanish. */
const SAFE_DECIMAL = 30;
/** Nesting that is followed in a value of which nothing is published. */
const DEEPEST_UNPUBLISHED = 16;
/** Fields that are followed in one: each is held against all before it. */
const MOST_UNPUBLISHED = 64;
/** No field of what `JSON.parse` makes in the ordinary way. */
const PROTO = '__proto__';

/** One text under way. */
export class Pass {
  readonly #bytes: Buffer;
  readonly #words: Words;
  /** Commas and opening brackets so far: at least as many as there are values, but for one at the root. */
  values = 0;
  /** Where one text only was right and another stood, the other. */
  other: string | undefined;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#words = {
      length: bytes.length,
      view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
    };
  }

  /** Behind white space. */
  space(at: number): number {
    return (this.#bytes[at] ?? 0) > SPACE ? at : this.#space(at);
  }

  #space(at: number): number {
    for (;;) {
      const byte = this.#bytes[at];
      if (byte !== SPACE && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
      at += 1;
    }
  }

  /** An object with these fields. */
  object(fields: Fields, at: number): number {
    const bytes = this.#bytes;
    const { names, forms, after } = fields;
    if (bytes[at] !== OPENING_BRACE) return UNKNOWN;
    at = this.#open(at);
    if (bytes[at] === CLOSING_BRACE) return isComplete(fields, 0, 0) ? at + 1 : UNKNOWN;
    let others: number[] | undefined;
    let [low, high, place] = [0, 0, 0];
    for (;;) {
      // First it is taken for the field that came there in the object before, written without white space.
      let field = after[place] ?? 0;
      let behind = names.behind(field, this.#words, at);
      if (behind === -1) {
        const end = this.#endOfName(at);
        if (end === UNKNOWN) return UNKNOWN;
        field = names.find(bytes, at + 1, end);
        if (field !== -1) after[place] = field;
        else if (!fields.open || !this.#isNew((others ??= []), at + 1, end)) return UNKNOWN;
        behind = this.#behindColon(end + 1);
        if (behind === UNKNOWN) return UNKNOWN;
      }
      const form = forms[field];
      if (form === undefined) at = this.#anything(behind, 0);
      else {
        const bit = 1 << field;
        if (((field < 32 ? low : high) & bit) !== 0) return UNKNOWN;
        if (field < 32) low |= bit;
        else high |= bit;
        place = field + 1;
        at = this.#value(form, this.space(behind));
      }
      if (at === UNKNOWN) return UNKNOWN;
      at = this.space(at);
      if (bytes[at] === CLOSING_BRACE) return isComplete(fields, low, high) ? at + 1 : UNKNOWN;
      if (bytes[at] !== COMMA) return UNKNOWN;
      at = this.#open(at);
    }
  }

  /** The quotation mark behind a name. */
  #endOfName(at: number): number {
    return this.#bytes[at] === QUOTE ? endOfText(this.#bytes, at + 1) : UNKNOWN;
  }

  #value(form: Form, at: number): number {
    const { kinds, fields } = form;
    const byte = this.#bytes[at] ?? 0;
    if (byte === QUOTE) return (kinds & KIND.text) === 0 ? UNKNOWN : this.#text(form, at + 1);
    if (byte === MINUS || (byte >= ZERO && byte <= NINE)) return this.#number(form, at);
    if (byte === OPENING_BRACE) {
      if ((kinds & KIND.object) === 0) return UNKNOWN;
      return fields === null ? this.#anything(at, 0) : this.object(fields, at);
    }
    if (byte === OPENING_BRACKET) {
      return (kinds & KIND.array) === 0 ? UNKNOWN : this.#array(form, at);
    }
    return this.#literal(form.literals, at);
  }

  #array({ items, minItems, maxItems }: Form, at: number): number {
    const bytes = this.#bytes;
    at = this.#open(at);
    if (bytes[at] === CLOSING_BRACKET) return minItems === 0 ? at + 1 : UNKNOWN;
    for (let count = 1; ; count += 1) {
      at = items === null ? this.#anything(at, 0) : this.#value(items, at);
      if (at === UNKNOWN) return UNKNOWN;
      at = this.space(at);
      if (bytes[at] === CLOSING_BRACKET) {
        return count >= minItems && count <= maxItems ? at + 1 : UNKNOWN;
      }
      if (bytes[at] !== COMMA) return UNKNOWN;
      at = this.#open(at);
    }
  }

  /** Behind an opening bracket or a comma. */
  #open(at: number): number {
    this.values += 1;
    return this.space(at + 1);
  }

  #behindColon(at: number): number {
    at = this.space(at);
    return this.#bytes[at] === COLON ? this.space(at + 1) : UNKNOWN;
  }

  /** A text whose first letter stands at `at`. */
  #text(form: Form, at: number): number {
    const { texts, isText } = form;
    if (texts !== null) return this.#oneOf(texts, form, at);
    const end = endOfText(this.#bytes, at);
    if (end === UNKNOWN) return UNKNOWN;
    if (isText === null) return end + 1;
    const text = plainText(this.#bytes, at, end);
    return text !== undefined && isText(text) ? end + 1 : UNKNOWN;
  }

  #oneOf(texts: ByteTexts, form: Form, at: number): number {
    const behind = texts.behind(form.latest, this.#words, at);
    if (behind !== -1) return behind;
    const end = endOfText(this.#bytes, at);
    if (end === UNKNOWN) return UNKNOWN;
    const found = texts.find(this.#bytes, at, end);
    if (found === -1) {
      if (texts.length === 1) this.other = plainText(this.#bytes, at, end);
      return UNKNOWN;
    }
    form.latest = found;
    return end + 1;
  }

  /** An exponent is not followed: it stands where a comma or a bracket should. */
  #number({ kinds, isSigned, isInteger }: Form, at: number): number {
    const bytes = this.#bytes;
    const start = at;
    if (bytes[at] === MINUS) {
      if (!isSigned) return UNKNOWN;
      at += 1;
    }
    const first = at;
    let value = 0;
    for (; isDigit(bytes[at]); at += 1) value = value * 10 + (bytes[at] ?? 0) - ZERO;
    const digits = at - first;
    if (digits === 0 || digits > SAFE_DIGITS) return UNKNOWN;
    if (digits > 1 && bytes[first] === ZERO) return UNKNOWN;
    if (bytes[at] !== POINT) {
      if ((kinds & KIND.integer) === 0) return UNKNOWN;
      return isInteger === null || isInteger(first === start ? value : -value) ? at : UNKNOWN;
    }
    const point = at;
    for (at += 1; isDigit(bytes[at]);) at += 1;
    if (at === point + 1 || at - start > SAFE_DECIMAL) return UNKNOWN;
    return (kinds & KIND.decimal) === 0 ? UNKNOWN : at;
  }

  #literal(literals: readonly string[], at: number): number {
    for (const literal of literals) {
      let length = 0;
      while (length < literal.length && this.#bytes[at + length] === literal.charCodeAt(length)) {
        length += 1;
      }
      if (length === literal.length) return at + length;
    }
    return UNKNOWN;
  }

  /** A value of which nothing is published. */
  #anything(at: number, depth: number): number {
    const bytes = this.#bytes;
    const isObject = bytes[at] === OPENING_BRACE;
    if (!isObject && bytes[at] !== OPENING_BRACKET) return this.#value(ANYTHING, at);
    if (depth === DEEPEST_UNPUBLISHED) return UNKNOWN;
    const closing = isObject ? CLOSING_BRACE : CLOSING_BRACKET;
    const names: number[] = [];
    at = this.#open(at);
    if (bytes[at] === closing) return at + 1;
    for (;;) {
      if (isObject) at = this.#name(names, at);
      if (at !== UNKNOWN) at = this.#anything(at, depth + 1);
      if (at === UNKNOWN) return UNKNOWN;
      at = this.space(at);
      if (bytes[at] === closing) return at + 1;
      if (bytes[at] !== COMMA) return UNKNOWN;
      at = this.#open(at);
    }
  }

  /** A name that is not among these yet, with its colon. */
  #name(names: number[], at: number): number {
    const end = this.#endOfName(at);
    if (end === UNKNOWN || !this.#isNew(names, at + 1, end)) return UNKNOWN;
    return this.#behindColon(end + 1);
  }

  /** Adds a name, as its first place and the one behind it; false when it is there already, or when that is not certain. */
  #isNew(names: number[], at: number, end: number): boolean {
    const bytes = this.#bytes;
    if (names.length === 2 * MOST_UNPUBLISHED) return false;
    for (let place = at; place < end; place += 1) if (bytes[place] === BACKSLASH) return false;
    if (end - at === PROTO.length && bytes.toString('latin1', at, end) === PROTO) return false;
    for (let index = 0; index < names.length; index += 2) {
      const start = names[index] ?? 0;
      const length = (names[index + 1] ?? 0) - start;
      if (length === end - at && this.#isSame(at, start, length)) return false;
    }
    names.push(at, end);
    return true;
  }

  /** Whether the same bytes stand at both places. */
  #isSame(one: number, other: number, length: number): boolean {
    const bytes = this.#bytes;
    for (let index = 0; index < length; index += 1) {
      if (bytes[one + index] !== bytes[other + index]) return false;
    }
    return true;
  }
}

function isComplete({ required, either }: Fields, low: number, high: number): boolean {
  if ((low & required.low) !== required.low || (high & required.high) !== required.high)
    return false;
  return either.every((set) => ((low & set.low) | (high & set.high)) !== 0);
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/** Of what is neither array nor object. */
const ANYTHING: Form = {
  kinds: KIND.text | KIND.integer | KIND.decimal | KIND.literal,
  literals: ['null', 'true', 'false'],
  texts: null,
  latest: 0,
  isText: null,
  isSigned: true,
  isInteger: null,
  fields: null,
  items: null,
  minItems: 0,
  maxItems: Infinity,
};

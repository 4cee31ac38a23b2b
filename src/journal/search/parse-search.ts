/**
 * From the text of a search to its terms. Pure: moments are read against the clock that it is given.
 *
 * @module
 */
import { InvalidOptionError } from '../../errors';
import { nearestName } from '../../notification/nearest-name';
import {
  PAYLOAD_PREFIX,
  SEARCH_FIELD_NAMES,
  SEARCH_FIELDS,
  type SearchFieldName,
} from './search-fields';

/** A value of a term. */
export interface SearchValue {
  readonly text: string;
  /** It stood in quotation marks, so it is meant as it is. */
  readonly quoted: boolean;
}

/** One condition; one of its values is enough. */
export interface SearchTerm {
  /** A field, `details.…`, or `text` for a word or phrase. */
  readonly field: SearchFieldName | 'text' | `${typeof PAYLOAD_PREFIX}${string}`;
  readonly values: readonly SearchValue[];
  /** It must not hold. */
  readonly negated: boolean;
  /** As it was written. */
  readonly source: string;
}

/** Longest text of a search, and most terms of one. */
const LONGEST = 2_000;
const MOST_TERMS = 50;

const FIELD = /^([A-Za-z][\w.-]*):(?!\/\/)/;
const SPACE = /\s/;

/** The terms of a search. @throws InvalidOptionError that names the term and what was probably meant */
export function parseSearch(text: string): readonly SearchTerm[] {
  if (text.length > LONGEST) {
    throw new InvalidOptionError('search', text, `at most ${LONGEST} characters`);
  }
  const terms: SearchTerm[] = [];
  for (let at = 0; at < text.length;) {
    if (SPACE.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const { term, end } = readTerm(text, at);
    if (term !== undefined) terms.push(term);
    if (terms.length > MOST_TERMS) {
      throw new InvalidOptionError('search', term?.source, `at most ${MOST_TERMS} terms`);
    }
    at = end;
  }
  return terms;
}

/** One term as a search has it: quoted where it must be. */
export function writeTerm(field: string, value: string): string {
  const bare = /^[^\s",\\-][^\s",\\]*$/.test(value);
  const text = bare ? value : `"${value.replaceAll(/["\\]/g, (one) => `\\${one}`)}"`;
  return field === 'text' ? (FIELD.test(text) ? `"${text}"` : text) : `${field}:${text}`;
}

interface ReadTerm {
  readonly term: SearchTerm | undefined;
  readonly end: number;
}

function readTerm(text: string, start: number): ReadTerm {
  const negated = text.charAt(start) === '-' && /\S/.test(text.charAt(start + 1));
  const from = negated ? start + 1 : start;
  const [head = '', name] = FIELD.exec(text.slice(from)) ?? [];
  const { values, end } = readValues(text, from + head.length, name !== undefined);
  const source = text.slice(start, end);
  const given = values.filter(({ text: value, quoted }) => quoted || value !== '');
  if (name === undefined) {
    // An empty phrase is in everything.
    const words = given.filter((value) => value.text !== '');
    const term = { field: 'text', values: words, negated, source } as const;
    return { term: words.length === 0 ? undefined : term, end };
  }
  const field = fieldOf(name, source);
  if (given.length === 0) {
    throw new InvalidOptionError('search', source, `a value behind ${name}:`);
  }
  const checked = given.map((value) => checkValue(field, value, source));
  return { term: { field, values: checked, negated, source }, end };
}

/** Up to the next white space that no quotation marks hold; commas part the values of a field. */
function readValues(
  text: string,
  start: number,
  parted: boolean,
): { readonly values: readonly SearchValue[]; readonly end: number } {
  const values: SearchValue[] = [];
  let value = '';
  let quoted = false;
  let at = start;
  for (; at < text.length && !SPACE.test(text.charAt(at)); at += 1) {
    const character = text.charAt(at);
    if (character === '"') {
      const phrase = readPhrase(text, at);
      value += phrase.text;
      quoted = true;
      at = phrase.end;
    } else if (character === ',' && parted) {
      values.push({ text: value, quoted });
      [value, quoted] = ['', false];
    } else value += character;
  }
  return { values: [...values, { text: value, quoted }], end: at };
}

/** What stands in quotation marks; `end` is the place of the closing one. */
function readPhrase(text: string, start: number): { readonly text: string; readonly end: number } {
  let phrase = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') return { text: phrase, end: at };
    if (character === '\\') at += 1;
    phrase += text.charAt(at);
  }
  throw new InvalidOptionError('search', text.slice(start), 'a closing quotation mark');
}

function fieldOf(name: string, source: string): SearchTerm['field'] {
  const lower = name.toLowerCase();
  if (isFieldName(lower)) return lower;
  if (name.startsWith(PAYLOAD_PREFIX) && name.length > PAYLOAD_PREFIX.length) {
    return `${PAYLOAD_PREFIX}${name.slice(PAYLOAD_PREFIX.length)}`;
  }
  const nearest = nearestName(name, SEARCH_FIELD_NAMES);
  const meant =
    nearest === undefined
      ? `a field: ${SEARCH_FIELD_NAMES.join(', ')}, details.…`
      : `a field of the search; did you mean ${nearest}?`;
  throw new InvalidOptionError(
    'search',
    source,
    `${meant} (In quotation marks it is looked for as text)`,
  );
}

function isFieldName(name: string): name is SearchFieldName {
  return SEARCH_FIELD_NAMES.some((one) => one === name);
}

/** A value of a list is taken in any case; one that nobody knows, but near a known one, is mistyped more often than new. */
function checkValue(field: SearchTerm['field'], value: SearchValue, source: string): SearchValue {
  const facts = SEARCH_FIELDS.find(({ name }) => name === field);
  if (facts === undefined) return value;
  const known = facts.values.find((one) => one.toLowerCase() === value.text.toLowerCase());
  if (facts.closed) {
    if (known !== undefined) return { ...value, text: known };
    const nearest = nearestName(value.text, facts.values);
    const meant = nearest === undefined ? '' : `; did you mean ${nearest}?`;
    throw new InvalidOptionError('search', source, `${field}: ${facts.values.join(', ')}${meant}`);
  }
  if (field !== 'type' || value.quoted) return value;
  const nearest = known ?? nearestName(value.text, facts.values);
  if (known === undefined && nearest !== undefined) {
    const expected = `a type that Wallarm is known to send; did you mean ${nearest}? (Any other goes in quotation marks)`;
    throw new InvalidOptionError('search', source, expected);
  }
  return { ...value, text: known ?? value.text };
}

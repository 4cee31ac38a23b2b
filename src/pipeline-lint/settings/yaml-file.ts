/**
 * A YAML file as its settings stand in it: values with their places, read as Logstash's Psych reads them (YAML 1.1).
 *
 * Total: any text gives a result. Nothing is expanded: an alias stays one, however often it stands in others.
 *
 * @module
 */
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, visit } from 'yaml';
import type { Document, Node, YAMLMap } from 'yaml';

import { psychTags, refusedScalar } from './psych-scalars';
import { indentQuoted } from './yaml-quotes';
import { refusedTab } from './yaml-tabs';

/** Larger files are no settings. */
const LARGEST = 4_000_000;

/** What SnakeYAML 2.9, with which Psych reads, refuses wherever it stands: `isPrintable` in its `StreamReader`. */
const UNREADABLE = /[^\t\n\r -~\x85\xA0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** A fault of the YAML itself. */
export interface YamlFault {
  readonly message: string;
  readonly at: number;
}

/** Something that YAML has, and that Logstash does not read in its settings. */
export interface YamlRefusal extends YamlFault {
  readonly remedy: string;
}

/** The documents of a file, and what keeps them from being read. */
export interface YamlFile {
  readonly documents: readonly Document[];
  readonly fault: YamlFault | null;
  /** What YAML has and Logstash's settings may not: the first in the first document, which is all that Logstash reads. */
  readonly refusal: YamlRefusal | null;
}

/** Parses a file. */
export function readYaml(text: string): YamlFile {
  if (text.length > LARGEST) return unread('The file is too large to hold settings.', 0);
  const foreign = UNREADABLE.exec(text);
  if (foreign !== null) {
    const [character] = foreign;
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return unread(`The character U+${code} must not stand in YAML.`, foreign.index);
  }
  try {
    const { text: indented, placeBefore } = indentQuoted(text);
    const found = parseAllDocuments(indented, {
      version: '1.1',
      uniqueKeys: false,
      strict: false,
      logLevel: 'silent',
      customTags: psychTags,
    });
    const documents = Array.isArray(found) ? found : [];
    const error = documents.flatMap(({ errors }) => errors)[0];
    if (error !== undefined) {
      const [message = ''] = error.message.split(/ at line|\n/);
      return { ...unread(`${message}.`, placeBefore(error.pos[0])), documents };
    }
    if (indented !== text) documents.forEach((one) => putBack(one, placeBefore));
    const refusal = firstOf([refusalOfTab(text), ...documents.slice(0, 1).map(refusalIn)]);
    documents.forEach(linkAliases);
    return { documents, fault: null, refusal };
  } catch (error) {
    // Nesting without end: the parser runs out of stack.
    if (!(error instanceof RangeError)) throw error;
    return unread('It is nested too deeply.', 0);
  }
}

/** Gives every node the place that it has in the text as it was written. */
function putBack(document: Document, placeBefore: (offset: number) => number): void {
  visit(document, {
    Node: (_key, node) => {
      const [start, end] = node.range ?? [];
      if (start === undefined || end === undefined) return;
      node.range = [placeBefore(start), placeBefore(end), placeBefore(end)];
    },
  });
}

function unread(message: string, at: number): YamlFile {
  return { documents: [], fault: { message, at }, refusal: null };
}

function firstOf(refusals: readonly (YamlRefusal | null)[]): YamlRefusal | null {
  const found = refusals.filter((refusal) => refusal !== null);
  return found.sort((a, b) => a.at - b.at)[0] ?? null;
}

function refusalOfTab(text: string): YamlRefusal | null {
  const at = refusedTab(text);
  if (at === null) return null;
  return { message: 'no tab between names and values', at, remedy: 'Put blanks in its place.' };
}

/** `YAML.safe_load` makes neither aliases nor objects: not even dates, and of Ruby's own tags none. */
function refusalIn(document: Document): YamlRefusal | null {
  let refusal: YamlRefusal | null = null;
  const remedy = 'Write the value out, in quotes where it is text.';
  visit(document, {
    Node: (_key, node) => {
      const what = refusedNode(node);
      if (what === null) return undefined;
      refusal = { message: `no ${what}`, at: placeOf(node), remedy };
      return visit.BREAK;
    },
  });
  return refusal;
}

function refusedNode(node: Node): string | null {
  if (isAlias(node)) return 'alias (*name)';
  if (node.tag?.startsWith('!ruby/') === true) return node.tag;
  return isScalar(node) && node.type === 'PLAIN' ? refusedScalar(node.source ?? '') : null;
}

/** Where a node begins. */
export function placeOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

/** Entries of a map by name, with the place of each name; a name that is no text is told as it would be written. */
export function entriesOf(map: YAMLMap): readonly YamlEntry[] {
  return map.items.map(({ key, value }) => {
    const name = isScalar(key) ? key.value : key;
    return { name: String(name), at: placeOf(key as Node), value: (value ?? null) as Node | null };
  });
}

/** One entry of a map. */
export interface YamlEntry {
  readonly name: string;
  readonly at: number;
  readonly value: Node | null;
}

/** Puts what an alias stands for in its place, where entries and settings stand and no deeper, so that the rest can be judged. */
function linkAliases(document: Document): void {
  const link = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node) ?? null;
  const root = document.contents;
  const items = isSeq(root) ? root.items : [root];
  for (const [index, item] of items.entries()) {
    const entry = link(item);
    if (isSeq(root)) root.items[index] = entry;
    if (isMap(entry)) linkEntry(entry, link);
  }
}

/** Of two settings of one name the one that stands behind counts, be it merged by `<<` or not; so Psych has it. */
function linkEntry(map: YAMLMap, link: (node: unknown) => unknown): void {
  map.items = map.items.flatMap((pair) => {
    pair.value = link(pair.value);
    if (!isScalar(pair.key) || pair.key.source !== '<<') return [pair];
    const sources = isSeq(pair.value) ? pair.value.items.map(link).reverse() : [pair.value];
    return sources.every(isMap) ? sources.flatMap(({ items }) => items) : [pair];
  });
}

/**
 * A YAML file as its settings stand in it: values with their places, read as Logstash's Psych reads them (YAML 1.1).
 *
 * Total: any text gives a result. Nothing is expanded: an alias stays one, however often it stands in others.
 *
 * @module
 */
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node, ScalarTag, Tags, YAMLMap } from 'yaml';

/** Larger files are no settings. */
const LARGEST = 4_000_000;

/** What SnakeYAML 2.9, with which Psych reads, refuses wherever it stands: `isPrintable` in its `StreamReader`. */
const UNREADABLE = /[^\t\n\r -~\x85\xA0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** A fault of the YAML itself. */
export interface YamlFault {
  readonly message: string;
  readonly at: number;
}

/** The documents of a file, and what keeps them from being read. */
export interface YamlFile {
  readonly documents: readonly Document[];
  readonly fault: YamlFault | null;
  /** Where the first alias stands, which Logstash refuses (`YAML.safe_load` without `aliases`); `null` without one. */
  readonly aliasAt: number | null;
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
    const found = parseAllDocuments(text, {
      version: '1.1',
      uniqueKeys: false,
      logLevel: 'silent',
      customTags: withBooleansOfPsych,
    });
    const documents = Array.isArray(found) ? found : [];
    const error = documents.flatMap(({ errors }) => errors)[0];
    if (error === undefined) return { documents, fault: null, aliasAt: linkAliases(documents) };
    const [message = ''] = error.message.split(/ at line|\n/);
    return { ...unread(`${message}.`, Math.min(error.pos[0], text.length)), documents };
  } catch (error) {
    // Nesting without end: the parser runs out of stack.
    if (!(error instanceof RangeError)) throw error;
    return unread('It is nested too deeply.', 0);
  }
}

function unread(message: string, at: number): YamlFile {
  return { documents: [], fault: { message, at }, aliasAt: null };
}

/** Unlike YAML 1.1, Psych (`scalar_scanner.rb`) takes `y` and `n` for text, and capitals in any place. */
function withBooleansOfPsych(tags: Tags): Tags {
  const others = tags.filter(
    (tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:bool',
  );
  return [
    ...others,
    booleanTag(true, /^(?:yes|true|on)$/i),
    booleanTag(false, /^(?:no|false|off)$/i),
  ];
}

function booleanTag(value: boolean, test: RegExp): ScalarTag {
  return { tag: 'tag:yaml.org,2002:bool', default: true, test, resolve: () => value };
}

/** Where a node begins. */
export function placeOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

/** Entries of a map by name, with the place of each name; what has no plain name is left out. */
export function entriesOf(map: YAMLMap): readonly YamlEntry[] {
  return map.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? key.value : null;
    if (typeof name !== 'string' && typeof name !== 'number' && typeof name !== 'boolean')
      return [];
    const at = placeOf(key as Node);
    return [{ name: String(name), at, value: (value ?? null) as Node | null }];
  });
}

/** One entry of a map. */
export interface YamlEntry {
  readonly name: string;
  readonly at: number;
  readonly value: Node | null;
}

/**
 * Puts what an alias stands for in its place, where entries and settings stand and no deeper, so that the rest can be
 * judged all the same; returns where the first one stood.
 */
function linkAliases(documents: readonly Document[]): number | null {
  let first: number | null = null;
  for (const document of documents) {
    const link = (node: unknown): unknown => {
      if (!isAlias(node)) return node;
      first ??= placeOf(node);
      return node.resolve(document) ?? null;
    };
    const root = document.contents;
    const items = isSeq(root) ? root.items : [root];
    for (const [index, item] of items.entries()) {
      const entry = link(item);
      if (isSeq(root)) root.items[index] = entry;
      if (isMap(entry)) linkEntry(entry, link);
    }
  }
  return first;
}

function linkEntry(map: YAMLMap, link: (node: unknown) => unknown): void {
  const own: YAMLMap['items'] = [];
  const merged: YAMLMap['items'] = [];
  for (const pair of map.items) {
    pair.value = link(pair.value);
    const isMerge = isScalar(pair.key) && pair.key.source === '<<' && isMap(pair.value);
    if (isMerge && isMap(pair.value)) merged.push(...pair.value.items);
    else own.push(pair);
  }
  map.items = [...merged, ...own];
}

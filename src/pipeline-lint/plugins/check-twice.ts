/**
 * What stands twice where it may stand once: options, keys of a hash, ids.
 *
 * Logstash merges hashes and arrays that are given twice, and makes an array of two different values; whether the
 * option then takes an array is the question (`map_expr_attributes` in `lscl.rb`, 9.5.2).
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Attribute, HashValue, Plugin, Value } from '../grammar/syntax-tree';
import type { ParsedFile, PluginUse } from '../parsed-file';
import { textOf } from '../values';
import { factsOf } from './plugin-tables';

/** Options given twice and keys given twice in a file. */
export function checkTwice(file: ParsedFile): readonly Problem[] {
  return [
    ...file.plugins.flatMap((use) => optionsTwice(use)),
    ...file.hashes.flatMap((hash) => keysTwice(hash, file.text)),
  ];
}

/** One id for two plugins of a pipeline, whatever files they stand in; the later ones are found. */
export function checkIds(file: ParsedFile, pipeline: readonly ParsedFile[]): readonly Problem[] {
  const first = new Map<string, Plugin>();
  for (const { plugins } of pipeline) {
    for (const { plugin, kind } of plugins) {
      const id = kind === 'codec' ? null : idOf(plugin);
      if (id !== null && !first.has(id)) first.set(id, plugin);
    }
  }
  return file.plugins.flatMap(({ plugin, kind }) => {
    const id = kind === 'codec' ? null : idOf(plugin);
    if (id === null || first.get(id) === plugin) return [];
    const message = `Another plugin of this pipeline has the id ${id}: Logstash does not start.`;
    const at = plugin.attributes.find(({ name }) => name === 'id')?.at ?? plugin.at;
    return [twice(at, message, 'Give each plugin an id of its own.')];
  });
}

function idOf(plugin: Plugin): string | null {
  const found = plugin.attributes.find(({ name }) => name === 'id');
  return found?.value.kind === 'plugin' ? null : textOf(found?.value);
}

function optionsTwice(use: PluginUse): readonly Problem[] {
  const { kind, plugin } = use;
  const found: Problem[] = [];
  const before = new Map<string, Attribute>();
  for (const attribute of plugin.attributes) {
    const earlier = before.get(attribute.name);
    if (earlier === undefined) before.set(attribute.name, attribute);
    else if (!merges(use, earlier.value, attribute)) {
      const message = `${kind} ${plugin.name}: ${attribute.name} stands here a second time, with another value: Logstash does not start.`;
      found.push(twice(attribute.at, message, 'Keep one of them.'));
    }
  }
  return found;
}

function merges({ kind, plugin }: PluginUse, earlier: Value, { name, value }: Attribute): boolean {
  const isCodec = name === 'codec' && kind !== 'codec';
  if (isScalar(earlier) && isScalar(value) && isSame(earlier, value)) return true;
  if (isCodec) return false;
  if (earlier.kind === 'hash') return value.kind === 'hash' || value.kind === 'array';
  if (name === 'id') return false;
  const facts = factsOf(kind, plugin.name)?.options.get(name);
  if (facts?.obsolete !== null || facts.isList) return true;
  return facts.type === 'any' || facts.type === 'array' || facts.type === 'hash';
}

function isScalar(value: Value): boolean {
  return value.kind === 'bareword' || value.kind === 'string' || value.kind === 'number';
}

/** A number is not the string of its digits. */
function isSame(a: Value, b: Value): boolean {
  return (a.kind === 'number') === (b.kind === 'number') && textOf(a) === textOf(b);
}

/** Logstash compares keys as they are written, with their quotes. */
function keysTwice({ entries }: HashValue, text: string): readonly Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ key }) => {
    const quote = key.kind === 'string' ? (text[key.at] ?? '') : '';
    const written = `${quote}${key.text}`;
    if (!seen.has(written)) {
      seen.add(written);
      return [];
    }
    const message = `The key ${key.text} stands twice in this hash: Logstash refuses the file.`;
    return [twice(key.at, message, 'Keep one of them, or make its value an array.')];
  });
}

function twice(at: number, message: string, remedy: string): Problem {
  return { at, rule: 'given-twice', message, remedy };
}

/**
 * Values that Logstash refuses apart from their option's type: while it reads the file, or when a plugin is made.
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Plugin, Scalar } from '../grammar/syntax-tree';
import type { ParsedFile } from '../parsed-file';
import { attributeOf, textOf } from '../values';
import { brokenPattern } from './broken-pattern';

/** Finds them in a file. */
export function checkValues(file: ParsedFile): readonly Problem[] {
  return [
    ...file.scalars.flatMap(octal),
    ...file.hashes.flatMap(({ entries }) =>
      entries.flatMap(({ key, value }) => [...numberAsKey(key), ...codecInside(value)]),
    ),
    ...file.plugins.flatMap(({ kind, plugin }) => [
      ...numberAsId(plugin),
      ...(kind === 'codec' && plugin.name === 'multiline' ? linePattern(plugin) : []),
    ]),
  ];
}

/** Ruby's `Integer` reads digits behind a 0 as octal, and there is no 8 or 9 among those. */
function octal({ kind, text, at }: Scalar): readonly Problem[] {
  if (kind !== 'number' || !/^-?0\d*[89]\d*$/.test(text)) return [];
  const message = `Logstash reads ${text} as an octal number, which it is not: it refuses the file.`;
  return [wrong(at, message, `Write ${text.replace(/^(-?)0+/, '$1')}.`)];
}

/** `expandConfigVariables` in `CompiledPipeline.java` takes every key for a string. */
function numberAsKey({ kind, text, at }: Scalar): readonly Problem[] {
  if (kind !== 'number') return [];
  const message = `A number cannot be a key: Logstash does not start with ${text} here.`;
  return [wrong(at, message, `Write "${text}".`)];
}

function codecInside(
  value: Plugin | { readonly kind: string; readonly at: number },
): readonly Problem[] {
  if (value.kind !== 'plugin') return [];
  const message = 'A codec with options cannot stand inside a hash: Logstash refuses the file.';
  return [wrong(value.at, message, 'Name the codec alone, such as "json_lines".')];
}

/** `PluginVertex.java` takes an id for a string. */
function numberAsId({ attributes }: Plugin): readonly Problem[] {
  return attributes
    .filter(({ name, value }) => name === 'id' && ['number', 'array', 'hash'].includes(value.kind))
    .map(({ value }) =>
      wrong(value.at, 'An id must be a string: Logstash does not start.', 'Put it in quotes.'),
    );
}

/** The codec multiline compiles its pattern, with grok's patterns put in, when it is made. */
function linePattern(plugin: Plugin): readonly Problem[] {
  const pattern = attributeOf(plugin, 'pattern');
  const text = textOf(pattern?.value);
  const why = text === null ? null : brokenPattern(text.replaceAll(/%\{[^}]*\}/g, 'a'));
  if (pattern === undefined || why === null) return [];
  const message = `codec multiline cannot use this regular expression, ${why}: Logstash does not start.`;
  const remedy = 'Put a backslash before what is meant as it stands.';
  return [wrong(pattern.value.at, message, remedy)];
}

/** A value that keeps Logstash from starting. */
export function wrong(at: number, message: string, remedy: string): Problem {
  return { at, rule: 'wrong-value', message, remedy };
}

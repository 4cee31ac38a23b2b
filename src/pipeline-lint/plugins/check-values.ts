/**
 * Values that Logstash refuses apart from their option's type: while it reads the file, or when a plugin is made.
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Attribute, Plugin, Scalar } from '../grammar/syntax-tree';
import type { ParsedFile } from '../parsed-file';
import { attributeOf, withDefaults } from '../values';

/** Finds them in a file. */
export function checkValues(file: ParsedFile): readonly Problem[] {
  return [
    ...file.scalars.flatMap(octal),
    ...file.hashes.flatMap(({ entries }) =>
      entries.flatMap(({ key, value }) => [...numberAsKey(key), ...codecInside(value)]),
    ),
    ...file.plugins.flatMap(({ kind, plugin }) => [
      ...numberAsId(plugin),
      ...(kind === 'filter' && plugin.name === 'date' ? datePatterns(plugin) : []),
      ...(kind === 'output' && plugin.name === 'logstash' ? noCodec(plugin) : []),
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

const DATE_WORDS = new Set(['ISO8601', 'UNIX', 'UNIX_MS', 'TAI64N']);

/** Patterns are those of Joda; the filter builds them when it is made (`date.rb`). */
function datePatterns(plugin: Plugin): readonly Problem[] {
  const match = attributeOf(plugin, 'match');
  if (match === undefined) {
    const message = 'filter date needs the option match: a field, and at least one pattern.';
    return [
      {
        at: plugin.at,
        rule: 'missing-option',
        message,
        remedy: 'Add match => ["field", "ISO8601"].',
      },
    ];
  }
  return datePatternsOf(match);
}

function datePatternsOf({ value }: Attribute): readonly Problem[] {
  if (value.kind === 'hash' || value.kind === 'plugin') return [];
  const items = value.kind === 'array' ? value.items : [value];
  if (items.length < 2) {
    const message = 'filter date: match needs a field and at least one pattern behind it.';
    return [wrong(value.at, message, 'Write match => ["field", "ISO8601"].')];
  }
  return items.slice(1).flatMap((item) => {
    if (item.kind === 'array' || item.kind === 'hash' || item.kind === 'plugin') return [];
    const pattern = withDefaults(item.text);
    const letter = pattern === null || DATE_WORDS.has(pattern) ? null : strangeLetter(pattern);
    if (letter === null) return [];
    const message = `filter date: this pattern has the letter ${letter}, which stands for nothing: Logstash does not start.`;
    const remedy =
      'Use letters of Joda-Time, such as yyyy-MM-dd HH:mm:ss, and put text in single quotes.';
    return [wrong(item.at, message, remedy)];
  });
}

/** A letter that Joda-Time's `DateTimeFormat` does not know, outside of quotes. */
function strangeLetter(pattern: string): string | null {
  const bare = pattern.replaceAll(/'[^']*'/g, '');
  return /[A-Za-z]/.exec(bare.replaceAll(/[GCYxweEyDMdaKhHkmsSzZ]/g, ''))?.[0] ?? null;
}

function noCodec(plugin: Plugin): readonly Problem[] {
  const codec = attributeOf(plugin, 'codec');
  if (codec === undefined) return [];
  const message = 'output logstash takes no codec, and Logstash does not start with one.';
  return [wrong(codec.at, message, 'Remove it.')];
}

function wrong(at: number, message: string, remedy: string): Problem {
  return { at, rule: 'wrong-value', message, remedy };
}

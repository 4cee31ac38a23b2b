/**
 * Values of the filter mutate that Logstash's own check of the configuration passes and `register` in
 * `filters/mutate.rb` (3.6.0) refuses: the pipeline ends when it starts.
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Plugin, Value } from '../grammar/syntax-tree';
import type { ParsedFile } from '../parsed-file';
import { hasVariable, pairsOf, textOf } from '../values';
import { brokenPattern } from './broken-pattern';
import { failsAtStart } from './fails-at-start';

const CONVERSIONS = ['string', 'integer', 'float', 'boolean', 'integer_eu', 'float_eu'];

/** Checks each mutate of a file. */
export function checkMutates({ plugins }: ParsedFile): readonly Problem[] {
  return plugins
    .filter(({ kind, plugin }) => kind === 'filter' && plugin.name === 'mutate')
    .flatMap(({ plugin }) => [...conversions(plugin), ...replacements(plugin)]);
}

function conversions({ attributes }: Plugin): readonly Problem[] {
  const pairs = attributes.filter(({ name }) => name === 'convert').flatMap(pairsOf);
  return pairs.flatMap(([, value]) => {
    const type = textOf(value);
    if (type === null || CONVERSIONS.includes(type)) return [];
    const message = `filter mutate: convert knows no type "${type}": the pipeline ends when it starts.`;
    return [failsAtStart(value.at, message, `Give it one of ${CONVERSIONS.join(', ')}.`)];
  });
}

/** `gsub` lists field, pattern and text, three by three; Logstash joins the lists when there are several. */
function replacements({ attributes }: Plugin): readonly Problem[] {
  const values = attributes.filter(({ name }) => name === 'gsub').map(({ value }) => value);
  const [first] = values;
  if (first === undefined || values.some(isOpen)) return [];
  const items = values.flatMap((value) => (value.kind === 'array' ? value.items : [value]));
  if (items.length % 3 !== 0) {
    const message = `filter mutate: gsub takes field, pattern and text, three by three, and ${items.length} stand here: the pipeline ends when it starts.`;
    return [failsAtStart(first.at, message, 'Write gsub => ["field", "pattern", "text"].')];
  }
  return items.filter((_item, index) => index % 3 === 1).flatMap(pattern);
}

/** The value of a variable may be a list; a hash is none. */
function isOpen(value: Value): boolean {
  if (value.kind === 'array') return false;
  return value.kind === 'hash' || value.kind === 'plugin' || hasVariable(value.text);
}

/** One with fields in it is made for each event. */
function pattern(value: Value): readonly Problem[] {
  const text = value.kind === 'string' ? textOf(value) : null;
  const why = text === null || text.includes('%{') ? null : brokenPattern(text);
  if (why === null) return [];
  const message = `filter mutate: gsub cannot use this regular expression, ${why}: the pipeline ends when it starts.`;
  return [failsAtStart(value.at, message, 'Put a backslash before what is meant as it stands.')];
}

/**
 * Reads option values: by name, as text, with environment variables replaced by their defaults.
 *
 * @module
 */
import type { Attribute, Plugin, Value } from './grammar/syntax-tree';

/** `${NAME}` and `${NAME:default}`, as in Logstash's `substitution_variables.rb`. */
const VARIABLE = /\$\{([A-Za-z_.][A-Za-z0-9_.]*)(?::([^}]*))?\}/g;

/** Whether a text has a variable in it. */
export function hasVariable(text: string): boolean {
  return variablesIn(text).length > 0;
}

/** The variables in a text, with the offset of each. */
export function variablesIn(
  text: string,
): readonly { readonly name: string; readonly at: number }[] {
  return [...text.matchAll(VARIABLE)].map(({ index, 1: name = '' }) => ({ name, at: index }));
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The text with values in place of variables; `null` when one has neither value nor default. */
export function withValues(text: string, environment: Environment): string | null {
  const values = [...text.matchAll(VARIABLE)].map(({ 1: name = '', 2: byDefault }) =>
    Object.hasOwn(environment, name) ? environment[name] : byDefault,
  );
  if (values.includes(undefined)) return null;
  return text.replaceAll(VARIABLE, () => values.shift() ?? '');
}

/** The text with defaults in place of variables; `null` when one has no default, so that nobody can know. */
export function withDefaults(text: string): string | null {
  return withValues(text, {});
}

/** The option of this name; the last, when it stands there twice. */
export function attributeOf(plugin: Plugin, name: string): Attribute | undefined {
  return plugin.attributes.findLast((attribute) => attribute.name === name);
}

/** A scalar's text, or the name of a codec with options; `null` for arrays and hashes and what depends on a variable. */
export function textOf(value: Value | undefined): string | null {
  if (value === undefined || value.kind === 'array' || value.kind === 'hash') return null;
  return value.kind === 'plugin' ? value.name : withDefaults(value.text);
}

/** A field in a text; a time, `%{+…}` or `%{{…}}`, is none. */
const FIELD = /%\{([^+{}][^}]*)\}/g;

/** The fields that a scalar's text is made of, each with its `%{…}`. */
export function fieldsIn(
  value: Value | undefined,
): readonly { readonly template: string; readonly field: string }[] {
  const text = textOf(value) ?? '';
  return [...text.matchAll(FIELD)].map(([template, field = '']) => ({ template, field }));
}

/** The texts of an array, or of a lone value in its place; unknown ones are left out. */
export function textsOf(value: Value | undefined): readonly string[] {
  const items = value?.kind === 'array' ? value.items : value === undefined ? [] : [value];
  return items.map(textOf).filter((text) => text !== null);
}

/** Names and values of a hash, or of an array in its place. */
export function pairsOf(attribute: Attribute | undefined): readonly (readonly [string, Value])[] {
  const value = attribute?.value;
  if (value?.kind === 'hash') return value.entries.map((entry) => [entry.key.text, entry.value]);
  if (value?.kind !== 'array') return [];
  const names = value.items.filter((_item, index) => index % 2 === 0);
  return names.flatMap((name, index) => {
    const text = textOf(name);
    const other = value.items[index * 2 + 1];
    return text === null || other === undefined ? [] : [[text, other] as const];
  });
}

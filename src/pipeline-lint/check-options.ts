/**
 * Holds every plugin's options against its table: unknown, removed, deprecated, too new, missing, of the wrong kind.
 *
 * @module
 */
import type { LintOptions, Problem } from './finding';
import type { ParsedFile, PluginUse } from './parsed-file';
import type { OptionFacts, PluginKind, PluginOptions } from './plugin-options';
import { CODECS } from './plugins/codecs';
import { FILTERS } from './plugins/filters';
import { INPUTS } from './plugins/inputs';
import { OUTPUTS } from './plugins/outputs';
import type { Attribute } from './syntax-tree';
import { expectedInstead } from './value-type';

const TABLES: Readonly<Record<PluginKind, ReadonlyMap<string, PluginOptions>>> = {
  input: INPUTS,
  filter: FILTERS,
  output: OUTPUTS,
  codec: CODECS,
};

/** Whether a plugin's options are known here; else nothing is said of them. */
export function isKnown({ kind, plugin }: PluginUse): boolean {
  return TABLES[kind].has(plugin.name);
}

/** Checks all plugins of a file. */
export function checkOptions(file: ParsedFile, { version }: LintOptions): readonly Problem[] {
  return file.plugins.flatMap(({ kind, plugin }) => {
    const options = TABLES[kind].get(plugin.name);
    if (options === undefined) return [];
    const title = `${kind} ${plugin.name}`;
    const given = new Set(plugin.attributes.map(({ name }) => name));
    return [
      ...missing(options, given).map((name): Problem => ({
        at: plugin.at,
        rule: 'missing-option',
        message: `${title} needs the option ${name}.`,
        remedy: `Add ${name} => …`,
      })),
      ...plugin.attributes.flatMap((attribute) => {
        const facts = options.get(attribute.name);
        if (facts === undefined) return [unknown(title, attribute, options)];
        return [
          ...outdated(title, attribute, facts, version),
          ...tooNew(title, attribute, facts, version),
          ...wrongValue(title, attribute, facts),
        ];
      }),
    ];
  });
}

function missing(options: PluginOptions, given: ReadonlySet<string>): readonly string[] {
  return [...options]
    .filter(([name, { required }]) => required === true && !given.has(name))
    .map(([name]) => name);
}

function unknown(title: string, { name, at }: Attribute, options: PluginOptions): Problem {
  const near = [...options.keys()].find((other) => isNear(name, other));
  const message = `${title} has no option ${name}: Logstash does not start with it.`;
  const remedy = near === undefined ? 'Remove it.' : `Did you mean ${near}?`;
  return { at, rule: 'unknown-option', message, remedy };
}

function outdated(
  title: string,
  { name, at }: Attribute,
  { replacedBy }: OptionFacts,
  version: 8 | 9,
): readonly Problem[] {
  if (replacedBy === undefined) return [];
  const remedy = `Write ${replacedBy} instead.`;
  if (version === 8) {
    const message = `${title}: ${name} is deprecated, and Logstash 9 does not start with it.`;
    return [{ at, rule: 'deprecated-option', message, remedy }];
  }
  const message = `${title}: ${name} was removed in Logstash 9, which does not start with it.`;
  return [{ at, rule: 'removed-option', message, remedy }];
}

function tooNew(
  title: string,
  { name, at }: Attribute,
  { since }: OptionFacts,
  version: 8 | 9,
): readonly Problem[] {
  if (since === undefined || version === 9) return [];
  const message = `${title}: Logstash before ${since} does not know ${name}, and does not start with it.`;
  const remedy = `Remove it, or run Logstash ${since} or later and accept this rule.`;
  return [{ at, rule: 'newer-option', message, remedy }];
}

function wrongValue(
  title: string,
  { name, value }: Attribute,
  facts: OptionFacts,
): readonly Problem[] {
  const expected = expectedInstead(facts, value);
  if (expected === null) return [];
  const message = `${title}: ${name} does not take this value.`;
  return [{ at: value.at, rule: 'wrong-value', message, remedy: `Give it ${expected}.` }];
}

/** Whether one letter more, less, other or exchanged makes one name the other. */
function isNear(name: string, other: string): boolean {
  let start = 0;
  while (start < name.length && name[start] === other[start]) start += 1;
  const [a, b] = [name.slice(start), other.slice(start)];
  const exchanged = `${a[1] ?? ''}${a[0] ?? ''}${a.slice(2)}`;
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a.length > 1 && exchanged === b)
  );
}

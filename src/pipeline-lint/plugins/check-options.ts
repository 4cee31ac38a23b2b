/**
 * Holds every plugin's options against its table: unknown, removed, deprecated, too new, missing, of the wrong kind.
 *
 * @module
 */
import type { LintOptions, Problem } from '../finding';
import type { Attribute, Plugin } from '../grammar/syntax-tree';
import { hasSince, isNine } from '../logstash-version';
import type { LogstashVersion } from '../logstash-version';
import type { CodecName, ParsedFile } from '../parsed-file';
import { whenItIsMade } from './fails-at-start';
import { isNear } from './plugin-names';
import { factsOf } from './plugin-tables';
import type { OptionFacts, PluginFacts } from './plugin-tables';
import { replacementFor } from './replacements';
import { expectedInstead } from './value-type';

/** Options that came with a version of Logstash 8 later than 8.11. */
const SINCE: ReadonlyMap<string, string> = new Map([['output http ssl_enabled', '8.15']]);

/** Checks all plugins of a file. */
export function checkOptions(file: ParsedFile, { version }: LintOptions): readonly Problem[] {
  const ofPlugins = file.plugins.flatMap(({ kind, plugin }) => {
    const facts = factsOf(kind, plugin.name);
    if (facts === undefined) return [];
    const title = `${kind} ${plugin.name}`;
    return [
      ...missing(title, plugin, facts),
      ...plugin.attributes.flatMap((attribute) => check(title, attribute, facts, version)),
    ];
  });
  return [...ofPlugins, ...file.codecNames.flatMap(withoutOptions)];
}

/** A codec that is only named has no options, and some need one. */
function withoutOptions(codec: CodecName): readonly Problem[] {
  const { text, at } = codec;
  const facts = factsOf('codec', text);
  if (facts === undefined) return [];
  return whenItIsMade(codec, missing(`codec ${text}`, { attributes: [], at }, facts));
}

function check(
  title: string,
  attribute: Attribute,
  { options }: PluginFacts,
  version: LogstashVersion,
): readonly Problem[] {
  const facts = options.get(attribute.name);
  if (facts === undefined) return [unknown(title, attribute, [...options.keys()])];
  if (facts.obsolete !== null) return [removed(title, attribute, facts.obsolete, version)];
  return [
    ...deprecated(title, attribute, facts),
    ...tooNew(title, attribute, version),
    ...wrongValue(title, attribute, facts),
  ];
}

function missing(
  title: string,
  { attributes, at }: Pick<Plugin, 'attributes' | 'at'>,
  { options }: PluginFacts,
): Problem[] {
  const given = new Set(attributes.map(({ name }) => name));
  return [...options]
    .filter(([name, { isRequired }]) => isRequired && !given.has(name))
    .map(([name]) => ({
      at,
      rule: 'missing-option',
      message: `${title} needs the option ${name}: Logstash does not start without it.`,
      remedy: `Add ${name} => …`,
    }));
}

function unknown(title: string, { name, at }: Attribute, names: readonly string[]): Problem {
  const near = names.find((other) => isNear(name, other));
  const message = `${title} has no option ${name}: Logstash does not start with it.`;
  const remedy = near === undefined ? 'Remove it.' : `Did you mean ${near}?`;
  return { at, rule: 'unknown-option', message, remedy };
}

/** Those of TLS were removed with Logstash 9 and work in 8; those that all plugins once had are gone for longer. */
function removed(
  title: string,
  attribute: Attribute,
  obsolete: string,
  version: LogstashVersion,
): Problem {
  const { name, at } = attribute;
  const remedy = replacementFor(attribute, obsolete);
  if (!isNine(version) && /'(?:ssl_|enrich)|`ssl_/.test(obsolete)) {
    const message = `${title}: ${name} is deprecated, and Logstash 9 does not start with it.`;
    return { at, rule: 'deprecated-option', message, remedy };
  }
  const message = `${title}: ${name} was removed${isNine(version) ? ' in Logstash 9' : ''}, which does not start with it.`;
  return { at, rule: 'removed-option', message, remedy };
}

function deprecated(
  title: string,
  { name, at }: Attribute,
  { deprecated: note }: OptionFacts,
): readonly Problem[] {
  if (note === null || note === '') return [];
  const message = `${title}: ${name} is deprecated.`;
  return [
    { at, rule: 'deprecated-option', message, remedy: /[.!]$/.test(note) ? note : `${note}.` },
  ];
}

function tooNew(
  title: string,
  { name, at }: Attribute,
  version: LogstashVersion,
): readonly Problem[] {
  const since = SINCE.get(`${title} ${name}`);
  if (since === undefined || hasSince(version, since) === 'yes') return [];
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
  const message = `${title}: ${name} does not take this value, and Logstash does not start with it.`;
  return [{ at: value.at, rule: 'wrong-value', message, remedy: `Give it ${expected}.` }];
}

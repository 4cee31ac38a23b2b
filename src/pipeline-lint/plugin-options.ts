/**
 * The form in which the options of Logstash's plugins are written down here.
 *
 * The options are those of the plugins bundled with Logstash 9.5, read in their source in November 2026; where
 * Logstash 8.11 to 8.19 differs, an option says so. A plugin that has no table is not checked, and named as such.
 *
 * @module
 */

/** The kinds of value that Logstash checks. `any` is one that it does not check, or by rules that are not repeated here. */
export type OptionType =
  'any' | 'array' | 'boolean' | 'codec' | 'hash' | 'number' | 'numbers' | 'path' | 'string';

/** What is known of one option. */
export interface OptionFacts {
  readonly type: OptionType;
  /** The only values it may have. */
  readonly values?: readonly string[];
  readonly required?: boolean;
  /** What replaces it. Removed in Logstash 9; deprecated in 8, where it still works. */
  readonly replacedBy?: string;
  /** First version of Logstash 8 that has it, when that is later than 8.11. */
  readonly since?: string;
}

/** The options of one plugin, by name. */
export type PluginOptions = ReadonlyMap<string, OptionFacts>;

/** Lists names by type, separated by spaces; required ones carry a `!`. */
interface OptionTable extends Partial<Record<OptionType, string>> {
  /** Options that take one of a few words. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** Removed in Logstash 9: old name to what replaces it. */
  readonly replaced?: Readonly<Record<string, string>>;
  /** Later than 8.11: name to version. */
  readonly since?: Readonly<Record<string, string>>;
}

const TYPES: readonly OptionType[] = [
  ...(['any', 'array', 'boolean', 'codec', 'hash', 'number', 'numbers', 'path', 'string'] as const),
];

/** What every plugin of a section has, and every codec. Source: `logstash/{inputs,filters,outputs,codecs}/base.rb`. */
const COMMON = {
  input: {
    string: 'id type',
    array: 'tags',
    hash: 'add_field',
    codec: 'codec',
    boolean: 'enable_metric',
  },
  filter: {
    string: 'id',
    array: 'add_tag remove_tag remove_field',
    hash: 'add_field',
    boolean: 'enable_metric periodic_flush',
  },
  output: { string: 'id', codec: 'codec', number: 'workers', boolean: 'enable_metric' },
  codec: { string: 'id', boolean: 'enable_metric' },
} satisfies Record<string, OptionTable>;

/** The kinds of plugin: the three sections, and codecs. */
export type PluginKind = keyof typeof COMMON;

/** The option of plugins that name their fields by the Elastic Common Schema. */
export const ECS = { ecs_compatibility: ['disabled', 'v1', 'v8'] } as const;

/** Builds a plugin's options from its table and those that all of its kind have. */
export function pluginOptions(kind: PluginKind, table: OptionTable = {}): PluginOptions {
  const options = new Map<string, OptionFacts>();
  const required = new Set<string>();
  for (const part of [COMMON[kind] as OptionTable, table]) {
    for (const type of TYPES) {
      for (const word of words(part[type])) {
        const name = word.replace('!', '');
        if (word.endsWith('!')) required.add(name);
        options.set(name, { type });
      }
    }
  }
  for (const [word, values] of Object.entries(table.choices ?? {})) {
    const name = word.replace('!', '');
    if (word.endsWith('!')) required.add(name);
    options.set(name, { type: 'string', values });
  }
  for (const [name, replacedBy] of Object.entries(table.replaced ?? {})) {
    options.set(name, { type: 'any', replacedBy });
  }
  for (const [name, since] of Object.entries(table.since ?? {})) {
    options.set(name, { type: 'any', ...options.get(name), since });
  }
  for (const name of required)
    options.set(name, { type: 'any', ...options.get(name), required: true });
  return options;
}

function words(list: string | undefined): readonly string[] {
  return (list ?? '').split(' ').filter((word) => word !== '');
}

/**
 * The options of the plugins that Logstash 9.5.2 brings, looked up by kind and name.
 *
 * The tables are generated; a plugin's lines are read when it is first asked for.
 *
 * @module
 */
import { CODECS } from './tables/codecs';
import { FILTERS } from './tables/filters';
import { INPUTS } from './tables/inputs';
import { OUTPUTS } from './tables/outputs';

/** The kinds of plugin: the three sections, and codecs. */
export type PluginKind = 'input' | 'filter' | 'output' | 'codec';

/** What is known of one option. */
export interface OptionFacts {
  /** A validator of Logstash's `config/mixin.rb`, `one-of`, or `any` when nothing is checked or known. */
  readonly type: string;
  /** The only values of `one-of`; `#200` is a number, all others strings. */
  readonly values: readonly string[];
  /** It takes one value or a list of them. */
  readonly isList: boolean;
  readonly isRequired: boolean;
  /** It was removed: what Logstash says in place of starting. */
  readonly obsolete: string | null;
  /** It works still: what Logstash says of it. */
  readonly deprecated: string | null;
}

/** A plugin, where it was read, and its options. */
export interface PluginFacts {
  readonly version: string;
  /** The gem and the file below `lib/logstash`. */
  readonly source: string;
  readonly options: ReadonlyMap<string, OptionFacts>;
}

/** Names that mean another plugin (`AliasRegistry.yml` of the core). */
const ALIASES: ReadonlyMap<string, string> = new Map([['input elastic_agent', 'input beats']]);
const NONE: ReadonlyMap<string, OptionFacts> = new Map();

/** The tables, read line by line as far as they are needed. */
class PluginTables {
  readonly #headings = new Map<string, { readonly heading: string; readonly lines: string[] }>();
  readonly #facts = new Map<string, PluginFacts>();

  constructor(tables: Readonly<Record<PluginKind, string>>) {
    for (const [kind, table] of Object.entries(tables)) {
      let lines: string[] = [];
      for (const line of table.split('\n')) {
        if (line.startsWith(' ')) lines.push(line.trim());
        else if (line !== '') {
          lines = [];
          const [name = ''] = line.split(' | ');
          this.#headings.set(`${kind} ${name}`, { heading: line, lines });
        }
      }
    }
  }

  /** Names of one kind of plugin. */
  namesOf(kind: PluginKind): readonly string[] {
    const prefix = `${kind} `;
    return [...this.#headings.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .filter((name) => !name.includes(' '));
  }

  find(kind: PluginKind, name: string): PluginFacts | undefined {
    const key = ALIASES.get(`${kind} ${name}`) ?? `${kind} ${name}`;
    const known = this.#facts.get(key);
    if (known !== undefined || name.includes(' ')) return known;
    const found = this.#headings.get(key);
    if (found === undefined) return undefined;
    const [, version = '', source = ''] = found.heading.split(' | ');
    const options = new Map([...this.#common(kind), ...readOptions(found.lines)]);
    const facts = { version, source, options };
    this.#facts.set(key, facts);
    return facts;
  }

  #common(kind: PluginKind): ReadonlyMap<string, OptionFacts> {
    const found = this.#headings.get(`${kind} common ${kind}`);
    return found === undefined ? NONE : new Map(readOptions(found.lines));
  }
}

function readOptions(lines: readonly string[]): readonly (readonly [string, OptionFacts])[] {
  return lines.map((line) => {
    const [name = '', ...words] = line.split(' ');
    const text = words.join(' ');
    const [, flags = '', type = 'any', rest = ''] =
      /^((?:required |list )*)(\S+)(?: (.*))?$/.exec(text) ?? [];
    const [values = '', deprecated = null] = rest.split(/(?:^| )deprecated ?/);
    return [
      name,
      {
        type: type === 'obsolete' ? 'any' : type,
        values: type === 'one-of' ? values.split(' ') : [],
        isList: flags.includes('list'),
        isRequired: flags.includes('required'),
        obsolete: type === 'obsolete' ? rest : null,
        deprecated,
      },
    ];
  });
}

const TABLES = new PluginTables({
  input: INPUTS,
  filter: FILTERS,
  output: OUTPUTS,
  codec: CODECS,
});

/** What is known of a plugin; `undefined` for one that Logstash does not bring. */
export function factsOf(kind: PluginKind, name: string): PluginFacts | undefined {
  return TABLES.find(kind, name);
}

/** Names of the plugins of a kind that Logstash brings. */
export function bundledNames(kind: PluginKind): readonly string[] {
  return [
    ...TABLES.namesOf(kind),
    ...[...ALIASES.keys()]
      .filter((key) => key.startsWith(`${kind} `))
      .map((key) => key.split(' ')[1] ?? ''),
  ];
}

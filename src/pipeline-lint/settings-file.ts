/**
 * Reads as much YAML as `logstash.yml` and `pipelines.yml` have: settings by dotted or nested name, and a list of such.
 *
 * Total: a line that is none of this is passed over, since Logstash itself reads the rest.
 *
 * @module
 */

/** A setting: its value as text without quotes, and where it stands. */
export interface Setting {
  readonly value: string;
  /** Offset in the text at which its name begins. */
  readonly at: number;
}

/** The settings of `logstash.yml`, or of one entry of `pipelines.yml`, by dotted name. */
export interface Settings {
  readonly at: number;
  readonly byName: ReadonlyMap<string, Setting>;
}

const LINE = /^( *)(- +)?("[^"]*"|'[^']*'|[\w.-]+) *:(?: +(.*))?$/;

/** Reads a file; without a list there is one entry, in `pipelines.yml` one for each pipeline. */
export function readSettings(text: string): readonly Settings[] {
  const entries: { at: number; byName: Map<string, Setting> }[] = [];
  let parents: { readonly indent: number; readonly name: string }[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const [, space = '', dash = '', quoted, rest = ''] = LINE.exec(line.replace(/\r$/, '')) ?? [];
    if (quoted !== undefined) {
      const indent = space.length + dash.length;
      const place = at + indent;
      if (dash !== '' || entries.length === 0) entries.push({ at: place, byName: new Map() });
      parents = dash === '' ? parents.filter((parent) => parent.indent < indent) : [];
      const name = [...parents.map((parent) => parent.name), unquoted(quoted)].join('.');
      const value = scalarOf(rest);
      if (value === '') parents.push({ indent, name: unquoted(quoted) });
      else entries.at(-1)?.byName.set(name, { value, at: place });
    }
    at += line.length + 1;
  }
  return entries;
}

/** A value without its quotes or the comment behind it. */
function scalarOf(rest: string): string {
  const quoted = /^"[^"]*"|^'[^']*'/.exec(rest)?.[0];
  return quoted === undefined ? rest.replace(/(?:^|\s)#.*$/, '').trim() : unquoted(quoted);
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

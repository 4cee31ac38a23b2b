/**
 * Plugins and codecs that cannot be found: misspelt, in the wrong section, or with quotes round their names.
 *
 * A plugin that merely is not known here may have been installed: it is named as not judged, and is no finding. A codec
 * is: hardly any are published, and a misspelt one keeps Logstash from starting.
 *
 * @module
 */
import type { Problem } from '../finding';
import type { ParsedFile, PluginUse } from '../parsed-file';
import { whenItIsMade } from './fails-at-start';
import { factsOf } from './plugin-tables';
import type { PluginKind } from './plugin-tables';
import { existingNames, existsElsewhere, isNear } from './plugin-names';

/** Inputs and outputs whose names make no sense in another section; one of a name such as exec may have been installed. */
const ONE_WAY: ReadonlySet<string> = new Set([
  ...[
    'beats',
    'dead_letter_queue',
    'elastic_agent',
    'generator',
    'heartbeat',
    'http_poller',
    'stdin',
  ],
  ...['null', 'stdout'],
]);

/** Whether a plugin's options are known here; else nothing is said of them. */
export function isKnown({ kind, plugin }: PluginUse): boolean {
  return factsOf(kind, plugin.name) !== undefined;
}

/** Finds names that lead to no plugin. */
export function checkNames({ plugins, codecNames }: ParsedFile): readonly Problem[] {
  return [
    ...plugins.flatMap(({ kind, plugin }) => missing(kind, plugin.name, plugin.at)),
    ...codecNames.flatMap((codec) => whenItIsMade(codec, missing('codec', codec.text, codec.at))),
  ];
}

function missing(kind: PluginKind, name: string, at: number): readonly Problem[] {
  if (factsOf(kind, name) !== undefined || existsElsewhere(kind, name)) return [];
  if (name === 'else') {
    const why = 'This else belongs to no if: Logstash takes it for a plugin, and there is none.';
    return [unknown(at, why, 'Remove it, or write else if [field] before the last else.')];
  }
  if (/^["']/.test(name)) {
    const why = `Logstash looks for ${article(kind)} of the name ${name}, quotes included, and there is none.`;
    return [unknown(at, why, `Write ${name.slice(1, -1)}.`)];
  }
  const near = existingNames(kind).find((other) => isNear(name, other));
  if (near !== undefined && (kind === 'codec' || name.length > 3)) {
    const why = `There is no ${kind} ${name}: Logstash does not start.`;
    return [unknown(at, why, `Did you mean ${near}?`)];
  }
  const other = (['filter', 'input', 'output', 'codec'] as const).find(
    (one) => one !== kind && factsOf(one, name) !== undefined,
  );
  const isElsewhereAlone = other === 'filter' || ONE_WAY.has(name);
  if (other !== undefined && other !== 'codec' && kind !== 'codec' && isElsewhereAlone) {
    const why = `${name} is ${article(other)} and cannot stand in the section ${kind}: Logstash does not start.`;
    return [unknown(at, why, `Move it to the section ${other}.`)];
  }
  if (kind !== 'codec') return [];
  const why = `There is no codec ${name} among those that Logstash brings or that are known to exist: it does not start.`;
  return [unknown(at, why, 'Correct its name, such as json, json_lines, line or plain.')];
}

function article(kind: PluginKind): string {
  return kind === 'input' || kind === 'output' ? `an ${kind}` : `a ${kind}`;
}

function unknown(at: number, message: string, remedy: string): Problem {
  return { at, rule: 'unknown-plugin', message, remedy };
}

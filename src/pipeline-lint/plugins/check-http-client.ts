/**
 * Options of the plugins that are HTTP clients which need or exclude one another.
 *
 * Logstash's own check of the configuration passes them; the plugin refuses them when it starts (`client_config` and
 * `ssl_options` in `plugin_mixins/http_client.rb`, 7.5.0).
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Plugin } from '../grammar/syntax-tree';
import type { ParsedFile } from '../parsed-file';
import { attributeOf, textOf } from '../values';
import { failsAtStart, needsOption, severalAuthorities } from './fails-at-start';

const CLIENTS = new Set(['output http', 'filter http', 'input http_poller', 'output logstash']);

/** Options that are of no use without another. */
const PAIRS = [
  ['user', 'password'],
  ['ssl_certificate', 'ssl_key'],
  ['ssl_key', 'ssl_certificate'],
  ['ssl_keystore_password', 'ssl_keystore_path'],
  ['ssl_truststore_password', 'ssl_truststore_path'],
] as const;

/** Checks each HTTP client of a file. */
export function checkHttpClients({ plugins }: ParsedFile): readonly Problem[] {
  return plugins
    .filter(({ kind, plugin }) => CLIENTS.has(`${kind} ${plugin.name}`))
    .flatMap(({ kind, plugin }) => [
      ...check(`${kind} ${plugin.name}`, plugin),
      ...(kind === 'output' && plugin.name === 'http' ? messageFormat(plugin) : []),
    ]);
}

/** `validate_format!` in `outputs/http.rb` 6.0.1. */
function messageFormat(plugin: Plugin): readonly Problem[] {
  const format = attributeOf(plugin, 'format');
  if (format === undefined || textOf(format.value) !== 'message') return [];
  if (attributeOf(plugin, 'message') !== undefined) return [];
  const text =
    'output http: the format message needs the option message: without it the pipeline ends when it starts.';
  return [failsAtStart(format.value.at, text, 'Add message => "…".')];
}

function check(title: string, plugin: Plugin): readonly Problem[] {
  const isOff = textOf(attributeOf(plugin, 'ssl_enabled')?.value) === 'false';
  const problems: Problem[] = [];
  for (const [name, other] of PAIRS) {
    const given = attributeOf(plugin, name);
    if (given === undefined || attributeOf(plugin, other) !== undefined) continue;
    if (isOff && name.startsWith('ssl_')) continue;
    problems.push(needsOption(title, given, other));
  }
  return isOff ? problems : [...problems, ...severalAuthorities(title, plugin)];
}

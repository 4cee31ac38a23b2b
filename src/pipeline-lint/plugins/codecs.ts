/**
 * Codecs and their options: plain 3.1, json 3.1, json_lines 3.2, line 3.1, rubydebug 3.1, cef 6.2.
 *
 * @module
 */
import { ECS, pluginOptions } from '../plugin-options';
import type { PluginOptions } from '../plugin-options';

const cef = pluginOptions('codec', {
  string:
    'vendor product version signature name severity delimiter default_timezone locale raw_data_field',
  array: 'fields',
  boolean: 'reverse_mapping',
  choices: { ...ECS, device: ['observer', 'host'] },
});

/** Codecs by name. */
export const CODECS: ReadonlyMap<string, PluginOptions> = new Map([
  ['plain', pluginOptions('codec', { string: 'format charset', choices: ECS })],
  ['json', pluginOptions('codec', { string: 'charset target', choices: ECS })],
  [
    'json_lines',
    pluginOptions('codec', {
      string: 'charset delimiter target',
      number: 'decode_size_limit_bytes',
      choices: ECS,
    }),
  ],
  ['line', pluginOptions('codec', { string: 'format charset delimiter', choices: ECS })],
  ['rubydebug', pluginOptions('codec', { boolean: 'metadata' })],
  ['cef', cef],
]);

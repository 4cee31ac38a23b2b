/**
 * Filters and their options: mutate 3.6, ruby 3.1, json, split, date, drop, fingerprint 3.5, clone, prune, grok.
 *
 * @module
 */
import { ECS, pluginOptions } from '../plugin-options';
import type { PluginOptions } from '../plugin-options';

const mutate = pluginOptions('filter', {
  hash: 'coerce rename replace update convert split join merge copy',
  array: 'gsub uppercase lowercase capitalize strip',
  string: 'tag_on_failure',
});

const ruby = pluginOptions('filter', {
  string: 'init code tag_on_exception',
  path: 'path',
  hash: 'script_params',
  boolean: 'tag_with_exception_message',
});

const fingerprint = pluginOptions('filter', {
  array: 'source',
  string: 'target key',
  boolean: 'base64encode concatenate_sources concatenate_all_fields',
  choices: {
    ...ECS,
    method: [
      ...['SHA1', 'SHA256', 'SHA384', 'SHA512', 'MD5', 'MURMUR3', 'MURMUR3_128'],
      ...['IPV4_NETWORK', 'UUID', 'PUNCTUATION'],
    ],
  },
});

const grok = pluginOptions('filter', {
  hash: 'match pattern_definitions',
  array: 'patterns_dir tag_on_failure overwrite',
  string: 'patterns_files_glob target tag_on_timeout',
  number: 'timeout_millis',
  boolean: 'break_on_match named_captures_only keep_empty_captures',
  choices: { ...ECS, timeout_scope: ['pattern', 'event'] },
});

/** Filters by name. */
export const FILTERS: ReadonlyMap<string, PluginOptions> = new Map([
  ['mutate', mutate],
  ['ruby', ruby],
  ['fingerprint', fingerprint],
  ['grok', grok],
  [
    'json',
    pluginOptions('filter', {
      string: 'source! target',
      array: 'tag_on_failure',
      boolean: 'skip_on_invalid_json',
      choices: ECS,
    }),
  ],
  ['split', pluginOptions('filter', { string: 'terminator field target' })],
  [
    'date',
    pluginOptions('filter', { string: 'timezone locale target', array: 'match tag_on_failure' }),
  ],
  ['drop', pluginOptions('filter', { number: 'percentage' })],
  ['clone', pluginOptions('filter', { array: 'clones!', choices: ECS })],
  [
    'prune',
    pluginOptions('filter', {
      boolean: 'interpolate',
      array: 'whitelist_names blacklist_names',
      hash: 'whitelist_values blacklist_values',
    }),
  ],
]);

/**
 * Settings with which Logstash loses notifications while it answers 200, each seen on a real Logstash.
 *
 * @module
 */
import type { Problem } from './finding';
import type { ParsedSource } from './lint-pipeline';
import type { ParsedFile, PluginUse } from './parsed-file';
import type { Plugin } from './grammar/syntax-tree';
import { attributeOf, textOf, textsOf } from './values';

/** Codes of the http output's answer after which someone can repair something: a token, an address, an overload. */
const REPAIRABLE = ['401', '403', '404', '408', '429', '500', '502', '503', '504'];
/** Default of `retryable_codes` in logstash-output-http 6.0. */
const RETRIED_BY_DEFAULT = ['429', '500', '502', '503', '504'];
const PARSE_FAILURE = '_jsonparsefailure';

/** Checks a pipeline; problems by file. */
export function checkLosses({ files }: ParsedSource): ReadonlyMap<ParsedFile, readonly Problem[]> {
  return new Map(files.map((file) => [file, lossesIn(file, files)]));
}

function lossesIn(file: ParsedFile, pipeline: readonly ParsedFile[]): readonly Problem[] {
  return file.plugins.flatMap((use) => [
    ...ndjsonLost(use, pipeline),
    ...refusedIsDropped(use),
    ...noQuarantine(use, pipeline),
  ]);
}

/** Where an http input's bodies meet the json codec: its own codec, or the one for their content type. */
function jsonCodecOf(plugin: Plugin): { readonly at: number; readonly how: string } | null {
  const codec = attributeOf(plugin, 'codec');
  const name = textOf(codec?.value) ?? 'plain';
  if (name === 'json') return { at: codec?.at ?? plugin.at, how: 'The json codec' };
  const additional = attributeOf(plugin, 'additional_codecs');
  if (additional === undefined) {
    return {
      at: plugin.at,
      how: 'The json codec, which takes every body of the type application/json,',
    };
  }
  const { value } = additional;
  const isJson = value.kind === 'hash' && value.entries.some((one) => textOf(one.value) === 'json');
  return isJson ? { at: additional.at, how: 'The json codec of additional_codecs' } : null;
}

function ndjsonLost(use: PluginUse, pipeline: readonly ParsedFile[]): readonly Problem[] {
  const { plugin } = use;
  if (isHttpInput(use)) {
    const codec = jsonCodecOf(plugin);
    if (codec === null) return [];
    const message = `${codec.how} keeps the first notification of an NDJSON body and drops the rest; the sender gets 200.`;
    const remedy =
      'Take the body as text (codec => plain, additional_codecs => {}) and split it in a filter, or send the JSON array format only and accept this rule.';
    return [{ at: codec.at, rule: 'ndjson-lost', message, remedy }];
  }
  if (!isJsonFilter(use) || !hasPlugin(pipeline, isHttpInput) || hasPlugin(pipeline, isSplit)) {
    return [];
  }
  const message =
    'The json filter keeps the last notification of an NDJSON body and drops the rest.';
  const remedy = 'Split the body into its lines first: split { field => "message" }.';
  return [{ at: plugin.at, rule: 'ndjson-lost', message, remedy }];
}

function refusedIsDropped({ kind, plugin }: PluginUse): readonly Problem[] {
  if (kind !== 'output' || plugin.name !== 'http') return [];
  const rule = 'refused-is-dropped';
  const retryFailed = attributeOf(plugin, 'retry_failed');
  if (textOf(retryFailed?.value) === 'false') {
    const message =
      'With retry_failed => false every notification that is not delivered at once is dropped.';
    return [{ at: retryFailed?.at ?? plugin.at, rule, message, remedy: 'Remove it.' }];
  }
  const retryable = attributeOf(plugin, 'retryable_codes');
  const listed = retryable === undefined ? RETRIED_BY_DEFAULT : textsOf(retryable.value);
  const handled = new Set([...listed, ...textsOf(attributeOf(plugin, 'ignorable_codes')?.value)]);
  const dropped = REPAIRABLE.filter((code) => !handled.has(code));
  if (dropped.length === 0) return [];
  const message = `A notification answered ${dropped.join(', ')} is dropped at once: the http output has no dead letter queue.`;
  const remedy = `Add ${dropped.join(', ')} to retryable_codes${retryable === undefined ? ' (and keep its default, 429, 500, 502, 503, 504)' : ''}.`;
  return [{ at: (retryable ?? plugin).at, rule, message, remedy }];
}

function noQuarantine(use: PluginUse, pipeline: readonly ParsedFile[]): readonly Problem[] {
  const tags = failureTags(use);
  if (tags.length === 0) return [];
  if (pipeline.some((file) => tags.some((tag) => asksFor(file, tag)))) return [];
  const message = `A body that is not JSON is answered 200 and goes on as an event tagged ${tags.join(', ')}, like any other.`;
  const remedy = `Send it elsewhere: if "${tags[0] ?? ''}" in [tags] { file { … } } in the output.`;
  return [{ at: use.plugin.at, rule: 'no-quarantine', message, remedy }];
}

/** Whether a condition of the file mentions this text. */
function asksFor({ comparisons }: ParsedFile, text: string): boolean {
  return comparisons.some(({ operands }) =>
    operands.some((operand) =>
      operand.kind === 'array'
        ? textsOf(operand).includes(text)
        : operand.kind === 'string' && operand.text === text,
    ),
  );
}

/** The tags by which events that could not be parsed are known. */
function failureTags(use: PluginUse): readonly string[] {
  const { plugin } = use;
  if (isHttpInput(use)) return jsonCodecOf(plugin) === null ? [] : [PARSE_FAILURE];
  if (!isJsonFilter(use)) return [];
  const own = attributeOf(plugin, 'tag_on_failure');
  return own === undefined ? [PARSE_FAILURE] : textsOf(own.value);
}

function hasPlugin(pipeline: readonly ParsedFile[], is: (use: PluginUse) => boolean): boolean {
  return pipeline.some(({ plugins }) => plugins.some(is));
}

function isHttpInput({ kind, plugin }: PluginUse): boolean {
  return kind === 'input' && plugin.name === 'http';
}

function isJsonFilter({ kind, plugin }: PluginUse): boolean {
  return kind === 'filter' && plugin.name === 'json';
}

function isSplit({ kind, plugin }: PluginUse): boolean {
  return kind === 'filter' && (plugin.name === 'split' || plugin.name === 'ruby');
}

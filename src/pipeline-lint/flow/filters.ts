/**
 * What filters do with an event: the ones that read bodies as they do it, the others as far as conditions can tell.
 *
 * @module
 */
import type { Plugin } from '../grammar/syntax-tree';
import { attributeOf, textOf, textsOf } from '../values';
import { type Body, kindOfText } from './bodies';
import { EventState } from './event-state';
import type { FieldValue } from './event-state';
import { separatorOf, succeeded, touched } from './filter-options';
import type { Loss } from './losses';
import { mutate } from './mutate';
import { prune } from './prune';

/** What a filter is given, beside the event. */
export interface FilterContext {
  readonly body: Body;
  readonly losses: Loss[];
  /** `config.support_escapes`: "\n" in a pipeline is a line end. */
  readonly hasEscapes: boolean;
}

/** Applies a filter; the events that come out take the place of the one that went in. */
export function applyFilter(
  filter: Plugin,
  event: EventState,
  context: FilterContext,
): readonly EventState[] {
  if (filter.name === 'drop') return drop(filter, event, context);
  if (filter.name === 'json') return [readJson(filter, event, context)];
  if (filter.name === 'split') return split(filter, event, context);
  if (filter.name === 'mutate') mutate(filter, event, context.hasEscapes);
  else if (filter.name === 'ruby') ruby(filter, event);
  else if (filter.name === 'prune') {
    context.losses.push(...prune(filter, event, context.body));
    succeeded(filter, event);
  } else if (OPAQUE.has(filter.name)) event.isOpaque = true;
  else if (HARMLESS.has(filter.name)) touched(filter, event);
  else event.isOpaque = true;
  return [event];
}

/** They may drop events, make new ones, or set anything. */
const OPAQUE = new Set(['aggregate', 'throttle', 'metrics', 'elastic_integration']);

/** They set fields of their own and tags of their failures, and pass every event on. */
const HARMLESS = new Set([
  ...[
    'anonymize',
    'cidr',
    'clone',
    'csv',
    'date',
    'de_dot',
    'dissect',
    'dns',
    'elasticsearch',
    'fingerprint',
  ],
  ...[
    'geoip',
    'grok',
    'http',
    'jdbc_static',
    'jdbc_streaming',
    'kv',
    'memcached',
    'sleep',
    'syslog_pri',
  ],
  ...[
    'translate',
    'truncate',
    'urldecode',
    'useragent',
    'uuid',
    'xml',
    'tld',
    'json_encode',
    'bytes',
  ],
]);

function drop(filter: Plugin, event: EventState, context: FilterContext): readonly EventState[] {
  const share = attributeOf(filter, 'percentage');
  const text = share === undefined ? '100' : textOf(share.value);
  const percent = text === null ? NaN : Number(text);
  if (percent >= 100) return [];
  if (share !== undefined && percent > 0 && !event.isPerhaps)
    context.losses.push(dropsSome(filter, { at: share.at, percent }, context.body));
  event.isPerhaps = true;
  return [event];
}

function dropsSome(
  by: Plugin,
  { at, percent }: { readonly at: number; readonly percent: number },
  { words }: Body,
): Loss {
  const message = `Of all events some are dropped here, ${percent} of 100 by chance: ${words} is answered 200 and may arrive nowhere.`;
  const remedy = 'Remove the filter, or put it under a condition for what is not wanted.';
  return { by, at, rule: 'no-output', message, remedy };
}

function readJson(filter: Plugin, event: EventState, { body, losses }: FilterContext): EventState {
  const source = event.get(textOf(attributeOf(filter, 'source')?.value) ?? '?');
  if (source === null) return event;
  if (source.kind === 'list' && source.items.every(({ kind }) => kind === 'text')) {
    if (!event.isPerhaps) losses.push(listRefused(filter, body));
    return failed(filter, event);
  }
  const target = textOf(attributeOf(filter, 'target')?.value);
  if (source.kind !== 'text') {
    // A field of the notification: what becomes of it concerns the notification as a whole in nothing.
    if (target !== null) event.set(target, { kind: 'unknown' });
    touched(filter, event);
    failureTags(filter).forEach((tag) => event.maybeTags.add(tag));
    return event;
  }
  const kind = kindOfText(source.text);
  if (kind === null || kind === 'malformed') return failed(filter, event);
  if (kind === 'array' && target === null) {
    if (!event.isPerhaps) losses.push(arrayRefused(filter));
    return failed(filter, event);
  }
  if (kind === 'ndjson' && !event.isPerhaps) losses.push(lastAlone(filter, body));
  event.isParsed = true;
  if (target === null) event.spread();
  else event.set(target, kind === 'array' ? listOf(body) : { kind: 'notification' });
  succeeded(filter, event);
  return event;
}

function listOf({ notifications }: Body): FieldValue {
  return { kind: 'list', items: notifications.map(() => ({ kind: 'notification' })) };
}

function failed(filter: Plugin, event: EventState): EventState {
  const isSkipped = textOf(attributeOf(filter, 'skip_on_invalid_json')?.value) === 'true';
  const tags = isSkipped ? [] : failureTags(filter);
  tags.forEach((tag) => event.tag(tag));
  event.failedAt = { plugin: filter, tags };
  return event;
}

function failureTags(filter: Plugin): readonly string[] {
  const own = attributeOf(filter, 'tag_on_failure');
  return own === undefined ? ['_jsonparsefailure'] : textsOf(own.value);
}

function arrayRefused(filter: Plugin): Loss {
  const message =
    "The json filter without target cannot take an array, which is Wallarm's default: a JSON array of two notifications becomes one event tagged _jsonparsefailure here.";
  const remedy =
    'Give it a target and split that: json { source => "message" target => "n" } split { field => "n" }.';
  return { by: filter, at: filter.at, rule: 'array-refused', message, remedy };
}

function listRefused(filter: Plugin, { words }: Body): Loss {
  const message = `The json filter reads a text, and split of mutate has made a list of it: ${words} becomes an event tagged _jsonparsefailure here.`;
  const remedy = 'Use the filter split in place of it, which makes an event of each part.';
  return { by: filter, at: filter.at, rule: 'array-refused', message, remedy };
}

function lastAlone(filter: Plugin, { words }: Body): Loss {
  const message = `The json filter keeps the last notification of an NDJSON body and drops the rest. Of ${words} the first is lost here.`;
  const remedy = 'Split the body into its lines first: split { field => "message" }.';
  return { by: filter, at: filter.at, rule: 'ndjson-lost', message, remedy };
}

function split(
  filter: Plugin,
  event: EventState,
  { body, losses, hasEscapes }: FilterContext,
): readonly EventState[] {
  const field = textOf(attributeOf(filter, 'field')?.value) ?? 'message';
  const value = event.get(field);
  const target = textOf(attributeOf(filter, 'target')?.value) ?? field;
  const written = attributeOf(filter, 'terminator');
  const terminator = written === undefined ? '\n' : separatorOf(written.value, hasEscapes);
  if (value?.kind === 'list') return eachOf(value.items, event, target, filter);
  if (value?.kind === 'text' && terminator !== null && terminator !== '') {
    const parts = value.text.split(terminator);
    if (terminator === '\\n' && written !== undefined && body.kind === 'ndjson' && !event.isPerhaps)
      losses.push(unescaped(filter, written.at));
    if (parts.length === 1) return [event];
    const items = parts
      .filter((text) => text !== '')
      .map((text): FieldValue => ({ kind: 'text', text }));
    return eachOf(items, event, target, filter);
  }
  if (value === null || value.kind === 'notification') event.tag('_split_type_failure');
  else {
    event.set(target, { kind: 'unknown' });
    event.maybeTags.add('_split_type_failure');
    touched(filter, event);
  }
  return [event];
}

/** What stands in quotes stays as it is written, unless config.support_escapes is on. */
function unescaped(by: Plugin, at: number): Loss {
  const message =
    'This terminator is a backslash and an n: a body is not split at the ends of its lines, but cut wherever a text in it has a line break, which JSON writes so.';
  const remedy =
    'Remove terminator: its default is the line end (or set config.support_escapes: true for all pipelines).';
  return { by, at, rule: 'ndjson-lost', message, remedy };
}

function eachOf(
  items: readonly FieldValue[],
  event: EventState,
  target: string,
  filter: Plugin,
): readonly EventState[] {
  return items.map((item) => {
    const one = new EventState(event);
    one.set(target, item);
    succeeded(filter, one);
    return one;
  });
}

/** A file may do anything; code in place is looked at for what touches more than a field of its own. */
function ruby(filter: Plugin, event: EventState): void {
  const code = textOf(attributeOf(filter, 'code')?.value);
  const isPlain =
    code !== null &&
    !/cancel|tag|new_event_block|yield|message|JSON|parse|remove|to_hash|overwrite|append|#\{/.test(
      code,
    );
  if (!isPlain) event.isOpaque = true;
  touched(filter, event);
}

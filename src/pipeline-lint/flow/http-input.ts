/**
 * The events that an http input makes of a body: its codecs, and the fields and tags that it adds.
 *
 * Read in `inputs/http.rb` 4.1.13 and the codecs of 9.5.2; what the json codec does with NDJSON was observed.
 *
 * @module
 */
import type { Attribute, Plugin, Value } from '../grammar/syntax-tree';
import { attributeOf, pairsOf, textOf, textsOf } from '../values';
import type { Body } from './bodies';
import { EventState } from './event-state';
import type { Loss } from './losses';

/** The codec that takes a body, and where that is said. */
interface ChosenCodec {
  readonly name: string;
  readonly options: Plugin | null;
  readonly at: number;
  /** What it is, for a sentence. */
  readonly how: string;
}

/** Types of content that a body may be sent with. */
export const CONTENT_TYPES = ['application/json', 'application/x-ndjson'] as const;

/** Makes the events, and says what was lost on the way. */
export function eventsOf(
  input: Plugin,
  body: Body,
  { contentType, ecs }: { readonly contentType: string; readonly ecs: string },
): { readonly events: readonly EventState[]; readonly losses: readonly Loss[] } {
  const codec = codecFor(input, contentType);
  const own = textOf(attributeOf(input, 'ecs_compatibility')?.value) ?? ecs;
  const losses: Loss[] = [];
  const events = decode(codec, body, input);
  if (codec.name === 'json' && body.kind === 'ndjson') {
    losses.push({
      by: input,
      rule: 'ndjson-lost',
      at: codec.at,
      message: `${codec.how} keeps the first notification of an NDJSON body and drops the rest; the sender gets 200. Of ${body.words} the second is lost here.`,
      remedy:
        'Take the body as text (codec => plain, additional_codecs => {}) and split it in a filter, or send the JSON array format only and accept this rule.',
    });
  }
  if (UNFIT.has(codec.name) && contentType === 'application/json')
    losses.push(unfit(input, codec, body));
  for (const event of events) decorate(event, input, own);
  return { events, losses };
}

/** Codecs that read something else, or only write. */
const UNFIT = new Set(
  'avro cef collectd dots edn edn_lines es_bulk fluent graphite msgpack netflow rubydebug'.split(
    ' ',
  ),
);

function unfit(by: Plugin, { how, name, at }: ChosenCodec, { words }: Body): Loss {
  const fate =
    name === 'es_bulk'
      ? 'is answered 500 and sent again in vain'
      : 'does not become the event that it is';
  const message = `${how} reads no JSON: ${words} ${fate}.`;
  const remedy =
    'Take the body as text (codec => plain, additional_codecs => {}) and read it with the filter json.';
  return { by, at, rule: 'codec-unfit', message, remedy };
}

function codecFor(input: Plugin, contentType: string): ChosenCodec {
  const codec = attributeOf(input, 'codec');
  const own = chosen(codec?.value, codec?.at ?? input.at, '');
  if (own.name === 'json') return own;
  const additional = attributeOf(input, 'additional_codecs');
  if (additional === undefined) {
    if (contentType !== 'application/json') return own;
    const how = 'The json codec, which takes every body of the type application/json,';
    return { name: 'json', options: null, at: input.at, how };
  }
  const { value } = additional;
  const entry =
    value.kind === 'hash'
      ? value.entries.find(({ key }) => textOf(key) === contentType)
      : undefined;
  return entry === undefined ? own : chosen(entry.value, additional.at, ' of additional_codecs');
}

function chosen(value: Value | undefined, at: number, where: string): ChosenCodec {
  const name = value === undefined ? 'plain' : (textOf(value) ?? '?');
  const options = value?.kind === 'plugin' ? value : null;
  return { name, options, at, how: `The ${name} codec${where}` };
}

const FAILED = ['_jsonparsefailure'];

function decode({ name, options }: ChosenCodec, body: Body, input: Plugin): readonly EventState[] {
  if (name === 'json' || name === 'json_lines') {
    if (body.kind === 'malformed') {
      const event = withMessage(body.text);
      FAILED.forEach((tag) => event.tag(tag));
      event.failedAt = { plugin: input, tags: FAILED };
      return [event];
    }
    const target = textOf(options === null ? undefined : attributeOf(options, 'target')?.value);
    const kept =
      name === 'json' && body.kind === 'ndjson'
        ? body.notifications.slice(0, 1)
        : body.notifications;
    return kept.map(() => parsed(target));
  }
  if (name === 'plain') return [withMessage(body.text)];
  if (name === 'line') return body.text.split('\n').map(withMessage);
  const event = new EventState();
  event.isOpaque = true;
  return [event];
}

function parsed(target: string | null): EventState {
  const event = new EventState();
  event.isParsed = true;
  if (target === null) event.spread();
  else event.set(target, { kind: 'notification' });
  return event;
}

function withMessage(text: string): EventState {
  const event = new EventState();
  event.set('message', { kind: 'text', text });
  return event;
}

/** Fields of the request, and what the options of every input add. */
function decorate(event: EventState, input: Plugin, ecs: string): void {
  const isEcs = ecs !== 'disabled';
  const place = (name: string, byDefault: string): string =>
    textOf(attributeOf(input, name)?.value) ?? byDefault;
  const headers = place(
    'request_headers_target_field',
    isEcs ? '[@metadata][input][http][request][headers]' : 'headers',
  );
  event.set(headers, { kind: 'some' });
  event.setInside(headers, 'request_method', { kind: 'text', text: 'POST' });
  event.setInside(headers, 'request_path', { kind: 'some' });
  event.set(place('remote_host_target_field', isEcs ? '[host][ip]' : 'host'), { kind: 'some' });
  event.set('@timestamp', { kind: 'some' });
  event.set('@version', { kind: 'text', text: '1' });
  if (isEcs) {
    for (const name of ['http', 'url', 'user_agent', 'event']) event.set(name, { kind: 'unknown' });
  }
  const type = textOf(attributeOf(input, 'type')?.value);
  if (type !== null) event.set('type', { kind: 'text', text: type });
  textsOf(attributeOf(input, 'tags')?.value).forEach((tag) => event.tag(tag));
  setFields(event, attributeOf(input, 'add_field'));
}

/** Sets the fields of an `add_field`, whose values are known when there is no `%{…}` in them. */
export function setFields(event: EventState, attribute: Attribute | undefined): void {
  for (const [name, value] of pairsOf(attribute)) {
    const text = textOf(value);
    if (name.includes('%{')) event.hasOtherFields = true;
    else
      event.set(
        name,
        text === null || text.includes('%{') ? { kind: 'some' } : { kind: 'text', text },
      );
  }
}

/** From a body to events: one for each notification, or for each part that could not be read. */
import { createHash } from 'node:crypto';

import type { Configuration, Fields } from './configuration';
import { canonicalJson, firstJsonText, readJson, writeInOrder, writeJson } from './json';

/** What the http input knows of a request. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly peer: string;
  readonly body: string;
}

/** An event on its way to the receiver, as JSON; `hash` is that of its notification. */
export interface OutgoingEvent {
  readonly text: string;
  readonly hash: string;
}

/** What becomes of one body. */
export interface Outcome {
  readonly events: readonly OutgoingEvent[];
  /** Records for the quarantine file. */
  readonly rejected: readonly string[];
}

interface Rejection {
  readonly original: string;
  readonly reason: string;
}

type Part = { readonly notification: Fields } | Rejection;

/** Runs a body through the pipeline. */
export function processBody(request: ReceivedRequest, configuration: Configuration): Outcome {
  if (!configuration.methods.includes(request.method)) return { events: [], rejected: [] };
  const events: OutgoingEvent[] = [];
  const rejected: string[] = [];
  const parts =
    configuration.codec === 'json'
      ? jsonCodec(request.body, configuration)
      : everyCarrier(request.body, configuration);
  for (const part of parts) {
    if ('notification' in part) {
      const notification = configuration.change(part.notification);
      if (notification !== undefined) events.push(eventOf(notification, request, configuration));
    } else if (configuration.failures === 'sent-on') {
      events.push(failureEvent(part, request));
    } else if (configuration.failures === 'quarantined') {
      rejected.push(quarantineRecord(part));
    }
  }
  return { events, rejected };
}

/** As `notifications.rb` of the reference pipeline: array, NDJSON or one object; what is neither is kept. */
function everyCarrier(body: string, configuration: Configuration): Part[] {
  try {
    return partsOf(body.replace(/^\uFEFF/, ''), configuration);
  } catch (whole) {
    const lines = body.split('\n').filter((line) => line.trim() !== '');
    const parts = lines.flatMap((line): Part[] => {
      try {
        return partsOf(line, { ...configuration, singleObjects: true });
      } catch (error) {
        return [{ original: line.trim(), reason: messageOf(error) }];
      }
    });
    if (parts.some((part) => 'notification' in part)) return parts;
    return [{ original: body, reason: messageOf(whole) }];
  }
}

function partsOf(text: string, { elements, singleObjects, depthLimit }: Configuration): Part[] {
  const value = readJson(text, depthLimit);
  if (!Array.isArray(value)) return singleObjects || !isObject(value) ? [partOf(value)] : [];
  return value.slice(0, elements === 'first' ? 1 : value.length).map(partOf);
}

function partOf(value: unknown): Part {
  if (isObject(value)) return { notification: value };
  return { original: writeJson(value), reason: 'not a JSON object' };
}

/** Logstash's json codec: the first value of the body, whatever follows it; one bad element fails the whole array. */
function jsonCodec(body: string, { depthLimit }: Configuration): Part[] {
  if (body === '') return [];
  try {
    const value = readJson(firstJsonText(body), depthLimit);
    const items: unknown[] = Array.isArray(value) ? value : [value];
    if (items.every(isObject)) return items.map((notification) => ({ notification }));
    return [{ original: body, reason: 'not a JSON object' }];
  } catch (error) {
    return [{ original: body, reason: messageOf(error) }];
  }
}

function eventOf(
  notification: Fields,
  request: ReceivedRequest,
  { target }: Configuration,
): OutgoingEvent {
  const hash = createHash('sha256').update(canonicalJson(notification)).digest('hex');
  const fields =
    target === null
      ? { ...notification, ...inputFields(request) }
      : mappedFields(notification, hash);
  // Logstash keeps no order of keys: reversed is as good as any.
  return { hash, text: writeInOrder(fields, (keys) => keys.reverse()) };
}

/** The notification under its field, some of its facts under their ECS names beside it. */
function mappedFields(notification: Fields, hash: string): Fields {
  const details = isObject(notification['details']) ? notification['details'] : {};
  const hit = isObject(details['hit']) ? details['hit'] : undefined;
  return {
    ...stamps(hit?.['request_time']),
    wallarm: notification,
    message: notification['summary'],
    ecs: { version: '8.11.0' },
    event: {
      kind: hit === undefined ? 'event' : 'alert',
      hash,
      created: new Date().toISOString(),
      module: 'wallarm',
      dataset: 'wallarm.notification',
      action: details['notification_type'],
    },
    observer: { vendor: 'Wallarm', type: 'waf' },
    organization: { name: details['client_name'] },
    ...(hit !== undefined && { rule: { category: hit['type'] }, url: { path: hit['path'] } }),
  };
}

/** What the http input and the json codec add at the root, with ECS names. */
function inputFields({ method, path, peer, body }: ReceivedRequest): Fields {
  return {
    ...stamps(),
    host: { ip: peer },
    url: { domain: 'localhost', path },
    http: {
      method,
      version: 'HTTP/1.1',
      request: { body: { bytes: String(Buffer.byteLength(body)) } },
    },
  };
}

/** `@timestamp` is the time of the attack where there is one, else that of arrival. */
function stamps(requestTime?: unknown): Fields {
  const attack = new Date(typeof requestTime === 'number' ? requestTime * 1000 : Number.NaN);
  const time = Number.isNaN(attack.getTime()) ? new Date() : attack;
  return { '@timestamp': time.toISOString(), '@version': '1' };
}

function failureEvent({ original }: Rejection, request: ReceivedRequest): OutgoingEvent {
  const fields = { ...inputFields(request), message: original, tags: ['_jsonparsefailure'] };
  return { hash: '', text: writeJson(fields) };
}

function quarantineRecord({ original, reason }: Rejection): string {
  const event = { kind: 'pipeline_error', original, created: new Date().toISOString() };
  return JSON.stringify({ ...stamps(), event, error: { message: reason.slice(0, 200) } });
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

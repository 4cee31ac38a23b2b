/**
 * Notifications that have been through Logstash: an object with `@timestamp` and `@version`.
 *
 * With the json codec and no target the notification's fields lie at the event's root, among those that the http
 * input adds (`headers` and `host` without ECS; `host`, `url`, `http`, `user_agent`, `event` with it). A
 * pipeline with a target keeps the notification apart, under a field. A field of the input that the notification
 * has as well cannot be told from it; Logstash has merged or overwritten it.
 *
 * @module
 */

/** Where a notification lies inside a Logstash event. */
export interface LogstashContent {
  /** The notification; of one at the root, a copy without Logstash's own fields. */
  readonly payload: unknown;
  /** The field it lies under; absent at the root. */
  readonly field?: string;
}

/** Root fields that Logstash, its http input or a failed filter add. `message` stands only where parsing failed. */
const LOGSTASH_FIELDS: ReadonlySet<string> = new Set([
  '@timestamp',
  '@version',
  '@metadata',
  '_@timestamp',
  '_tags',
  'event',
  'headers',
  'host',
  'http',
  'message',
  'tags',
  'url',
  'user_agent',
]);

/** Whether the object is an event made by Logstash. */
export function isLogstashEvent(value: object): boolean {
  return Object.hasOwn(value, '@timestamp') && Object.hasOwn(value, '@version');
}

/** Whether Logstash made the event of a body that it could not parse: it holds the body's text, no notification. */
export function isParseFailure(event: object): boolean {
  const { tags } = event as { tags?: unknown };
  return Array.isArray(tags) && tags.includes('_jsonparsefailure');
}

/** The notification that an event carries, under `field` if it has an object there, else at the root. */
export function logstashContent(event: object, field: string): LogstashContent {
  if (Object.hasOwn(event, field)) {
    const inner = (event as Record<string, unknown>)[field];
    if (typeof inner === 'object' && inner !== null) return { payload: inner, field };
  }
  // fromEntries defines properties: a `__proto__` key stays a key.
  const own = Object.entries(event).filter(([key]) => !LOGSTASH_FIELDS.has(key));
  return { payload: Object.fromEntries(own) };
}

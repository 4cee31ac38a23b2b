/**
 * Formats of Wallarm's and its neighbours' that look like notifications and are none.
 *
 * They are told by fields that no published notification has, and only when `summary` and `details` are absent,
 * so a notification with additional fields is never taken for one.
 *
 * @module
 */

interface ForeignFormat {
  /** What it is and where it belongs, as sentences. */
  readonly message: string;
  readonly matches: (fields: Readonly<Record<string, unknown>>) => boolean;
}

/** All that an event for Splunk’s collector may have beside others ("Format events for HTTP Event Collector"). */
const ENVELOPE_FIELDS: ReadonlySet<string> = new Set([
  ...['event', 'fields', 'host', 'index', 'source', 'sourcetype', 'time'],
]);

const FORMATS: readonly ForeignFormat[] = [
  {
    message:
      'This is a row of Microsoft Sentinel’s Wallarm table, not a notification: the notification itself is in its RawData. Rows belong in Sentinel; validate what Wallarm sends.',
    matches: (fields) =>
      Object.hasOwn(fields, 'TimeGenerated') &&
      (Object.hasOwn(fields, 'EventType') || Object.hasOwn(fields, 'RawData')),
  },
  {
    message:
      'This is a row of Microsoft Sentinel’s custom log, which flattens a notification into columns such as summary_s: not a notification. Rows belong in Sentinel; validate what Wallarm sends.',
    matches: (fields) =>
      Object.hasOwn(fields, 'summary_s') || Object.hasOwn(fields, 'details_notification_type_s'),
  },
  {
    message:
      'This is a hit as Wallarm writes it to Amazon S3 or MinIO files, not a notification: it has attack_type and uri in place of details.hit. Such files belong to the S3 and MinIO integrations; the Logstash and webhook integrations send notifications.',
    matches: (fields) =>
      Object.hasOwn(fields, 'attack_type') &&
      (Object.hasOwn(fields, 'uri') || Object.hasOwn(fields, 'status_code')),
  },
  {
    message:
      'This is an OCSF event as Wallarm writes it to MinIO files, not a notification: OCSF belongs to a data lake; the Logstash and webhook integrations send notifications.',
    matches: (fields) =>
      Object.hasOwn(fields, 'class_uid') && Object.hasOwn(fields, 'category_uid'),
  },
  {
    message:
      'This is a Splunk HTTP Event Collector envelope, not a notification: it belongs to Splunk’s /services/collector; the notification is in its event.',
    matches: ({ event }) =>
      typeof event === 'object' && event !== null && Object.hasOwn(event, 'summary'),
  },
  {
    message:
      'This is a Splunk HTTP Event Collector envelope whose event is a text, not a notification: it belongs to Splunk’s /services/collector. Whatever sent the notification on has made a text of it, or sent something else; send the notification itself, as a JSON object.',
    matches: (fields) =>
      typeof fields['event'] === 'string' &&
      Object.keys(fields).every((name) => ENVELOPE_FIELDS.has(name)),
  },
];

/** Says what foreign format an object has; `null` for what may be a notification. */
export function foreignFormat(value: object): string | null {
  if (Object.hasOwn(value, 'summary') || Object.hasOwn(value, 'details')) return null;
  const fields = value as Readonly<Record<string, unknown>>;
  return FORMATS.find((format) => format.matches(fields))?.message ?? null;
}

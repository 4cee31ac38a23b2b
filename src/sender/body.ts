/**
 * The body of a delivery: notifications as minified JSON, in one of Wallarm's two data formats. Pure.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';

/** The Console's "Wallarm data format": a JSON array (Wallarm's default) or NDJSON (its API says `jsonl`). */
export type DataFormat = 'array' | 'ndjson';

/**
 * Encodes notifications as Wallarm would send them: UTF-8, minified, not compressed.
 *
 * An array also for a single notification. NDJSON ends each line with LF, the last one too; whether Wallarm's does is
 * unpublished. Sources: `webhook-advanced-settings.md` of Wallarm's documentation; the request of 2020 in
 * `logstash-*-user-log.png` (minified).
 *
 * @throws InvalidOptionError when a notification cannot be written as JSON (a cycle, a BigInt, nesting too deep).
 */
export function encodeBody(notifications: readonly object[], format: DataFormat): Buffer {
  if (format === 'array') return Buffer.from(`[${notifications.map(toJson).join(',')}]`);
  return Buffer.from(notifications.map((value, index) => `${toJson(value, index)}\n`).join(''));
}

function toJson(notification: object, index: number): string {
  try {
    return JSON.stringify(notification);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new InvalidOptionError(
      `notification ${index}`,
      reason,
      'an object that JSON can hold, without cycles and not nested thousands of levels deep',
    );
  }
}

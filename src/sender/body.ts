/**
 * The body of a delivery: notifications as minified JSON, in one of Wallarm's two data formats. Pure.
 *
 * @module
 */
import { InvalidOptionError, messageOf } from '../errors';
import { isDeeper } from '../notification/json-depth';

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
  const texts = notifications.map(toJson);
  const isArray = format === 'array';
  const body = Buffer.from(
    isArray ? `[${texts.join(',')}]` : texts.map((text) => `${text}\n`).join(''),
  );
  // A level takes two bytes at least, so most bodies are too short to be too deep.
  if (body.length > 2 * DEEPEST && isDeeper(body, isArray ? DEEPEST + 1 : DEEPEST)) {
    const deepest = texts.findIndex((text) => isDeeper(Buffer.from(text), DEEPEST));
    refuse(deepest, 'nested too deeply');
  }
  return body;
}

/** Deeper than Logstash reads. Node 26 writes any depth, the lines before it end at some thousands with a stack overflow. */
const DEEPEST = 1_000;

function toJson(notification: object, index: number): string {
  try {
    return JSON.stringify(notification);
  } catch (error) {
    const message = messageOf(error);
    return refuse(index, message.split('\n')[0] ?? '');
  }
}

function refuse(index: number, reason: string): never {
  const expected = `an object that JSON can hold, without cycles and nested at most ${DEEPEST} levels deep`;
  throw new InvalidOptionError(`notification ${index}`, reason, expected);
}

/**
 * From what a person typed to the bytes that are sent. Pure.
 *
 * @module
 */
import { isDeeper } from '../../notification/json-depth';
import { encodeBody } from '../../sender/body';
import { ApiError } from '../errors';
import type { Send } from '../schemas/send';

/** A body that is ready to go. */
export interface EncodedSend {
  readonly body: Buffer;
  /** How many notifications are in it; `null` when nobody has looked. */
  readonly notifications: number | null;
}

/** Deeper than Logstash reads, and than the notifications of anybody. */
const DEEPEST = 64;

/** @throws ApiError for text that the format cannot be made of */
export function encodeSend(text: string, format: Send['format']): EncodedSend {
  if (format === 'as-typed') return { body: Buffer.from(text), notifications: null };
  const notifications = notificationsIn(text);
  if (format !== 'object') {
    return { body: encodeBody(notifications, format), notifications: notifications.length };
  }
  const [only, ...others] = notifications;
  if (only === undefined || others.length > 0) {
    throw refused(`one object holds one notification, and here are ${notifications.length}`);
  }
  return { body: Buffer.from(JSON.stringify(only)), notifications: 1 };
}

function notificationsIn(text: string): readonly object[] {
  if (isDeeper(Buffer.from(text), DEEPEST)) {
    throw refused(`it is nested deeper than ${DEEPEST} levels`);
  }
  const value = parsed(text);
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (all.length > 0 && all.every(isObject)) return all;
  throw refused('it holds something else than notifications, which are JSON objects');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      return lines.map((line) => JSON.parse(line) as unknown);
    } catch {
      throw refused('it is neither JSON nor NDJSON');
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(why: string): ApiError {
  const detail = `Cannot send the body: ${why}. Mend it, or send it as it is typed.`;
  return new ApiError('WST_REQUEST', 400, detail);
}

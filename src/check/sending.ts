/**
 * How a scenario's bodies are brought to Logstash: as Wallarm sends them, with retries, and with every refusal told.
 *
 * @module
 */
import { gzipSync } from 'node:zlib';

import type { Attempt } from '../sender/attempt-record';
import { encodeBody } from '../sender/body';
import type { SendSummary } from '../sender/send-summary';
import { createSender } from '../sender/sender';
import { type DeliverySettings, resolveDeliverySettings } from '../sender/settings';
import type { Planned, SendingOptions } from './scenario';

/** Shortens the waits of Wallarm's retry cycles: all sixteen retries then take two and a half minutes. */
export const RETRY_TIME_SCALE = 0.05;

/** What sending needs beside the bodies. */
export interface Way {
  readonly settings: DeliverySettings;
  /** Bodies per second. @default as fast as they go */
  readonly rate?: number | undefined;
  readonly timeScale: number;
  readonly signal: AbortSignal;
}

/** The bytes of one body. */
export function bodyOf(planned: readonly Planned[], options: SendingOptions): Buffer {
  const { carrier = 'array', gzip = false } = options;
  const notifications = planned.map(({ notification }) => notification);
  const body =
    carrier === 'object'
      ? Buffer.from(JSON.stringify(notifications[0]))
      : encodeBody(notifications, carrier);
  return gzip ? gzipSync(body) : body;
}

/**
 * Sends bodies, and retries what may succeed later; once one is given up, or refused so that no retry mends it, the
 * rest is not sent.
 *
 * Resolves to the counts, and to a sentence for each kind of refusal that was not overcome.
 */
export async function sendBodies(
  bodies: Iterable<Buffer>,
  { settings, rate, timeScale, signal }: Way,
  { method, gzip = false, concurrency = 4, keepAlive = false, carrier }: SendingOptions,
  onDelivered?: (body: Buffer) => void,
): Promise<{ readonly summary: SendSummary; readonly problems: readonly string[] }> {
  const encoding = gzip ? [{ name: 'Content-Encoding', value: 'gzip' }] : [];
  const resolved = resolveDeliverySettings({
    ...settings,
    ...(method !== undefined && { method }),
    format: carrier === 'ndjson' ? 'ndjson' : 'array',
    headers: [...(settings.headers ?? []), ...encoding],
  });
  const refused = new AbortController();
  await using sender = createSender({ settings: resolved, keepAlive });
  const summary = await sender.sendAll(bodies, {
    ...{ concurrency, rate },
    retry: { timeScale },
    signal: AbortSignal.any([signal, refused.signal]),
    onDelivery: (body, outcome) => {
      if (outcome === 'delivered') onDelivered?.(body);
    },
    onAttempt: (attempt, nextAttemptAt) => {
      const isGivenUp = attempt.failure !== null && nextAttemptAt === null;
      if (isGivenUp || isFinal(attempt)) refused.abort();
    },
  });
  const undelivered = summary.sent - summary.delivered;
  const sentences = Object.values(summary.byFailure).map(({ message }) => message);
  return { summary, problems: undelivered > 0 ? sentences : [] };
}

/** Statuses below 500 that may change without anybody mending anything. */
const PASSING = [401, 408, 425, 429];

function isFinal({ status, failure }: Attempt): boolean {
  if (failure === null || status === null) return false;
  return status >= 300 && status < 500 && !PASSING.includes(status);
}

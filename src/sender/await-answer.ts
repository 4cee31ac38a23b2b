/**
 * Waits for a receiver that may still be starting: one body that holds no notification, sent until something answers.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { attempt } from './attempt';
import type { Attempt } from './attempt-record';
import { type DeliverySettings, resolveDeliverySettings } from './settings';

/** How to wait. */
export interface AwaitAnswerOptions {
  /** Milliseconds for which nothing may answer. @default 0: sends it once */
  readonly wait?: number;
  /** Sent along as `Idempotency-Key`, by which the body is known where it arrives. @default none */
  readonly key?: string;
  readonly signal: AbortSignal;
  /** Unix milliseconds. @default Date.now */
  readonly now?: () => number;
}

/** An empty array makes no event in Logstash, and is no notification anywhere. */
const BODY = Buffer.from('[]');
const PAUSE_MS = 250;

/** Resolves to the first attempt that was answered, or could not be mended by waiting; else to the last one. */
export async function awaitAnswer(
  settings: DeliverySettings,
  { wait = 0, key, signal, now = Date.now }: AwaitAnswerOptions,
): Promise<Attempt> {
  const headers = [
    ...(settings.headers ?? []),
    ...(key === undefined ? [] : [{ name: 'Idempotency-Key', value: key }]),
  ];
  const resolved = resolveDeliverySettings({ ...settings, headers });
  const deadline = now() + wait;
  for (;;) {
    const made = await attempt(resolved, BODY, { signal });
    if (!isAway(made) || signal.aborted || now() >= deadline) return made;
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** What a start that is still under way looks like, or a balancer with nobody behind it. */
const AWAY: readonly string[] = [
  ...['NAME_NOT_FOUND', 'CONNECTION_REFUSED', 'UNREACHABLE', 'CONNECTION_TIMEOUT'],
  ...['CONNECTION_RESET', 'CONNECTION_CLOSED', 'CONNECTION_FAILED', 'REQUEST_TIMEOUT'],
  ...['TLS_HANDSHAKE_TIMEOUT', 'TLS_HANDSHAKE_RESET', 'STATUS_502', 'STATUS_503', 'STATUS_504'],
];

function isAway({ failure }: Attempt): boolean {
  return failure !== null && AWAY.includes(failure.code);
}

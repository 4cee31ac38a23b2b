/**
 * A delivery: attempts at one body until a 2xx, in Wallarm's retry cycles.
 *
 * At least once: an attempt that failed may have been received all the same, so a receiver must expect repeats, and
 * nothing in the request tells it which (Wallarm publishes no delivery id).
 *
 * @module
 */
import { randomUUID } from 'node:crypto';

import { InvalidOptionError } from '../errors';
import { attempt, type AttemptOptions } from './attempt';
import type { Attempt } from './attempt-record';
import { encodeBody } from './body';
import { type Clock, systemClock } from './clock';
import { retryWait } from './retry';
import type { ResolvedDeliverySettings } from './settings';

/** How a delivery ended: with a 2xx, after the last retry, or by the caller's signal. */
export type DeliveryOutcome = 'delivered' | 'given-up' | 'aborted';

/** One body brought to one URL. */
export interface Delivery {
  readonly id: string;
  readonly outcome: DeliveryOutcome;
  /** Those made in this run, in order; a resumed delivery's earlier ones are not among them. */
  readonly attempts: readonly Attempt[];
}

/** Called after each attempt; `nextAttemptAt` is in Unix milliseconds, `null` when none follows. */
export type AttemptListener = (attempt: Attempt, nextAttemptAt: number | null) => void;

/** How retries are made. */
export interface RetryOptions {
  /** `false`: one attempt. @default true */
  readonly retry?: boolean;
  /** Multiplies the waits of the retry cycles, 0 to 100; 0 retries at once. @default 1 */
  readonly timeScale?: number;
  readonly onAttempt?: AttemptListener | undefined;
  readonly signal?: AbortSignal | undefined;
  /** @default real time */
  readonly clock?: Clock;
}

/** How {@link deliver} goes about it. */
export interface DeliverOptions extends RetryOptions, Omit<AttemptOptions, 'number'> {
  /** @default a random UUID */
  readonly id?: string;
  /** Goes on with a delivery that an earlier run began: how many attempts it has had, and when the next is due (Unix milliseconds). */
  readonly resume?: { readonly attemptsMade: number; readonly nextAttemptAt: number };
}

/**
 * Delivers notifications as one body, or a body as it is, and retries, if it is to, until a 2xx or the end of the cycles.
 *
 * @throws InvalidOptionError for a time scale out of range, or notifications that JSON cannot hold.
 */
export async function deliver(
  settings: ResolvedDeliverySettings,
  content: readonly object[] | Buffer,
  options: DeliverOptions = {},
): Promise<Delivery> {
  const body = Buffer.isBuffer(content) ? content : encodeBody(content, settings.format);
  const { id = randomUUID(), resume, ...rest } = options;
  const send = (number: number): Promise<Attempt> => attempt(settings, body, { ...rest, number });
  return { id, ...(await withRetries(send, rest, resume)) };
}

/** Calls `send` until it succeeds, in the documented cycles. */
export async function withRetries(
  send: (number: number) => Promise<Attempt>,
  options: RetryOptions,
  resume: DeliverOptions['resume'] = { attemptsMade: 0, nextAttemptAt: 0 },
): Promise<Omit<Delivery, 'id'>> {
  const { retry = true, timeScale = 1, onAttempt, signal, clock = systemClock } = options;
  checkTimeScale(timeScale);
  const attempts: Attempt[] = [];
  let made = resume.attemptsMade;
  if (made > 0) await clock.sleep(Math.max(resume.nextAttemptAt - clock.now(), 0), signal);
  while (signal?.aborted !== true) {
    made += 1;
    const result = await send(made);
    attempts.push(result);
    const aborted = result.failure?.code === 'ABORTED';
    const wait = retry && result.failure !== null && !aborted ? retryWait(made) : null;
    const delay = wait === null ? null : wait * timeScale;
    onAttempt?.(result, delay === null ? null : clock.now() + delay);
    if (result.failure === null) return { outcome: 'delivered', attempts };
    if (aborted) break;
    if (delay === null) return { outcome: 'given-up', attempts };
    await clock.sleep(delay, signal);
  }
  return { outcome: 'aborted', attempts };
}

/** @throws InvalidOptionError unless it is a number from 0 to 100. */
export function checkTimeScale(timeScale: number): void {
  if (!(timeScale >= 0 && timeScale <= 100)) {
    throw new InvalidOptionError('timeScale', timeScale, 'a number from 0 to 100');
  }
}

/**
 * A delivery for tests: the same that the command line makes, but once, within a test's patience, and with an error
 * when it fails.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import { isFalseTime } from '../real-time';
import { unrefClock } from '../sender/clock';
import { type Delivery, deliver as deliverResolved } from '../sender/deliver';
import { resolveDeliverySettings, type DeliverySettings } from '../sender/settings';
import { checkSettings } from './check-settings';
import { FalseTimeError } from './errors';
import { deliveryError } from './explain-delivery';
import { held } from './held';
import { isTestUnderWay, testTimers } from './runner';

/** How {@link deliver} goes about it. */
export interface DeliverOptions {
  /** `none`: one attempt, which takes at most 4 s to connect and 4 s to be answered unless the settings say otherwise. `wallarm`: Wallarm's retry cycles and time limits, 16 retries within 51 minutes. @default 'none' */
  readonly retries?: 'none' | 'wallarm';
  /** With `retries: 'wallarm'`: multiplies the waits of the cycles, 0 to 100; 0 retries at once. @default 1 */
  readonly timeScale?: number;
  /** Ends it: it then rejects with the signal's reason as the `cause`. */
  readonly signal?: AbortSignal;
}

/** Milliseconds for connecting and for the answer: together with little else less than the 5 s that runners give a test. */
const PATIENCE = { connectionTimeout: 4_000, requestTimeout: 4_000 } as const;

/**
 * Delivers notifications as one body, as Wallarm does: once, or with `retries: 'wallarm'` until a 2xx or the end of its cycles.
 *
 * The settings of a receiver of ours are the receiver itself. Resolves with the delivery and its attempts only when it
 * was delivered. Await it: retries that nobody awaits do not keep the process up.
 *
 * @example
 * import { build, deliver, startReceiver } from 'wallstash';
 *
 * await using receiver = await startReceiver();
 * const { attempts } = await deliver(receiver, [build('vuln'), build('new_hits')]);
 * // attempts[0].status: 200
 *
 * @throws DeliveryError (`WST_DELIVERY`) when it was not delivered: code, sentence and remedy of the last attempt, and for what it was refused
 * @throws InvalidOptionError for settings that cannot be used
 */
export function deliver(
  settings: DeliverySettings,
  content: readonly object[] | Buffer,
  options: DeliverOptions = {},
): Promise<Delivery> {
  return held(() => deliverNow(settings, content, options));
}

async function deliverNow(
  settings: DeliverySettings,
  content: readonly object[] | Buffer,
  options: DeliverOptions,
): Promise<Delivery> {
  if (isFalseTime()) throw new FalseTimeError();
  checkSettings(settings);
  const { retries = 'none', timeScale, signal } = options;
  check(content, retries, timeScale);
  const retry = retries === 'wallarm';
  const resolved = resolveDeliverySettings(retry ? settings : { ...PATIENCE, ...settings });
  const delivery = await deliverResolved(resolved, content, {
    retry,
    signal,
    clock: unrefClock,
    timers: testTimers,
    unref: isTestUnderWay,
    ...(timeScale !== undefined && { timeScale }),
  });
  if (delivery.outcome === 'delivered') return delivery;
  throw deliveryError(delivery, resolved, signal);
}

function check(content: unknown, retries: unknown, timeScale: number | undefined): void {
  if (!Array.isArray(content) && !Buffer.isBuffer(content)) {
    const kind = content === null ? null : typeof content;
    const expected = 'an array of notifications, or the bytes of a body as a Buffer';
    throw new InvalidOptionError('content', kind, expected);
  }
  if (retries !== 'none' && retries !== 'wallarm') {
    throw new InvalidOptionError('retries', retries, '"none" or "wallarm"');
  }
  if (timeScale !== undefined && retries === 'none') {
    const expected = `nothing, or retries: 'wallarm' beside it: without retries there is no wait to scale`;
    throw new InvalidOptionError('timeScale', timeScale, expected);
  }
}

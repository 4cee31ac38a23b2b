/**
 * The sender for programs: the same that the command line drives, with its settings checked on the way in.
 *
 * @module
 */
import { isFalseTime } from '../real-time';
import { unrefClock } from '../sender/clock';
import { createSender as createResolvedSender, type Sender } from '../sender/sender';
import { resolveDeliverySettings, type DeliverySettings } from '../sender/settings';
import { checkSettings } from './check-settings';
import { FalseTimeError } from './errors';
import { held } from './held';
import { isTestUnderWay, testTimers } from './runner';

/** What a {@link createSender} is made of. */
export interface SenderSettings extends DeliverySettings {
  /** Keep connections for further requests, for load; Wallarm is known to close each. @default false */
  readonly keepAlive?: boolean;
}

/**
 * A sender for many bodies, which counts what came of them: that one was not delivered is no exception. Close it.
 *
 * @example
 * import { build, createSender, startReceiver } from 'wallstash';
 *
 * await using receiver = await startReceiver();
 * const { url, ca } = receiver;
 * await using sender = createSender({ url, ca, keepAlive: true });
 * const bodies = [1, 2, 3].map((seed) => Buffer.from(JSON.stringify([build('vuln', { seed })])));
 * const { delivered } = await sender.sendAll(bodies, { concurrency: 3 }); // 3
 *
 * @throws InvalidOptionError for settings that cannot be used
 */
export function createSender(given: SenderSettings): Sender {
  if (isFalseTime()) throw new FalseTimeError();
  checkSettings(given);
  const { keepAlive = false, ...settings } = given;
  const sender = createResolvedSender({
    settings: resolveDeliverySettings(settings),
    keepAlive,
    clock: unrefClock,
    timers: testTimers,
    unref: isTestUnderWay,
  });
  return { ...sender, sendAll: (bodies, options) => held(() => sender.sendAll(bodies, options)) };
}

/**
 * The sender for programs: the same that the command line drives, with its settings checked on the way in.
 *
 * @module
 */
import { type Delivery, deliver as deliverResolved } from './sender/deliver';
import { createSender as createResolvedSender, type Sender } from './sender/sender';
import { resolveDeliverySettings, type DeliverySettings } from './sender/settings';

/** How {@link deliver} goes about it. */
export interface DeliverOptions {
  /** Multiplies the waits of Wallarm's retry cycles, 0 to 100; 0 retries at once. @default 1 */
  readonly timeScale?: number;
  /** Ends it: the outcome is then `aborted`. */
  readonly signal?: AbortSignal;
}

/** What a {@link createSender} is made of. */
export interface SenderSettings extends DeliverySettings {
  /** Keep connections for further requests, for load; Wallarm is known to close each. @default false */
  readonly keepAlive?: boolean;
}

/**
 * Delivers notifications as one body, as Wallarm does, and retries until a 2xx or the end of its cycles.
 *
 * That a receiver cannot be reached is no exception: the attempts say what happened.
 *
 * @example
 * import { build, deliver, startReceiver } from 'wallstash';
 *
 * const receiver = await startReceiver();
 * const { url, ca } = receiver;
 * const { outcome } = await deliver({ url, ca }, [build('vuln'), build('new_hits')]);
 * // outcome: 'delivered'
 * await receiver.close();
 *
 * @throws InvalidOptionError for settings that cannot be used
 */
export async function deliver(
  settings: DeliverySettings,
  content: readonly object[] | Buffer,
  options: DeliverOptions = {},
): Promise<Delivery> {
  return deliverResolved(resolveDeliverySettings(settings), content, options);
}

/**
 * A sender for many bodies. Close it.
 *
 * @example
 * import { build, createSender, startReceiver } from 'wallstash';
 *
 * const receiver = await startReceiver();
 * const { url, ca } = receiver;
 * const sender = createSender({ url, ca, keepAlive: true });
 * const bodies = [1, 2, 3].map((seed) => Buffer.from(JSON.stringify([build('vuln', { seed })])));
 * const { delivered } = await sender.sendAll(bodies, { concurrency: 3 }); // 3
 * sender.close();
 * await receiver.close();
 *
 * @throws InvalidOptionError for settings that cannot be used
 */
export function createSender({ keepAlive = false, ...settings }: SenderSettings): Sender {
  return createResolvedSender({ settings: resolveDeliverySettings(settings), keepAlive });
}

/**
 * Bodies sent as they are, one attempt each, that nobody keeps: for a person who watches.
 *
 * @module
 */
import type { Clock } from '../sender/clock';
import type { SendAllOptions } from '../sender/run';
import { createSender } from '../sender/sender';
import type { SendSummary } from '../sender/send-summary';
import { type DeliverySettings, resolveDeliverySettings } from '../sender/settings';
import { withoutSecrets } from './describe-integration';

/** How it goes: nothing is retried. */
export interface SendManyOptions extends Omit<SendAllOptions, 'retry'> {
  /** @default real time */
  readonly clock?: Clock;
}

/** Bodies that are ready to go. */
export interface PreparedSend {
  /** Host and port, as messages name the receiver. */
  readonly authority: string;
  /** Sends them; secrets of the settings are masked in the attempts. */
  start(
    bodies: Iterable<Buffer> | AsyncIterable<Buffer>,
    options?: SendManyOptions,
  ): Promise<SendSummary>;
}

/**
 * Checks the settings; nothing is sent before `start`.
 *
 * @throws InvalidOptionError, InvalidCertificateFileError for settings that cannot be used.
 */
export function prepareSend(settings: DeliverySettings): PreparedSend {
  const resolved = resolveDeliverySettings(settings);
  return {
    authority: resolved.authority,
    async start(bodies, { clock, onAttempt, ...options } = {}) {
      await using sender = createSender({
        settings: resolved,
        ...(clock !== undefined && { clock }),
      });
      return await sender.sendAll(bodies, {
        ...options,
        onAttempt: (attempt, next) => onAttempt?.(withoutSecrets(attempt, settings), next),
      });
    },
  };
}

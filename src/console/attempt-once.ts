/**
 * One attempt that nobody keeps: for a person who waits for what comes of it.
 *
 * @module
 */
import { attempt } from '../sender/attempt';
import type { Attempt } from '../sender/attempt-record';
import type { Clock } from '../sender/clock';
import { type DeliverySettings, resolveDeliverySettings } from '../sender/settings';
import { withoutSecrets } from './describe-integration';

/** How it is made. */
export interface AttemptOnceOptions {
  /** Ends the attempt: it is recorded with the failure `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  /** @default real time */
  readonly clock?: Clock;
}

/**
 * Sends a body with these settings, once, as it is. Their secrets are masked in the answer.
 *
 * @throws InvalidOptionError, InvalidCertificateFileError for settings that cannot be used.
 */
export async function attemptOnce(
  settings: DeliverySettings,
  body: Buffer,
  options: AttemptOnceOptions = {},
): Promise<Attempt> {
  const made = await attempt(resolveDeliverySettings(settings), body, options);
  return withoutSecrets(made, settings);
}

/**
 * The two ways of an attempt: a connection of its own, or one that is kept. A peer must not be able to tell them apart
 * by what it can do to them.
 *
 * @module
 */
import type { AttemptOptions } from '../../src/sender/attempt';
import type { Attempt } from '../../src/sender/attempt-record';
import { createSender } from '../../src/sender/sender';
import { type DeliverySettings, resolveDeliverySettings } from '../../src/sender/settings';
import { attemptWith, BODY } from '../helpers/sender';

/** Makes one attempt at this receiver. */
type AttemptOver = (
  settings: DeliverySettings,
  options?: Pick<AttemptOptions, 'timers'> & { body?: Buffer },
) => Promise<Attempt>;

/** For `describe.each`. */
export const WAYS: readonly (readonly [string, AttemptOver])[] = [
  ['a connection of its own', attemptWith],
  ['a kept connection', attemptKept],
];

async function attemptKept(
  settings: DeliverySettings,
  { body = BODY, ...rest }: Parameters<AttemptOver>[1] = {},
): Promise<Attempt> {
  const attempts: Attempt[] = [];
  await using sender = createSender({
    settings: resolveDeliverySettings(settings),
    keepAlive: true,
    ...rest,
  });
  await sender.sendAll([body], { onAttempt: (made) => attempts.push(made) });
  const [made] = attempts;
  if (made === undefined) throw new Error('no attempt was made');
  return made;
}

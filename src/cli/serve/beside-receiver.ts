/**
 * The receiver of `serve` as those beside it see it: where it is, and what senders to it must bear.
 *
 * @module
 */
import type { BesideReceiver } from '../../api/dependencies';
import type { RunningReceiver } from '../../receiver/receiver';
import type { RequestHeader } from '../../sender/request-headers';
import { basicCredentials } from '../check/check-flags';

/** Its URL on this machine. */
export function endpointOf({ port, options: { path = '' } }: RunningReceiver): string {
  return `https://localhost:${port}${path}`;
}

/** What an integration that sends to the receiver needs, without a secret. */
export function besideReceiver(receiver: RunningReceiver, ca: string): BesideReceiver {
  const { requireHeader, user } = receiver.options;
  return {
    ...{ url: endpointOf(receiver), ca },
    ...(requireHeader !== undefined && { requireHeader: requireHeader.name }),
    ...(user !== undefined && { user: true }),
  };
}

/** What senders to the receiver must bear. */
export function secretsOf({ options }: RunningReceiver): readonly RequestHeader[] {
  const { requireHeader, user, password = '' } = options;
  return [
    ...(requireHeader === undefined ? [] : [requireHeader]),
    ...(user === undefined ? [] : basicCredentials(user, password)),
  ];
}

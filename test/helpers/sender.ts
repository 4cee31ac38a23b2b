/**
 * Short ways to make attempts in tests of the sender.
 *
 * @module
 */
import type { LookupFunction } from 'node:net';

import { attempt, type AttemptOptions } from '../../src/sender/attempt';
import type { Attempt } from '../../src/sender/attempt-record';
import { type DeliverySettings, resolveDeliverySettings } from '../../src/sender/settings';

/** A small body: what it holds does not matter to the sender. */
export const BODY = Buffer.from('[{"summary":"[Test message] New hit detected"}]');

/** Makes one attempt with these settings. */
export async function attemptWith(
  settings: DeliverySettings,
  options: AttemptOptions & { body?: Buffer } = {},
): Promise<Attempt> {
  const { body = BODY, ...rest } = options;
  return attempt(resolveDeliverySettings(settings), body, rest);
}

/** Resolves every name to this address. */
export function resolvingTo(address: string): LookupFunction {
  return (_name, options, done) => {
    setImmediate(() => {
      if (options.all === true) done(null, [{ address, family: 4 }]);
      else done(null, address, 4);
    });
  };
}

/** Fails as the system's resolver does, with this code. */
export function failingLookup(code: string): LookupFunction {
  return (name, _options, done) => {
    const error = Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code });
    setImmediate(() => done(error, ''));
  };
}

/**
 * Addresses on which a server of ours may listen.
 *
 * @module
 */
import { isIP } from 'node:net';

import { InvalidOptionError } from './errors';

/** Refuses the empty one, for which Node would listen on every address. @throws InvalidOptionError */
export function requireHost(option: string, host: string): void {
  if (host !== '') return;
  throw new InvalidOptionError(option, host, 'an address of this machine, such as 127.0.0.1');
}

/** Whether only this machine reaches it. */
export function isLoopback(host: string): boolean {
  if (host.toLowerCase() === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

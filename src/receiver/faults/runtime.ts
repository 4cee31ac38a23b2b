/**
 * What the runtime cannot do. Bun has `node:tls` and `node:net`, but makes the handshake by itself: what stands before it is
 * never called, and a reset is not one.
 *
 * @module
 */
import { InvalidOptionError } from '../../errors';
import { isHandshakeFault } from './check-fault';
import type { Fault } from './fault';

/** @throws InvalidOptionError for a fault that could not act here, rather than count as if it had. */
export function checkRuntime(fault: Fault): void {
  if (!('Bun' in globalThis)) return;
  if (!isHandshakeFault(fault) && fault.kind !== 'connection-reset') return;
  throw new InvalidOptionError(
    'kind',
    fault.kind,
    'a fault that can act in Bun (delay, status, empty-response, never-respond, slow-response); for this one run the test in Node',
  );
}

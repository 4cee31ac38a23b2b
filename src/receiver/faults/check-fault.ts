/**
 * Whether a fault makes sense: faults come from tests, flags and the API, and each of them must be told which field
 * is wrong.
 *
 * @module
 */
import { InvalidOptionError } from '../../errors';
import { HANDSHAKE_FAULTS, type Fault, type FaultScope, type HandshakeFault } from './fault';

const REQUEST_FAULTS: readonly string[] = [
  ...['delay', 'status', 'connection-reset', 'empty-response', 'never-respond', 'slow-response'],
];
/** The fields of each kind that has any, besides those of its scope. */
const FIELDS: Readonly<Record<string, string>> = {
  delay: 'milliseconds',
  status: 'status',
  'slow-response': 'milliseconds',
};
const SCOPE: readonly string[] = ['kind', 'next', 'share', 'seed'];
const DAY = 86_400_000;

/** Every kind of fault, those of requests first. */
export const FAULT_KINDS: readonly string[] = [...REQUEST_FAULTS, ...HANDSHAKE_FAULTS];

/** Whether a fault acts in the TLS handshake, before any request. */
export function isHandshakeFault(fault: Fault): fault is HandshakeFault & FaultScope {
  return HANDSHAKE_FAULTS.some((kind) => kind === fault.kind);
}

/**
 * Refuses a fault of the handshake where the runtime gives no handshake into our hands: it would do nothing and be
 * counted as if it had. Bun is told by the one method of a TLS server that it lacks.
 *
 * @throws InvalidOptionError
 */
export function checkReachable(
  kind: HandshakeFault['kind'],
  server: { readonly setSecureContext?: unknown },
): void {
  if (typeof server.setSecureContext === 'function') return;
  const expected = `one of ${REQUEST_FAULTS.join(', ')}: faults of the TLS handshake act in Node and Deno, and this runtime (Bun) makes the handshake by itself`;
  throw new InvalidOptionError('kind', kind, expected);
}

/**
 * Checks every field.
 *
 * @throws InvalidOptionError naming the first field that cannot be used.
 */
export function checkFault(fault: Fault): void {
  if (!FAULT_KINDS.includes(fault.kind)) {
    throw new InvalidOptionError('kind', fault.kind, `one of ${FAULT_KINDS.join(', ')}`);
  }
  for (const [field, value] of Object.entries(fault)) {
    if (SCOPE.includes(field) || FIELDS[fault.kind] === field) continue;
    throw new InvalidOptionError(field, value, `no such field with the fault ${fault.kind}`);
  }
  if (fault.kind === 'status') checkStatus(fault.status);
  if (fault.kind === 'delay') checkDelay(fault.milliseconds);
  if (fault.kind === 'slow-response' && fault.milliseconds !== undefined) {
    checkInteger('milliseconds', fault.milliseconds, DAY);
  }
  checkScope(fault);
}

function checkScope({ next, share, seed }: FaultScope): void {
  if (next !== undefined && !(Number.isSafeInteger(next) && next >= 1)) {
    throw new InvalidOptionError('next', next, 'an integer from 1');
  }
  if (share !== undefined && !(share >= 0 && share <= 1)) {
    throw new InvalidOptionError('share', share, 'a number from 0 to 1');
  }
  if (seed !== undefined && !Number.isSafeInteger(seed)) {
    throw new InvalidOptionError('seed', seed, 'an integer');
  }
}

/** 1xx is no answer: the sender would go on waiting for one. */
function checkStatus(status: number | readonly number[]): void {
  const list: readonly number[] = [status].flat();
  if (list.length > 0 && list.every((one) => Number.isInteger(one) && one >= 200 && one <= 599)) {
    return;
  }
  throw new InvalidOptionError('status', status, 'a status from 200 to 599, or a list of them');
}

function checkDelay(milliseconds: number | { from: number; to: number }): void {
  if (typeof milliseconds !== 'object') {
    checkInteger('milliseconds', milliseconds, DAY);
    return;
  }
  checkInteger('milliseconds.to', milliseconds.to, DAY);
  checkInteger('milliseconds.from', milliseconds.from, milliseconds.to);
}

function checkInteger(field: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  throw new InvalidOptionError(field, value, `an integer from 0 to ${most}`);
}

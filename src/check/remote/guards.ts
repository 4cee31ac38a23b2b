/**
 * What the console API sends, narrowed before it is used. Pure.
 *
 * @module
 */
import type { Arrival } from '../arrivals';

/** A delivery with its place in the journal. */
export interface Delivery extends Arrival {
  readonly id: string;
}

/** A fault that is on. */
export interface FaultState {
  readonly id: string;
  /** As it was switched on. */
  readonly fault: unknown;
  readonly acted: number;
}

/** A field of a value that may be no object. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** A delivery with its body, or `undefined` when it is none. */
export function asDelivery(value: unknown): Delivery | undefined {
  const id = field(value, 'id');
  const receivedAt = field(value, 'receivedAt');
  const body = field(value, 'body');
  const encoding = field(value, 'bodyEncoding');
  const answer = field(value, 'answer');
  const [status, reason] = [field(answer, 'status'), field(answer, 'reason')];
  const fault = field(value, 'fault');
  const key = field(value, 'idempotencyKey');
  if (typeof id !== 'string' || typeof receivedAt !== 'number') return undefined;
  if (typeof body !== 'string' || typeof status !== 'number') return undefined;
  if (encoding !== 'utf8' && encoding !== 'base64') return undefined;
  const content = encoding === 'utf8' ? body : Buffer.from(body, encoding);
  return {
    ...{ id, receivedAt, body: content },
    answer: typeof reason === 'string' ? { status, reason } : { status },
    ...(typeof key === 'string' && { idempotencyKey: key }),
    ...(typeof fault === 'string' && { fault }),
  };
}

/** A fault that is on, or `undefined` when it is none. */
export function asFault(value: unknown): FaultState | undefined {
  const id = field(value, 'id');
  const acted = field(value, 'acted');
  if (typeof id !== 'string' || typeof acted !== 'number') return undefined;
  return { id, acted, fault: field(value, 'fault') };
}

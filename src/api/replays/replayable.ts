/**
 * The body of a delivery as it can be sent again, if it can.
 *
 * @module
 */
import type { JournalEntry } from '../../journal/entry';
import { ApiError, notFound } from '../errors';

/** @throws ApiError when the body is not there as it came */
export function bodyToReplay({ id, kind, body, bodySize }: JournalEntry): Buffer {
  if (body.length === bodySize && kind === undefined) return body;
  const why = kind === undefined ? 'its body was too large and is not kept' : 'it has no body';
  throw new ApiError('WST_NOT_KEPT', 409, `Cannot replay the delivery ${id}: ${why}.`);
}

/** Of a delivery that the journal does not have. */
export function goneDelivery(id: string): ApiError {
  return notFound(`the delivery ${id}: there is none, retention dropped it, or it was cleared`);
}

/**
 * A delivery of the console: one raised event on its way to one integration, and what is kept of its attempts.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';

import type { Attempt, AttemptFailureCode } from '../sender/attempt-record';
import { ConsoleStateError } from './errors';

/** A delivery that is not over, as it is kept on disk. */
export interface PendingDelivery {
  /** Sorts in order of creation. */
  readonly id: string;
  readonly integrationId: string;
  /** What the integration was called when it was raised: told once that is gone. */
  readonly integrationName?: string;
  readonly notificationTypes: readonly string[];
  /** What the body holds; encoded anew for each attempt, in the format of the settings at that time. */
  readonly notifications: readonly object[];
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly attemptsMade: number;
  /** Unix milliseconds. */
  readonly nextAttemptAt: number;
  readonly lastFailure: FailureSummary | null;
}

/** Why the last attempt failed. */
export interface FailureSummary {
  readonly code: AttemptFailureCode;
  readonly message: string;
}

/**
 * How a delivery stands: `pending` (its next attempt will come), `held` (its integration is disabled: it waits until
 * that is enabled again), `delivered`, `given-up` (the last retry failed), `dropped` (its integration was deleted while it
 * waited: it is never sent).
 */
export type DeliveryState = 'pending' | 'held' | 'delivered' | 'given-up' | 'dropped';

/** A delivery as it is shown. */
export interface ConsoleDelivery {
  readonly id: string;
  readonly integrationId: string;
  readonly integrationName: string;
  /** The integration is not there any more; the name is that which it had. */
  readonly integrationDeleted: boolean;
  readonly notificationTypes: readonly string[];
  readonly state: DeliveryState;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly attemptsMade: number;
  /** ISO 8601, UTC; `null` when none is due. */
  readonly nextAttemptAt: string | null;
  /** `null` when the last attempt succeeded, or there was none. */
  readonly lastFailure: FailureSummary | null;
}

/** One attempt with the delivery as it stood after it. */
export interface AttemptRecord {
  readonly delivery: ConsoleDelivery;
  readonly attempt: Attempt;
}

/** A new id; of two made in one process the later sorts behind. */
export function deliveryIds(): (now: number) => string {
  let latest = 0;
  return (now) => {
    latest = Math.max(now * 1_000, latest + 1);
    return `${String(latest).padStart(16, '0')}-${randomBytes(3).toString('hex')}`;
  };
}

/** A delivery as it is shown, in this state. */
export function viewOf(
  delivery: PendingDelivery,
  integrationName: string,
  state: DeliveryState,
): ConsoleDelivery {
  const { id, integrationId, notificationTypes, attemptsMade, lastFailure } = delivery;
  return {
    ...{ id, integrationId, integrationName, integrationDeleted: false, notificationTypes, state },
    createdAt: new Date(delivery.createdAt).toISOString(),
    attemptsMade,
    nextAttemptAt: state === 'pending' ? new Date(delivery.nextAttemptAt).toISOString() : null,
    lastFailure,
  };
}

/** A delivery whose integration was deleted: what waited for it is dropped. */
export function ofDeleted(delivery: ConsoleDelivery): ConsoleDelivery {
  const waits = delivery.state === 'pending' || delivery.state === 'held';
  return {
    ...delivery,
    integrationDeleted: true,
    ...(waits && { state: 'dropped', nextAttemptAt: null }),
  };
}

/** Reads a kept delivery. @throws ConsoleStateError when it is none */
export function parseDelivery(text: string, path: string): PendingDelivery {
  const value = parseJson(text, path) as Partial<PendingDelivery> | null;
  const sound =
    typeof value?.id === 'string' &&
    typeof value.integrationId === 'string' &&
    ['string', 'undefined'].includes(typeof value.integrationName) &&
    Array.isArray(value.notifications) &&
    Array.isArray(value.notificationTypes) &&
    [value.createdAt, value.attemptsMade, value.nextAttemptAt].every(Number.isSafeInteger);
  if (!sound) throw new ConsoleStateError(path, 'it does not hold a delivery');
  return value as PendingDelivery;
}

/** Parses a file of the console. @throws ConsoleStateError when it is not JSON */
export function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const why = cause instanceof Error ? `it is not JSON (${cause.message})` : 'it is not JSON';
    throw new ConsoleStateError(path, why, { cause });
  }
}

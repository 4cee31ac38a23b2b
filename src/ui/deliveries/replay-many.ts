/**
 * Sending the bodies of many deliveries again, one after the other in the order in which they came.
 *
 * @module
 */
import type { DeliveryPage, Replay, ReplayRequest } from '../../api/client-types';
import { ApiFailure, call, get, sentenceOf, withQuery } from '../client';
import type { ApiQuery } from './filter';

const PAGE = 1_000;

/** What is sent again. */
export interface Picked {
  /** How many they are, as far as it is known. */
  readonly count: number;
  /** Their ids; `undefined`: all that the query finds. */
  readonly ids: ReadonlySet<string> | undefined;
  readonly query: ApiQuery;
}

/** How far it is. */
export interface ReplayProgress {
  readonly delivered: number;
  readonly failed: number;
  /** Why the newest one failed. */
  readonly reason?: string | undefined;
}

/** Replays all, until the signal aborts. A delivery that cannot be sent fails alone. @throws ApiFailure without an answer */
export async function replayMany(
  { ids, query }: Picked,
  request: ReplayRequest,
  { onProgress, signal }: { onProgress: (progress: ReplayProgress) => void; signal: AbortSignal },
): Promise<void> {
  let progress: ReplayProgress = { delivered: 0, failed: 0 };
  for await (const id of ids === undefined ? idsOf(query, signal) : [...ids].sort()) {
    const reason = await replayOne(id, request, signal);
    if (signal.aborted) return;
    progress =
      reason === undefined
        ? { ...progress, delivered: progress.delivered + 1 }
        : { ...progress, failed: progress.failed + 1, reason };
    onProgress(progress);
  }
}

/** Why it failed; `undefined` when it was delivered. */
async function replayOne(
  id: string,
  body: ReplayRequest,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { attempt } = await call<Replay>('POST', `/api/deliveries/${id}/replay`, {
      ...{ body, signal },
    });
    return attempt.failure?.message;
  } catch (error) {
    if (signal.aborted) return undefined;
    // Retention dropped it, or its body was not kept; anything else would be the same for all.
    const isOfThis = error instanceof ApiFailure && [404, 409].includes(error.status);
    if (!isOfThis) throw error;
    return sentenceOf(error);
  }
}

/** Oldest first, of those that were there when it began: what is sent may come back as new ones. */
async function* idsOf(query: ApiQuery, signal: AbortSignal): AsyncGenerator<string> {
  const newest = await get<DeliveryPage>(
    withQuery('/api/deliveries', { ...query, limit: 1 }),
    signal,
  );
  const end = newest.entries[0]?.id ?? '';
  let cursor: string | undefined;
  do {
    const order = 'oldest-first';
    const path = withQuery('/api/deliveries', { ...query, order, limit: PAGE, cursor });
    const page = await get<DeliveryPage>(path, signal);
    for (const { id } of page.entries) {
      if (id > end) return;
      yield id;
    }
    cursor = page.next;
  } while (cursor !== undefined);
}

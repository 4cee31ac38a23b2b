/**
 * What became of a test notification: whether the receiver of this Wallstash got it, and how.
 *
 * It may have come straight, or through a Logstash in front; it may also never come here, when the integration points
 * elsewhere, and that is no failure.
 *
 * @module
 */
import type { Delivery, DeliveryPage, TestResult, Verification } from '../../api/client-types';
import { call, get } from '../client';

/** What became of one. */
export type Arrival =
  /** It is in this delivery, with every field that was sent. */
  | { readonly state: 'arrived'; readonly entry: string; readonly payload: unknown }
  /** One that resembles it came instead. */
  | { readonly state: 'altered'; readonly entry: string; readonly payload: unknown }
  | { readonly state: 'unseen' };

/** Through a Logstash it takes a moment. */
const WITHIN_MS = 10_000;

/** Id of the newest delivery, to look only at later ones; `undefined` while there is none. */
export async function newestDelivery(signal?: AbortSignal): Promise<string | undefined> {
  const { entries } = await get<DeliveryPage>('/api/deliveries?limit=1', signal);
  return entries[0]?.id;
}

/**
 * Waits up to ten seconds for the arrival of a test notification behind `after`; one that was not accepted is here by
 * now, or never. @throws ApiFailure
 */
export async function findArrival(
  { notificationType, notification, attempt }: TestResult,
  after: string | undefined,
  signal?: AbortSignal,
): Promise<Arrival> {
  const body = {
    ...{
      type: notificationType,
      where: notification,
      within: attempt.failure === null ? WITHIN_MS : 0,
    },
    ...(after !== undefined && { after }),
  };
  const verification = await call<Verification>('POST', '/api/verify', {
    body,
    ...(signal !== undefined && { signal }),
  });
  const [match] = verification.matched;
  if (match !== undefined) return { state: 'arrived', entry: match.entry, payload: match.payload };
  const near = verification.nearMisses.find(({ type }) => type === notificationType);
  if (near === undefined) return { state: 'unseen' };
  const delivery = await get<Delivery>(`/api/deliveries/${near.entry}`, signal);
  return { state: 'altered', entry: near.entry, payload: valueAt(delivery.body, near.pointer) };
}

/** The value of a JSON Pointer in a body; `undefined` when there is none. */
function valueAt(body: string, pointer: string): unknown {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  try {
    return names.reduce<unknown>(fieldOf, JSON.parse(body));
  } catch {
    return undefined; // NDJSON: its lines are not one value
  }
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

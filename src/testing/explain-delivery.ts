/**
 * A failed delivery in the words of a test: what the sender found out, and what that mostly is in a test.
 *
 * @module
 */
import type { AttemptFailureCode } from '../sender/attempt-record';
import type { Delivery } from '../sender/deliver';
import type { ResolvedDeliverySettings } from '../sender/settings';
import { DeliveryError } from './errors';
import { refusedFor } from './refusal';

/** The error of a delivery that was given up or aborted. */
export function deliveryError(
  delivery: Delivery,
  { authority, customCa }: ResolvedDeliverySettings,
  signal: AbortSignal | undefined,
): DeliveryError {
  const { attempts } = delivery;
  const last = attempts.at(-1);
  if (last?.failure == null) {
    const message = `Not delivered to ${authority}: the signal was aborted before it was sent.`;
    const failed = { failure: 'ABORTED', delivery, violations: [] } as const;
    return new DeliveryError(message, failed, { cause: signal?.reason });
  }
  const { code, message } = last.failure;
  const violations = code === 'STATUS_422' ? refusedFor(last.answer?.text ?? '') : [];
  const times = attempts.length === 1 ? '' : ` after ${attempts.length} attempts`;
  const hint = hintFor(code, customCa);
  const lines = [
    `Not delivered to ${authority}${times}: ${code}. ${message}`,
    ...(hint === undefined ? [] : [hint]),
    ...(violations.length === 0 ? [] : ['It broke the schema:']),
    ...violations.map(
      (one) => `  ${one.pointer === '' ? '(the body)' : one.pointer}: ${one.message}`,
    ),
  ];
  const options = code === 'ABORTED' ? { cause: signal?.reason as unknown } : {};
  return new DeliveryError(lines.join('\n'), { failure: code, delivery, violations }, options);
}

const OF_ANOTHER_CA: readonly AttemptFailureCode[] = [
  'TLS_UNKNOWN_CA',
  'TLS_INCOMPLETE_CHAIN',
  'TLS_SELF_SIGNED',
];

function hintFor(code: AttemptFailureCode, customCa: boolean): string | undefined {
  if (code === 'CONNECTION_REFUSED') {
    return 'In a test: post to the url of a receiver that has not been closed.';
  }
  if (!OF_ANOTHER_CA.includes(code)) return undefined;
  return customCa
    ? 'In a test: each receiver has a CA of its own; url and ca must be those of the same one, as in deliver(receiver, [...]).'
    : 'In a test: give the receiver itself, deliver(receiver, [...]), or its certificate beside its url, { url: receiver.url, ca: receiver.ca }.';
}

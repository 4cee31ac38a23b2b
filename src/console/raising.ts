/**
 * From an event to the deliveries it makes: what is in a body, and who gets it. Pure.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import { build } from '../notification/build';
import { asNotificationType, type NotificationType } from '../notification/notification-type';
import { encodeBody } from '../sender/body';
import type { RaisedEvent } from './console';
import type { PendingDelivery } from './delivery';
import { eventTypeOf, TRIGGER_TYPES } from './event-types';
import type { StoredIntegration } from './integration';
import type { ConsoleAccount } from './system-events';

/** Notifications that travel in one body. */
export interface RaisedBody {
  readonly type: NotificationType;
  readonly notifications: readonly object[];
}

/**
 * The bodies of an event. Hits raised together share one, as in the published samples; "a separate message will be
 * sent for each security issue", and for anything else.
 *
 * @throws UnknownNotificationTypeError, InvalidOptionError for what is no notification
 */
export function bodiesOf(
  event: RaisedEvent,
  { seed, now, account }: { seed: string; now: number; account: ConsoleAccount },
): readonly RaisedBody[] {
  if (typeof event === 'string') {
    const type = asNotificationType(event);
    return [{ type, notifications: [build(type, { seed, now, ...account })] }];
  }
  const given = (Array.isArray(event) ? event : [event]) as readonly object[];
  // A copy, as JSON holds it: the caller's object may change while it waits.
  const all = JSON.parse(encodeBody(given, 'array').toString()) as readonly object[];
  const typed = all.map((notification) => ({ type: typeOf(notification), notification }));
  const hits = typed.filter(({ type }) => type === 'new_hits');
  const others = typed.filter(({ type }) => type !== 'new_hits');
  return [
    ...(hits.length === 0
      ? []
      : [{ type: 'new_hits' as const, notifications: hits.map((one) => one.notification) }]),
    ...others.map(({ type, notification }) => ({ type, notifications: [notification] })),
  ];
}

/** Who gets a body: each enabled integration that ticked its event type, or those that a trigger names. */
export function receiversOf(
  { type, notifications }: RaisedBody,
  integrations: readonly StoredIntegration[],
  to: readonly StoredIntegration[] | undefined,
): readonly StoredIntegration[] {
  const trigger = TRIGGER_TYPES.includes(type);
  if (trigger && to === undefined) {
    const expected =
      'the integrations that the trigger names, or an enabled trigger that sends this: it goes to them, not to those that ticked something';
    throw new InvalidOptionError('to', undefined, `${expected}, for ${type}`);
  }
  if (!trigger && to !== undefined) {
    const expected = `nothing for ${type}: it goes to the integrations that ticked it`;
    throw new InvalidOptionError('to', to.map(({ id }) => id).join(', '), expected);
  }
  const enabled = (to ?? integrations).filter((integration) => integration.enabled);
  if (trigger) return enabled;
  const [notification = {}] = notifications;
  const box = eventTypeOf(type, notification);
  return enabled.filter(({ settings }) => box !== undefined && settings.events.includes(box));
}

/** A delivery that has had no attempt. */
export function newDelivery(
  { type, notifications }: RaisedBody,
  { id, integration, now }: { id: string; integration: StoredIntegration; now: number },
): PendingDelivery {
  const { id: integrationId, settings } = integration;
  return {
    ...{ id, integrationId, integrationName: settings.name },
    ...{ notificationTypes: [type], notifications },
    ...{ createdAt: now, attemptsMade: 0, nextAttemptAt: now, lastFailure: null },
  };
}

function typeOf(notification: unknown): NotificationType {
  const { details } = (notification ?? {}) as { details?: { notification_type?: unknown } | null };
  const type = details?.notification_type;
  if (typeof type === 'string') return asNotificationType(type);
  throw new InvalidOptionError(
    'event',
    type ?? 'nothing',
    'a notification with details.notification_type',
  );
}

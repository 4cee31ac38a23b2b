/**
 * Routes about events: which there are, raising one, and the attempts to deliver them.
 *
 * @module
 */
import { EVENT_TYPES, isOfferedByDefault, TRIGGER_TYPES } from '../../console/event-types';
import { asNotificationType } from '../../notification/notification-type';
import { type ApiDependencies, theConsole } from '../dependencies';
import { ApiError } from '../errors';
import { type Route, route } from '../route';
import { AttemptList, AttemptQuery, EventRequest, RaisedEvents } from '../schemas/attempt';
import { EventTypeList } from '../schemas/event-type';

const TAG = 'integrations';

/** `/api/event-types`, `/api/events` and `/api/attempts`. */
export function eventRoutes(dependencies: ApiDependencies): readonly Route[] {
  return [eventTypesRoute(), raiseRoute(dependencies), attemptsRoute(dependencies)];
}

function eventTypesRoute(): Route {
  return route({
    ...{ method: 'get', path: '/api/event-types', id: 'listEventTypes', tag: TAG },
    summary: 'What an integration can be told of: the boxes to tick, in the order of the Console',
    answers: { 200: { description: 'All of them.', schema: EventTypeList } },
    handle: () => ({
      status: 200,
      body: { eventTypes: EVENT_TYPES.map(describeRow), triggerTypes: TRIGGER_TYPES },
    }),
  });
}

function describeRow(row: (typeof EVENT_TYPES)[number]): object {
  const { name, group, label, era, notificationTypes } = row;
  const risk = 'risk' in row ? row.risk : null;
  return { name, group, label, risk, era, offered: isOfferedByDefault(row), notificationTypes };
}

function raiseRoute(dependencies: ApiDependencies): Route {
  return route({
    ...{ method: 'post', path: '/api/events', id: 'raiseEvent', tag: TAG },
    summary: 'Raise an event: it goes to each enabled integration that ticked its event type',
    body: EventRequest,
    examples: {
      hit: { type: 'new_hits' },
      trigger: { type: 'ip_blocked', to: ['Logstash'] },
    },
    answers: { 202: { description: 'The deliveries are kept.', schema: RaisedEvents } },
    handle: async ({ body: { type, notifications, to } }) => {
      const running = theConsole(dependencies);
      const event = notifications ?? (type === undefined ? undefined : asNotificationType(type));
      if (event === undefined || (type !== undefined && notifications !== undefined)) {
        const detail = 'Cannot raise the event: give either type or notifications.';
        throw new ApiError('WST_REQUEST', 400, detail);
      }
      const deliveries = await running.raise(event, { ...(to !== undefined && { to }) });
      return { status: 202, body: { deliveries } };
    },
  });
}

function attemptsRoute(dependencies: ApiDependencies): Route {
  return route({
    ...{ method: 'get', path: '/api/attempts', id: 'listAttempts', tag: TAG },
    summary: 'Attempts at deliveries, the newest first, and how the deliveries stand',
    query: AttemptQuery,
    answers: { 200: { description: 'Both.', schema: AttemptList } },
    handle: ({ query }) => {
      const running = theConsole(dependencies);
      const { integrationId, deliveryId } = query;
      const deliveries = running
        .deliveries()
        .filter((one) => integrationId === undefined || one.integrationId === integrationId)
        .filter((one) => deliveryId === undefined || one.id === deliveryId);
      return { status: 200, body: { attempts: running.attempts(query), deliveries } };
    },
  });
}

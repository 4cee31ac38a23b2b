/**
 * The AsyncAPI 3.0 document: the notifications that Wallarm sends, and the events of the live stream. Pure.
 *
 * @module
 */
import { Components, type Part, PUBLISHED } from './components';
import { CHANGED } from './live-stream';
import { DeliverySummary } from './schemas/delivery';
import { TestResult } from './schemas/integration';
import { Trouble } from './schemas/trouble';

/** Makes the document. `version`: of Wallstash. */
export function asyncApiDocument(version: string): Part {
  const components = new Components();
  const notifications = Object.fromEntries(
    PUBLISHED.map((type) => [type, message(components.notification(type))]),
  );
  const live = liveMessages(components);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Wallstash',
      version,
      description: 'What is pushed: notifications to the receiver, events to a browser.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: {
      notifications: { address: '/', description: 'The receiver.', messages: notifications },
      live: { address: '/api/stream', description: 'Server-sent events.', messages: live },
    },
    operations: {
      receiveNotifications: operation('receive', 'notifications', notifications),
      sendLive: operation('send', 'live', live),
    },
    components: { schemas: components.schemas },
  };
}

/** The events of the live stream, by name. */
function liveMessages(components: Components): Part {
  return {
    delivery: message(components.use(DeliverySummary)),
    'test-result': message({
      type: 'object',
      required: ['integrationId', 'result'],
      properties: { integrationId: { type: 'string' }, result: components.use(TestResult) },
    }),
    changed: message({
      type: 'object',
      required: ['what'],
      properties: {
        what: { type: 'array', items: { enum: CHANGED } },
      },
    }),
    dropped: message({
      type: 'object',
      required: ['entries'],
      properties: { entries: { type: 'integer' } },
    }),
    cleared: message({
      type: 'object',
      required: ['entries'],
      properties: { entries: { type: 'integer' }, untold: { type: 'integer' } },
    }),
    damaged: message({
      type: 'object',
      required: ['entries'],
      properties: { entries: { type: 'integer' } },
    }),
    imported: message({
      type: 'object',
      required: ['entries'],
      properties: { entries: { type: 'integer' } },
    }),
    trouble: message(components.use(Trouble)),
    reset: message({ type: 'object' }),
  };
}

function message(payload: Part): Part {
  return { payload };
}

function operation(action: 'send' | 'receive', channel: string, messages: Part): Part {
  const refs = Object.keys(messages).map((name) => ({
    $ref: `#/channels/${channel}/messages/${name}`,
  }));
  return { action, channel: { $ref: `#/channels/${channel}` }, messages: refs };
}

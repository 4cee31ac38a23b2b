/**
 * Integrations: what the Console's card holds. Header values go in and never come out.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { EVENT_TYPE_NAMES } from '../../console/event-types';
import { Attempt } from './attempt';
import { AnyObject, CLOSED, Count, IsoDate, nullable, oneOf } from './kinds';

const METHODS = ['POST', 'PUT'] as const;
const FORMATS = ['array', 'ndjson'] as const;
const Timeout = Type.Integer({ minimum: 1, description: 'Milliseconds.' });
const Header = Type.Object({ name: Type.String(), value: Type.String() }, CLOSED);
const EventName = oneOf(EVENT_TYPE_NAMES);

/** The way to a receiver. */
const way = {
  url: Type.String({ description: 'HTTPS, without user and password.' }),
  method: Type.Optional(oneOf(METHODS, 'Default: POST.')),
  verifyTls: Type.Optional(Type.Boolean({ description: 'Default: true.' })),
  requestTimeout: Type.Optional(Timeout),
  connectionTimeout: Type.Optional(Timeout),
};
const format = Type.Optional(oneOf(FORMATS, 'Default: array.'));
const events = Type.Optional(
  Type.Array(EventName, { description: 'Nothing ticked, nothing sent. Default: none.' }),
);

export const IntegrationRequest = Type.Object(
  {
    name: Type.String(),
    ...way,
    headers: Type.Optional(Type.Array(Header, { description: 'Write-only values.' })),
    ca: Type.Optional(Type.String({ description: 'PEM. Default: the public CAs.' })),
    format,
    events,
    enabled: Type.Optional(Type.Boolean({ description: 'Default: true.' })),
  },
  { ...CLOSED, title: 'IntegrationRequest' },
);

export const IntegrationChange = Type.Object(
  {
    name: Type.Optional(Type.String()),
    ...way,
    url: Type.Optional(way.url),
    headers: Type.Optional(
      Type.Array(Type.Object({ name: Type.String(), value: Type.Optional(Type.String()) }, CLOSED), {
        description:
          'The whole new list; a header without a value keeps the one it has, unless `url` goes to another origin.',
      }),
    ),
    ca: Type.Optional(nullable(Type.String({ description: 'null: the public CAs.' }))),
    format,
    events,
  },
  { ...CLOSED, title: 'IntegrationChange', description: 'Only the settings given are changed.' },
);

export const Integration = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    enabled: Type.Boolean(),
    url: Type.String({ description: 'Secret parameters are masked.' }),
    method: oneOf(METHODS),
    headers: Type.Array(Type.Object({ name: Type.String(), value: Type.String() }), {
      description: 'Each value is masked.',
    }),
    ca: nullable(Type.Object({ certificates: Count, fingerprints: Type.Array(Type.String()) })),
    verifyTls: Type.Boolean(),
    requestTimeout: Timeout,
    connectionTimeout: Timeout,
    format: oneOf(FORMATS),
    events: Type.Array(EventName),
    withHeaders: Type.Boolean({ description: 'Set by Wallarm’s own API; what is sent stays the same.' }),
    maker: oneOf(['console', 'wallarm-api'], 'Who made it.'),
    createdAt: IsoDate,
    updatedAt: IsoDate,
  },
  { title: 'Integration' },
);

const KeptIntegration = Type.Object(
  {
    id: Type.String(),
    kind: Type.String({ examples: ['slack'] }),
    name: Type.String(),
    enabled: Type.Boolean(),
    events: Type.Array(Type.String(), { description: 'By their names in Wallarm’s API.' }),
    createdAt: IsoDate,
    updatedAt: IsoDate,
  },
  {
    title: 'KeptIntegration',
    description: 'Of another kind, made by Wallarm’s own API: kept, never sent.',
  },
);

export const TriggerList = Type.Object(
  {
    triggers: Type.Array(
      Type.Object({
        id: Type.Integer(),
        name: Type.String(),
        comment: Type.String(),
        template: Type.String({ examples: ['attacks_exceeded'] }),
        enabled: Type.Boolean(),
        integrations: Type.Array(Type.String(), { description: 'Ids of those that it notifies.' }),
        notificationType: nullable(
          Type.String({ description: 'What must be raised for it to notify them.' }),
        ),
      }),
    ),
  },
  { title: 'TriggerList' },
);

export const IntegrationList = Type.Object(
  { integrations: Type.Array(Integration), kept: Type.Array(KeptIntegration) },
  { title: 'IntegrationList' },
);

export const IntegrationReference = Type.Object({
  reference: Type.String({ description: 'Id, or a name that no other has.', examples: ['Logstash'] }),
});

export const TestResult = Type.Object(
  {
    notificationType: Type.String(),
    summary: Type.String(),
    notification: { ...AnyObject, description: 'What was sent: the one element of the body.' },
    attempt: Attempt,
  },
  { title: 'TestResult' },
);

export const TestRun = Type.Object(
  {
    results: Type.Array(TestResult),
    passed: Type.Boolean(),
    verdict: Type.String(),
    remedies: Type.Array(
      Type.Object({
        code: Type.String(),
        message: Type.String(),
        notificationTypes: Type.Array(Type.String()),
      }),
    ),
  },
  { title: 'TestRun', description: '*Test integration*: five notifications, one attempt each.' },
);

export const ReplayRequest = Type.Object(
  {
    integration: Type.Optional(
      Type.String({ description: 'Id or name: with its settings, and alone in the request.' }),
    ),
    ...way,
    url: Type.Optional(way.url),
    headers: Type.Optional(Type.Array(Header)),
    ca: Type.Optional(Type.String({ description: 'PEM. Default: the public CAs.' })),
  },
  {
    ...CLOSED,
    title: 'ReplayRequest',
    description: 'Where the body is sent again, once, as it is: an integration, or a `url`.',
  },
);

export const Replay = Type.Object({ attempt: Attempt }, { title: 'Replay' });

/**
 * Attempts at deliveries, and the console's own deliveries that they belong to.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { CLOSED, Count, IsoDate, Milliseconds, nullable, oneOf } from './kinds';

const Phase = oneOf(['dns', 'connect', 'tls', 'firstByte', 'end']);

const PeerTls = Type.Object({
  version: nullable(Type.String()),
  trusted: Type.Boolean(),
  certificate: nullable(
    Type.Object({
      subject: Type.String(),
      issuer: Type.String(),
      names: Type.Array(Type.String()),
      validFrom: IsoDate,
      validTo: IsoDate,
      fingerprint: Type.String(),
    }),
  ),
});

export const Attempt = Type.Object(
  {
    number: Type.Integer({ minimum: 1 }),
    startedAt: IsoDate,
    phases: Type.Object(
      {
        dns: nullable(Milliseconds),
        connect: nullable(Milliseconds),
        tls: nullable(Milliseconds),
        firstByte: nullable(Milliseconds),
        end: Milliseconds,
      },
      { description: 'From the start to the end of each phase; null when it did not get there.' },
    ),
    reusedConnection: Type.Boolean(),
    verifyTls: Type.Boolean(),
    remoteAddress: nullable(Type.String()),
    tls: nullable(PeerTls),
    bodyBytes: Count,
    status: nullable(Type.Integer()),
    answer: nullable(
      Type.Object({ text: Type.String(), bytes: Count, complete: Type.Boolean() }),
    ),
    failure: nullable(
      Type.Object({
        code: Type.String({ description: 'docs/errors.md has a section for each.' }),
        phase: Phase,
        message: Type.String({ description: 'One sentence with a remedy.' }),
      }),
    ),
  },
  { title: 'Attempt', description: 'One HTTP try. It succeeded when `failure` is null.' },
);

export const ConsoleDelivery = Type.Object(
  {
    id: Type.String(),
    integrationId: Type.String(),
    integrationName: Type.String(),
    integrationDeleted: Type.Boolean({ description: 'The name is that which it had.' }),
    notificationTypes: Type.Array(Type.String()),
    state: oneOf(
      ['pending', 'held', 'delivered', 'given-up', 'dropped'],
      'dropped: its integration was deleted while it waited.',
    ),
    createdAt: IsoDate,
    attemptsMade: Count,
    nextAttemptAt: nullable(IsoDate),
    lastFailure: nullable(Type.Object({ code: Type.String(), message: Type.String() })),
  },
  { title: 'ConsoleDelivery', description: 'A raised event on its way to one integration.' },
);

export const AttemptList = Type.Object(
  {
    attempts: Type.Array(Type.Object({ delivery: ConsoleDelivery, attempt: Attempt }), {
      description: 'The newest first.',
    }),
    deliveries: Type.Array(ConsoleDelivery, {
      description: 'All that wait and the newest that are over or were dropped, in order of creation.',
    }),
  },
  { title: 'AttemptList' },
);

export const AttemptQuery = Type.Object(
  {
    integrationId: Type.Optional(Type.String()),
    deliveryId: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, examples: [20] })),
  },
  CLOSED,
);

export const EventRequest = Type.Object(
  {
    type: Type.Optional(Type.String({ description: 'One notification of this type is built.' })),
    notifications: Type.Optional(
      Type.Array(Type.Record(Type.String(), Type.Unknown()), {
        minItems: 1,
        description: 'These are sent as they are.',
      }),
    ),
    to: Type.Optional(
      Type.Array(Type.String(), {
        description: "Integrations by id or name, for a trigger's message only.",
      }),
    ),
  },
  { ...CLOSED, title: 'EventRequest', description: 'Either `type` or `notifications`.' },
);

export const RaisedEvents = Type.Object(
  { deliveries: Type.Array(ConsoleDelivery) },
  { title: 'RaisedEvents' },
);

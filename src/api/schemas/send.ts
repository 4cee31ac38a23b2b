/**
 * Sends: a body that a person wrote, sent so many times to an integration or to the receiver beside the API.
 *
 * @module
 */
import { type Static, Type } from '@sinclair/typebox';

import { Attempt } from './attempt';
import { CLOSED, Count, nullable, oneOf } from './kinds';
import { RUN_COUNTS, RUN_STANDING } from './run';

/** Bounds of a send. */
export const SEND_BOUNDS = {
  /** Characters of the body. */
  body: 262_144,
  /** Requests. */
  count: 10_000,
  /** Requests per second. */
  rate: 100,
  /** Sends that run at a time. */
  running: 4,
  /** Sends that are kept, running ones among them. */
  kept: 20,
  /** Attempts of a send that are kept: the newest. */
  attempts: 20,
  /** Deliveries that a send names: the newest. */
  deliveries: 100,
} as const;

const METHODS = ['POST', 'PUT'] as const;
const FORMATS = ['array', 'object', 'ndjson', 'as-typed'] as const;

export const SendRequest = Type.Object(
  {
    body: Type.String({
      minLength: 1,
      maxLength: SEND_BOUNDS.body,
      description: 'One notification, or an array of them; `as-typed`: any text.',
    }),
    integration: Type.Optional(
      Type.String({
        description:
          'Id or name: it gets the body with its settings, enabled or not. Default: the receiver beside this API.',
      }),
    ),
    method: Type.Optional(oneOf(METHODS, 'Default: that of the integration, or POST.')),
    format: Type.Optional(
      oneOf(
        FORMATS,
        'How the notifications are written, minified: in a JSON array, as one object, a line each (NDJSON); `as-typed`: the text, byte for byte. Default: that of the integration, or array.',
      ),
    ),
    count: Type.Optional(
      Type.Integer({
        ...{ minimum: 1, maximum: SEND_BOUNDS.count },
        description: 'How many requests, each with the same body. Default: 1.',
      }),
    ),
    rate: Type.Optional(
      Type.Number({
        ...{ minimum: 0.1, maximum: SEND_BOUNDS.rate },
        description: 'Requests per second. Default: 10.',
      }),
    ),
  },
  { ...CLOSED, title: 'SendRequest' },
);
export type SendRequest = Static<typeof SendRequest>;

export const Send = Type.Object(
  {
    id: Type.String(),
    ...RUN_STANDING,
    method: oneOf(METHODS),
    format: oneOf(FORMATS),
    bodyBytes: Count,
    notifications: nullable(
      Type.Integer({ description: 'In each body; null when it was sent as it was typed.' }),
    ),
    count: Type.Integer({ description: 'Requests wanted.' }),
    rate: Type.Number(),
    ...RUN_COUNTS,
    attempts: Type.Array(Attempt, { description: 'The newest first; some twenty are kept.' }),
    arrived: Type.Object(
      {
        deliveries: Type.Integer({ description: 'Deliveries that hold what was sent.' }),
        ids: Type.Array(Type.String(), { description: 'Of the newest, the newest first.' }),
      },
      {
        description:
          'At the receiver beside this API, straight or by way of a Logstash, until a minute after the end.',
      },
    ),
  },
  { title: 'Send' },
);
export type Send = Static<typeof Send>;

export const SendList = Type.Object({ sends: Type.Array(Send) }, { title: 'SendList' });

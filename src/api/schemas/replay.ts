/**
 * Replays of many deliveries: which, where to, and how it goes.
 *
 * @module
 */
import { type Static, Type } from '@sinclair/typebox';

import { DeliveryFilter, DeliveryReference } from './delivery';
import { ReplayRequest } from './integration';
import { CLOSED, nullable } from './kinds';
import { RUN_COUNTS, RUN_STANDING } from './run';

/** Bounds of a replay. */
export const REPLAY_BOUNDS = {
  /** Deliveries that are named one by one. */
  ids: 10_000,
  /** Deliveries that a search may find. */
  deliveries: 100_000,
  /** Requests per second. */
  rate: 100,
  /** Replays that run at a time. */
  running: 2,
  /** Replays that are kept, running ones among them. */
  kept: 20,
  /** Failures that are told one by one: the first. */
  failures: 20,
} as const;

const { rate } = REPLAY_BOUNDS;

export const ReplayManyRequest = Type.Object(
  {
    ...ReplayRequest.properties,
    ids: Type.Optional(
      Type.Array(DeliveryReference.properties.id, {
        ...{ minItems: 1, maxItems: REPLAY_BOUNDS.ids },
        description: 'The deliveries. Or `query`.',
      }),
    ),
    query: Type.Optional(
      Type.Object(DeliveryFilter, {
        ...CLOSED,
        description: 'All that it finds, of those that are there now. Or `ids`.',
      }),
    ),
    rate: Type.Optional(
      Type.Number({
        ...{ minimum: 0.1, maximum: rate },
        description: 'Requests per second. Default: each as soon as the one before is answered.',
      }),
    ),
  },
  {
    ...CLOSED,
    title: 'ReplayManyRequest',
    description: 'Which deliveries are sent again, and where to: an integration, or a `url`.',
  },
);
export type ReplayManyRequest = Static<typeof ReplayManyRequest>;

export const ReplayMany = Type.Object(
  {
    id: Type.String(),
    ...RUN_STANDING,
    count: Type.Integer({ description: 'Deliveries wanted.' }),
    left: Type.Integer({ description: 'Not tried yet, or never when it was stopped.' }),
    ...RUN_COUNTS,
    failures: Type.Array(
      Type.Object({
        delivery: Type.String({ description: 'Its id.' }),
        status: nullable(Type.Integer()),
        code: Type.String(),
        message: Type.String(),
      }),
      { description: 'The first twenty.' },
    ),
  },
  { title: 'ReplayMany' },
);
export type ReplayMany = Static<typeof ReplayMany>;

export const ReplayList = Type.Object(
  { replays: Type.Array(ReplayMany) },
  { title: 'ReplayList' },
);

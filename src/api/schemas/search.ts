/**
 * Searching deliveries: the fields there are, and counts over time.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { DeliveryFilter } from './delivery';
import { CLOSED, Count, Moment } from './kinds';

export const SearchFields = Type.Object(
  {
    fields: Type.Array(
      Type.Object({
        name: Type.String(),
        about: Type.String({ description: 'What it asks for: follows "deliveries".' }),
        example: Type.String({ description: 'A term that uses it.' }),
        values: Type.Array(Type.String(), { description: 'To offer; all there are if `closed`.' }),
        closed: Type.Boolean({ description: 'Any other value is refused.' }),
        readsBody: Type.Boolean({ description: 'Slower: bodies or headers are read for it.' }),
      }),
    ),
    payloadPrefix: Type.String({ description: 'How fields of the notification itself begin.' }),
    rules: Type.Array(Type.String(), { description: 'The rules of the language.' }),
  },
  { title: 'SearchFields' },
);

export const TimelineQuery = Type.Object(
  {
    ...DeliveryFilter,
    buckets: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 500, description: 'At most so many. Default: 120.' }),
    ),
  },
  CLOSED,
);

export const Timeline = Type.Object(
  {
    total: Type.Integer({ minimum: 0, description: 'How many match.' }),
    width: Type.Integer({ description: 'Milliseconds that a bucket spans.' }),
    buckets: Type.Array(
      Type.Object({
        at: Type.Integer({ description: 'Its beginning, Unix milliseconds.' }),
        accepted: Count,
        rejected: Count,
        refused: Count,
      }),
      { description: 'Those that hold something, in order of time.' },
    ),
    earliest: Type.Optional(Moment),
    latest: Type.Optional(Moment),
    newest: Type.Optional(
      Type.String({ description: 'Id of the newest delivery looked at: later ones are not counted.' }),
    ),
    damaged: Type.Integer({
      minimum: 0,
      description: 'How many could not be looked at because their records are damaged.',
    }),
  },
  { title: 'Timeline' },
);

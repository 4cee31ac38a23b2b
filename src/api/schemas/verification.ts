/**
 * What is expected to have arrived, and what came of it.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { Finding } from './delivery';
import { CLOSED, Count, Moment, nullable } from './kinds';

const match = {
  type: Type.Optional(Type.String()),
  where: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'Fields that the notification must have, at any depth; it may have others.',
    }),
  ),
  method: Type.Optional(Type.String()),
  path: Type.Optional(Type.String()),
  valid: Type.Optional(Type.Boolean()),
  accepted: Type.Optional(Type.Boolean()),
};

/** A wait holds a connection: longer than this a caller asks again. */
const LONGEST_WAIT = 600_000;
const Wait = Type.Integer({ minimum: 0, maximum: LONGEST_WAIT, description: 'Milliseconds.' });

export const Expectation = Type.Object(
  {
    ...match,
    exactly: Type.Optional(Count),
    atLeast: Type.Optional(Count),
    atMost: Type.Optional(Count),
    never: Type.Optional(Type.Boolean()),
    inOrder: Type.Optional(Type.Array(Type.Object(match, CLOSED), { minItems: 1 })),
    within: Type.Optional(Wait),
    quietFor: Type.Optional(Wait),
    after: Type.Optional(Type.String({ description: 'Only what arrived after this entry.' })),
  },
  { ...CLOSED, title: 'Expectation', description: 'Without a count: at least one.' },
);

export const Verification = Type.Object(
  {
    held: Type.Boolean(),
    code: Type.Optional(Type.String({ description: 'When it did not hold: why, as a code.' })),
    message: Type.Optional(Type.String({ description: 'When it did not hold: what to mend.' })),
    count: Type.Integer({ description: 'How many matched.' }),
    matched: Type.Array(
      Type.Object({
        entry: Type.String(),
        pointer: Type.String(),
        type: nullable(Type.String()),
        payload: Type.Unknown(),
        violations: Type.Array(Finding),
        receivedAt: Moment,
        method: Type.String(),
        path: Type.String(),
      }),
      { description: 'The first 100 that matched.' },
    ),
    nearMisses: Type.Array(
      Type.Object({
        entry: Type.String(),
        pointer: Type.String(),
        type: nullable(Type.String()),
        mismatches: Type.Array(
          Type.Object({
            path: Type.String(),
            want: Type.String(),
            got: Type.String(),
            hint: Type.Optional(Type.String()),
          }),
        ),
        mismatchCount: Count,
        conditions: Count,
        alike: Count,
      }),
    ),
    invalid: Type.Array(Type.Object({ entry: Type.String(), pointer: Type.String() })),
    dropped: Count,
    cleared: Count,
  },
  { title: 'Verification' },
);

/**
 * What sends and replays have in common: where they go, how they stand, and what their requests met.
 *
 * @module
 */
import { type Static, type TObject, Type } from '@sinclair/typebox';

import { Count, Moment, nullable, oneOf } from './kinds';

/** How one stands, and since when. */
export const RUN_STANDING = {
  state: oneOf(['running', 'finished', 'stopped'], '`stopped`: before all were sent.'),
  to: Type.Object({
    integration: nullable(Type.Object({ id: Type.String(), name: Type.String() })),
    authority: Type.String({ description: 'Host and port that is sent to.' }),
  }),
  startedAt: Moment,
  endedAt: nullable(Moment),
};

/** What its requests met. */
export const RUN_COUNTS = {
  delivered: Type.Integer({ description: 'Answered with a 2xx.' }),
  failed: Type.Integer({ description: 'Not answered with a 2xx. Nothing is tried again.' }),
  outcomes: Type.Array(
    Type.Object({
      status: nullable(Type.Integer({ description: 'null: there was no answer.' })),
      code: nullable(Type.String({ description: 'Why it failed; null when it did not.' })),
      count: Count,
    }),
    { description: 'What the requests met, the most frequent first.' },
  ),
};

/** What its requests met. */
export type RunCounts = Static<TObject<typeof RUN_COUNTS>>;
/** How one stands. */
export type RunStanding = Static<TObject<typeof RUN_STANDING>>;

/** Names one. */
export const RunReference = Type.Object({ id: Type.String({ examples: ['1'] }) });

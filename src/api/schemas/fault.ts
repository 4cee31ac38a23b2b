/**
 * Faults of the receiver: to switch on, and those that are on.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { HANDSHAKE_FAULTS } from '../../receiver/faults/fault';
import { CLOSED, Count, oneOf } from './kinds';

const REQUEST_FAULTS = [
  ...(['delay', 'status', 'connection-reset'] as const),
  ...(['empty-response', 'never-respond', 'slow-response'] as const),
];
const Status = Type.Integer({ minimum: 200, maximum: 599 });
const Span = Type.Object({ from: Count, to: Count }, CLOSED);

/** Which fields go with which kind is checked by the receiver, which names the field. */
export const Fault = Type.Object(
  {
    kind: oneOf([...REQUEST_FAULTS, ...HANDSHAKE_FAULTS]),
    milliseconds: Type.Optional(Type.Union([Count, Span], { description: 'delay, slow-response.' })),
    status: Type.Optional(
      Type.Union([Status, Type.Array(Status, { minItems: 1 })], { description: 'status.' }),
    ),
    next: Type.Optional(Type.Integer({ minimum: 1, description: 'Only the next so many.' })),
    share: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: 'Default: 1.' })),
    seed: Type.Optional(Type.Integer({ description: 'Default: 1.' })),
  },
  { ...CLOSED, title: 'Fault' },
);

export const ActiveFault = Type.Object(
  { id: Type.String(), fault: Fault, acted: Count },
  { title: 'ActiveFault' },
);

export const FaultList = Type.Object({ faults: Type.Array(ActiveFault) }, { title: 'FaultList' });

export const FaultReference = Type.Object({ id: Type.String({ examples: ['f1'] }) });

export const FaultsCleared = Type.Object({ cleared: Count }, { title: 'FaultsCleared' });

/**
 * What came to the receiver and was no delivery.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { TROUBLE_KINDS } from '../../receiver/trouble';
import { Moment, oneOf } from './kinds';

const about = {
  kind: oneOf(
    TROUBLE_KINDS,
    '`tls`: the handshake failed; `http`: no readable request came; `overload`: answered 429; `journal`: the disk failed, answered 503; `internal`: a defect in Wallstash.',
  ),
  message: Type.String({ description: 'What happened and, where there is one, the remedy.' }),
  remoteAddress: Type.String({
    description: 'Empty when the connection was gone before it was asked.',
  }),
  entry: Type.Optional(
    Type.String({ description: "Id of the journal's entry that tells the same, where there is one." }),
  ),
  at: Moment,
};

/** As the live stream tells of it. */
export const Trouble = Type.Object(about, {
  title: 'Trouble',
  description: 'A sender that gave up in the TLS handshake, a request that was no HTTP, a disk that failed.',
});

export const RepeatedTrouble = Type.Object(
  {
    ...about,
    times: Type.Integer({ minimum: 1, description: 'How many there were with this message; the rest is that of the last.' }),
  },
  { title: 'RepeatedTrouble' },
);

export const TroubleList = Type.Object(
  { troubles: Type.Array(RepeatedTrouble, { maxItems: 20, description: 'The newest first.' }) },
  { title: 'TroubleList' },
);

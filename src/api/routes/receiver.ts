/**
 * The receiver that runs beside the API, as an integration needs it.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { type ApiDependencies, theReceiver } from '../dependencies';
import { type Route, route } from '../route';

const Receiver = Type.Object(
  {
    url: Type.String({ description: 'Of its endpoint.' }),
    ca: Type.String({ description: 'PEM of the CA to trust. Public: no key is in it.' }),
    requireHeader: Type.Optional(
      Type.String({ description: 'Name of the header that senders must bear.' }),
    ),
    user: Type.Optional(Type.Boolean({ description: 'Senders must bear Basic credentials.' })),
  },
  { title: 'Receiver' },
);

/** `/api/receiver`. */
export function receiverRoutes(dependencies: ApiDependencies): readonly Route[] {
  return [
    route({
      ...{ method: 'get', path: '/api/receiver', id: 'getReceiver', tag: 'integrations' },
      summary: 'The receiver beside this API: what an integration that sends to it is given',
      answers: { 200: { description: 'The receiver.', schema: Receiver } },
      handle: () => ({ status: 200, body: theReceiver(dependencies) }),
    }),
  ];
}

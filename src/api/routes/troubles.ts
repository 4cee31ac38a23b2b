/**
 * What came to the receiver beside the API and was no delivery.
 *
 * @module
 */
import type { ApiDependencies } from '../dependencies';
import { type Route, route } from '../route';
import { TroubleList } from '../schemas/trouble';

const DISTRUST = {
  ...{ kind: 'tls', remoteAddress: '172.18.0.4', at: 1_700_000_000_000, times: 2 },
  message:
    'The sender does not trust the CA of this endpoint: give it the CA file (in Wallarm Console: "CA certificate").',
} as const;

/** `/api/troubles`. */
export function troubleRoutes({ troubles }: ApiDependencies): readonly Route[] {
  return [
    route({
      ...{ method: 'get', path: '/api/troubles', id: 'listTroubles', tag: 'deliveries' },
      summary: 'What came to the receiver and was no delivery, such as a TLS handshake that failed',
      answers: {
        200: {
          description: 'Since its start, those with the same message together.',
          schema: TroubleList,
          example: { troubles: [DISTRUST] },
        },
      },
      handle: () => ({ status: 200, body: { troubles: troubles?.list() ?? [] } }),
    }),
  ];
}

/**
 * Routes about sends: a body that a person wrote, sent to an integration or to the receiver.
 *
 * @module
 */
import { type Route, route } from '../route';
import { Problem } from '../schemas/kinds';
import { RunReference } from '../schemas/run';
import { Send, SendList, SendRequest } from '../schemas/send';
import type { Sends } from '../sends/sends';

const TAG = 'sends';
const SAMPLE = '{"summary":"[Test message] New hit","details":{"notification_type":"new_hits"}}';

/** The routes under `/api/sends`. */
export function sendRoutes(sends: Sends): readonly Route[] {
  return [
    route({
      ...{ method: 'post', path: '/api/sends', id: 'startSend', tag: TAG },
      summary: 'Send a body so many times, one attempt each',
      description:
        'It goes on when the caller has left; `changed` on the live stream tells of it (`sends`). What breaks the ' +
        'contract is sent all the same: hold it against `/api/validate` before.',
      body: SendRequest,
      examples: { twice: { body: SAMPLE, integration: 'Logstash', count: 2 } },
      answers: {
        202: { description: 'It has begun.', schema: Send },
        404: {
          ...{ description: 'There is no such integration.', schema: Problem },
          type: 'application/problem+json',
        },
      },
      handle: ({ body }) => ({ status: 202, body: sends.start(body) }),
    }),
    route({
      ...{ method: 'get', path: '/api/sends', id: 'listSends', tag: TAG },
      summary: 'The newest twenty sends, the newest first; gone when the server ends',
      answers: { 200: { description: 'All that are kept.', schema: SendList } },
      handle: () => ({ status: 200, body: { sends: sends.list() } }),
    }),
    route({
      ...{ method: 'get', path: '/api/sends/{id}', id: 'getSend', tag: TAG },
      summary: 'How a send goes, and what of it arrived',
      params: RunReference,
      answers: { 200: { description: 'The send.', schema: Send } },
      handle: ({ params: { id } }) => ({ status: 200, body: sends.get(id) }),
    }),
    route({
      ...{ method: 'delete', path: '/api/sends/{id}', id: 'stopSend', tag: TAG },
      summary: 'Stop a send; what was sent stays',
      params: RunReference,
      answers: { 204: { description: 'No further request begins.' } },
      handle: ({ params: { id } }) => {
        sends.stop(id);
        return { status: 204 };
      },
    }),
  ];
}

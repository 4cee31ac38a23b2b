/**
 * Routes about replays of many deliveries.
 *
 * @module
 */
import type { Replays } from '../replays/replays';
import { type Route, route } from '../route';
import { Problem } from '../schemas/kinds';
import { ReplayList, ReplayMany, ReplayManyRequest } from '../schemas/replay';
import { RunReference } from '../schemas/run';

const TAG = 'deliveries';

/** The routes under `/api/replays`. */
export function replayRoutes(replays: Replays): readonly Route[] {
  return [
    route({
      ...{ method: 'post', path: '/api/replays', id: 'startReplay', tag: TAG },
      summary: 'Send the bodies of many deliveries again, one after the other, one attempt each',
      description:
        'It goes on when the caller has left; `changed` on the live stream tells of it (`replays`). An integration gets ' +
        'them even when it is disabled.',
      body: ReplayManyRequest,
      examples: {
        byId: { ids: ['0000000001'], integration: 'Logstash' },
        bySearch: { query: { search: 'verdict:rejected' }, url: 'https://localhost:9' },
      },
      answers: {
        202: { description: 'It has begun.', schema: ReplayMany },
        404: {
          ...{ description: 'There is no such integration.', schema: Problem },
          type: 'application/problem+json',
        },
      },
      handle: async ({ body }) => ({ status: 202, body: await replays.start(body) }),
    }),
    route({
      ...{ method: 'get', path: '/api/replays', id: 'listReplays', tag: TAG },
      summary: 'The newest twenty replays, the newest first; gone when the server ends',
      answers: { 200: { description: 'All that are kept.', schema: ReplayList } },
      handle: () => ({ status: 200, body: { replays: replays.list() } }),
    }),
    route({
      ...{ method: 'get', path: '/api/replays/{id}', id: 'getReplay', tag: TAG },
      summary: 'How a replay goes: what was delivered, what failed and why, what is left',
      params: RunReference,
      answers: { 200: { description: 'The replay.', schema: ReplayMany } },
      handle: ({ params: { id } }) => ({ status: 200, body: replays.get(id) }),
    }),
    route({
      ...{ method: 'delete', path: '/api/replays/{id}', id: 'stopReplay', tag: TAG },
      summary: 'Stop a replay; what was sent stays',
      params: RunReference,
      answers: { 204: { description: 'No further request begins.' } },
      handle: ({ params: { id } }) => {
        replays.stop(id);
        return { status: 204 };
      },
    }),
  ];
}

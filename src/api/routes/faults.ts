/**
 * Routes about the receiver's faults.
 *
 * @module
 */
import type { Fault as ReceiverFault } from '../../receiver/faults/fault';
import { type ApiDependencies, theFaults } from '../dependencies';
import { notFound } from '../errors';
import { type Route, route } from '../route';
import { ActiveFault, Fault, FaultList, FaultReference, FaultsCleared } from '../schemas/fault';

const TAG = 'faults';
const THREE_TIMES = { kind: 'status', status: [503, 503, 200], next: 3 };
const ON = { id: 'f1', fault: { kind: 'connection-reset' }, acted: 0 };

/** The routes under `/api/faults`. */
export function faultRoutes(dependencies: ApiDependencies): readonly Route[] {
  return [...onRoutes(dependencies), ...offRoutes(dependencies)];
}

function onRoutes(dependencies: ApiDependencies): readonly Route[] {
  return [
    route({
      ...{ method: 'get', path: '/api/faults', id: 'listFaults', tag: TAG },
      summary: 'The faults that are on, the first switched on first',
      answers: {
        200: { description: 'All of them.', schema: FaultList, example: { faults: [ON] } },
      },
      handle: () => ({ status: 200, body: { faults: theFaults(dependencies).list() } }),
    }),
    route({
      ...{ method: 'post', path: '/api/faults', id: 'addFault', tag: TAG },
      summary: 'Switch a fault on',
      body: Fault,
      examples: { threeTimes: THREE_TIMES },
      answers: {
        201: {
          description: 'It is on.',
          schema: ActiveFault,
          example: { id: 'f2', fault: THREE_TIMES, acted: 0 },
        },
      },
      // Which fields a kind has is checked by the switch itself.
      handle: ({ body }) => ({
        status: 201,
        body: theFaults(dependencies).add(body as ReceiverFault),
      }),
    }),
  ];
}

function offRoutes(dependencies: ApiDependencies): readonly Route[] {
  return [
    route({
      ...{ method: 'delete', path: '/api/faults', id: 'clearFaults', tag: TAG },
      summary: 'Switch all faults off',
      answers: {
        200: { description: 'How many were on.', schema: FaultsCleared, example: { cleared: 1 } },
      },
      handle: () => ({ status: 200, body: { cleared: theFaults(dependencies).clear() } }),
    }),
    route({
      ...{ method: 'delete', path: '/api/faults/{id}', id: 'clearFault', tag: TAG },
      summary: 'Switch one fault off',
      params: FaultReference,
      answers: { 204: { description: 'It is off.' } },
      handle: ({ params: { id } }) => {
        if (theFaults(dependencies).clear(id) > 0) return { status: 204 };
        throw notFound(`the fault ${JSON.stringify(id)}: it is not on`);
      },
    }),
  ];
}

/**
 * Routes about what was received: the list, one delivery, its raw body, and sending it again.
 *
 * @module
 */
import type { Static } from '@sinclair/typebox';

import { attemptOnce } from '../../console/attempt-once';
import type { JournalEntry } from '../../journal/entry';
import { type ApiDependencies, theConsole } from '../dependencies';
import { describeDeliveries } from '../describe-deliveries';
import { targetOf } from '../replays/replay-target';
import { bodyToReplay, goneDelivery } from '../replays/replayable';
import { type Route, route } from '../route';
import { Delivery, DeliveryPage, DeliveryQuery, DeliveryReference } from '../schemas/delivery';
import { Replay, ReplayRequest } from '../schemas/integration';
import { Problem } from '../schemas/kinds';
import { SearchFields, Timeline, TimelineQuery } from '../schemas/search';
import { PAYLOAD_PREFIX, SEARCH_FIELDS, SEARCH_RULES } from '../../journal/search/search-fields';
import { wholeDelivery } from '../whole-delivery';
import { clearRoute } from './clear';
import { exportRoute } from './export';
import { importRoute } from './import';
import { sameNotificationRoute } from './same-notification';

const TAG = 'deliveries';

/** Told how many entries were cleared, or imported. */
export interface DeliveryListeners {
  readonly cleared: (entries: number) => void;
  readonly imported: (entries: number) => void;
}

/** The routes under `/api/deliveries`. */
export function deliveryRoutes(
  dependencies: ApiDependencies,
  { cleared, imported }: DeliveryListeners,
): readonly Route[] {
  const { journal } = dependencies;
  const find = async (id: string): Promise<JournalEntry> => {
    const entry = await journal.get(id);
    if (entry !== undefined) return entry;
    throw goneDelivery(id);
  };
  return [
    route({
      ...{ method: 'get', path: '/api/deliveries', id: 'listDeliveries', tag: TAG },
      summary: 'Deliveries, the newest first',
      query: DeliveryQuery,
      answers: { 200: { description: 'A page.', schema: DeliveryPage } },
      handle: async ({ query }) => {
        const page = await journal.query({ order: 'newest-first', ...query });
        const entries = await describeDeliveries(dependencies, page.entries);
        return { status: 200, body: { ...page, entries } };
      },
    }),
    ...searchRoutes(dependencies),
    exportRoute(dependencies),
    importRoute(dependencies, imported),
    clearRoute(dependencies, cleared),
    route({
      ...{ method: 'get', path: '/api/deliveries/{id}', id: 'getDelivery', tag: TAG },
      summary: 'One delivery with its body and findings',
      params: DeliveryReference,
      answers: { 200: { description: 'The delivery.', schema: Delivery } },
      handle: async ({ params }) => ({ status: 200, body: wholeDelivery(await find(params.id)) }),
    }),
    route({
      ...{ method: 'get', path: '/api/deliveries/{id}/body', id: 'getDeliveryBody', tag: TAG },
      summary: 'The bytes of the body as they came, after content decoding',
      params: DeliveryReference,
      answers: { 200: { description: 'The bytes.', type: 'application/octet-stream' } },
      // Strangers wrote it: it is to be saved, never shown as a page.
      handle: async ({ params }) => {
        const { id, body } = await find(params.id);
        const headers = { 'content-disposition': `attachment; filename="delivery-${id}.body"` };
        return { status: 200, body, type: 'application/octet-stream', headers };
      },
    }),
    sameNotificationRoute(dependencies, find),
    replayRoute(dependencies, find),
  ];
}

function searchRoutes({ journal }: ApiDependencies): readonly Route[] {
  return [
    route({
      ...{ method: 'get', path: '/api/deliveries/timeline', id: 'deliveryTimeline', tag: TAG },
      summary: 'How many deliveries match, and when they came',
      description: 'Bodies are read only for what needs them. It ends when the caller hangs up.',
      query: TimelineQuery,
      answers: { 200: { description: 'Counts over time.', schema: Timeline } },
      handle: async ({ query, signal }) => ({
        status: 200,
        body: await journal.timeline({ ...query, signal }),
      }),
    }),
    route({
      ...{ method: 'get', path: '/api/search-fields', id: 'listSearchFields', tag: TAG },
      summary: 'The fields that a search may name, with values to offer',
      answers: { 200: { description: 'All of them.', schema: SearchFields } },
      handle: () => ({
        status: 200,
        body: { fields: SEARCH_FIELDS, payloadPrefix: PAYLOAD_PREFIX, rules: SEARCH_RULES },
      }),
    }),
  ];
}

function replayRoute(
  dependencies: ApiDependencies,
  find: (id: string) => Promise<JournalEntry>,
): Route {
  return route({
    ...{ method: 'post', path: '/api/deliveries/{id}/replay', id: 'replayDelivery', tag: TAG },
    summary: 'Send the body of a delivery again, once, to an integration or to a URL',
    description: 'Nothing of it is kept. An integration gets it even when it is disabled.',
    params: DeliveryReference,
    body: ReplayRequest,
    examples: {
      toIntegration: { integration: 'Logstash' },
      toUrl: { url: 'https://localhost:9', requestTimeout: 1000 },
    },
    answers: {
      200: { description: 'The attempt, whether it succeeded or not.', schema: Replay },
      409: {
        description: 'The body was not kept.',
        schema: Problem,
        type: 'application/problem+json',
      },
    },
    handle: async ({ params, body: where, signal }) => {
      const body = bodyToReplay(await find(params.id));
      return { status: 200, body: { attempt: await replay(dependencies, body, where, signal) } };
    },
  });
}

function replay(
  dependencies: ApiDependencies,
  body: Buffer,
  where: Static<typeof ReplayRequest>,
  signal: AbortSignal,
): Promise<object> {
  const target = targetOf(where);
  return 'settings' in target
    ? attemptOnce(target.settings, body, { signal })
    : theConsole(dependencies).replay(target.integration, body, { signal });
}

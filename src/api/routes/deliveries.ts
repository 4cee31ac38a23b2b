/**
 * Routes about what was received: the list, one delivery, its raw body, and sending it again.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';

import { withoutSecrets } from '../../console/describe-integration';
import type { JournalEntry } from '../../journal/entry';
import { attempt } from '../../sender/attempt';
import { type DeliverySettings, resolveDeliverySettings } from '../../sender/settings';
import type { ApiDependencies } from '../dependencies';
import { ApiError, notFound } from '../errors';
import { type Route, route } from '../route';
import { Delivery, DeliveryPage, DeliveryQuery, DeliveryReference } from '../schemas/delivery';
import { Replay, ReplayRequest } from '../schemas/integration';
import { Problem } from '../schemas/kinds';

const TAG = 'deliveries';

/** The routes under `/api/deliveries`. */
export function deliveryRoutes({ journal }: ApiDependencies): readonly Route[] {
  const find = async (id: string): Promise<JournalEntry> => {
    const entry = await journal.get(id);
    if (entry !== undefined) return entry;
    throw notFound(`the delivery ${id}: there is none, or retention dropped it`);
  };
  return [
    route({
      ...{ method: 'get', path: '/api/deliveries', id: 'listDeliveries', tag: TAG },
      summary: 'Deliveries, the newest first',
      query: DeliveryQuery,
      answers: { 200: { description: 'A page.', schema: DeliveryPage } },
      handle: async ({ query }) => ({
        status: 200,
        body: await journal.query({ order: 'newest-first', ...query }),
      }),
    }),
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
    route({
      ...{ method: 'post', path: '/api/deliveries/{id}/replay', id: 'replayDelivery', tag: TAG },
      summary: 'Send the body of a delivery to a URL, once',
      params: DeliveryReference,
      body: ReplayRequest,
      examples: { once: { url: 'https://localhost:9', requestTimeout: 1000 } },
      answers: {
        200: { description: 'The attempt, whether it succeeded or not.', schema: Replay },
        409: {
          description: 'The body was not kept.',
          schema: Problem,
          type: 'application/problem+json',
        },
      },
      handle: async ({ params, body, signal }) => ({
        status: 200,
        body: { attempt: await replay(await find(params.id), body, signal) },
      }),
    }),
  ];
}

function wholeDelivery({ body, ...entry }: JournalEntry): object {
  const bodyEncoding = isUtf8(body) ? 'utf8' : 'base64';
  return { ...entry, body: body.toString(bodyEncoding), bodyEncoding };
}

async function replay(
  { id, kind, body, bodySize }: JournalEntry,
  settings: DeliverySettings,
  signal: AbortSignal,
): Promise<object> {
  if (body.length < bodySize || kind !== undefined) {
    const why = kind === undefined ? 'its body was too large and is not kept' : 'it has no body';
    const detail = `Cannot replay the delivery ${id}: ${why}.`;
    throw new ApiError('WST_NOT_KEPT', 409, detail);
  }
  const made = await attempt(resolveDeliverySettings(settings), body, { signal });
  return withoutSecrets(made, settings.headers);
}

/**
 * The route that streams deliveries as a file.
 *
 * @module
 */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

import { Type } from '@sinclair/typebox';

import {
  EXPORT_ENDINGS,
  EXPORT_FORMATS,
  EXPORT_WORDS,
  exportEntries,
} from '../../journal/exporting/export-entries';
import { damagedWords } from '../../journal/errors';
import { criteriaOf } from '../../journal/querying/filter';
import type { ApiDependencies } from '../dependencies';
import { type Route, route } from '../route';
import { DeliveryFilter } from '../schemas/delivery';
import { CLOSED, oneOf } from '../schemas/kinds';

const ExportQuery = Type.Object(
  {
    ...DeliveryFilter,
    format: Type.Optional(oneOf(EXPORT_FORMATS, `${EXPORT_WORDS}. Default: ndjson.`)),
  },
  CLOSED,
);

/** `/api/deliveries/export`. */
export function exportRoute({
  journal,
  receiver,
  answeredIn,
  onTrouble = () => undefined,
}: ApiDependencies): Route {
  return route({
    ...{ method: 'get', path: '/api/deliveries/export', id: 'exportDeliveries', tag: 'deliveries' },
    summary: 'Deliveries as a file, the oldest first',
    description:
      'Streamed, in bounded memory. Secrets are not in it: the journal holds none. ' +
      'When records are damaged, all others are in it, and then its connection is cut: it must not look like a whole one.',
    query: ExportQuery,
    streams: true,
    answers: { 200: { description: 'The file.', type: 'application/octet-stream' } },
    handle: async ({ query: { format = 'ndjson', ...filter }, response, signal }) => {
      // Wrong questions are refused before the answer begins.
      criteriaOf(filter);
      const origin =
        receiver === undefined ? 'https://localhost:5044' : new URL(receiver.url).origin;
      let damaged = 0;
      const entries = journal.read(filter, { signal, onDamaged: () => (damaged += 1) });
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="deliveries.${EXPORT_ENDINGS[format]}"`,
      });
      await send(
        response,
        exportEntries(entries, format, { origin, ca: receiver?.ca, answeredIn }),
        signal,
      );
      if (damaged === 0) response.end();
      else {
        onTrouble(`An export was cut off at its end. ${damagedWords(damaged)}`);
        response.socket?.destroySoon();
      }
      return undefined;
    },
  });
}

/** As fast as the caller takes it, until it goes. */
async function send(
  response: ServerResponse,
  parts: AsyncIterable<string | Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  for await (const part of parts) {
    signal.throwIfAborted();
    if (!response.write(part)) await once(response, 'drain', { signal });
  }
}

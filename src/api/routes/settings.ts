/**
 * What `serve` runs with, to read; and its CA, to download.
 *
 * @module
 */
import { type ApiDependencies, theReceiver, theSettings } from '../dependencies';
import { type Route, route } from '../route';
import { Settings } from '../schemas/settings';

const TAG = 'settings';
const PEM = 'application/x-pem-file';

/** `/api/settings` and `/api/ca.crt`. */
export function settingsRoutes(dependencies: ApiDependencies): readonly Route[] {
  return [
    route({
      ...{ method: 'get', path: '/api/settings', id: 'getSettings', tag: TAG },
      summary: 'What serve runs with, without secrets',
      answers: { 200: { description: 'All of it.', schema: Settings } },
      handle: async () => {
        const facts = await theSettings(dependencies);
        const { entries, bytes, dropped } = dependencies.journal.statistics();
        return { status: 200, body: { ...facts, journal: { entries, bytes, dropped } } };
      },
    }),
    route({
      ...{ method: 'get', path: '/api/ca.crt', id: 'getCa', tag: TAG },
      summary: 'The CA that senders must trust, PEM',
      answers: { 200: { description: 'The certificate. Public: no key is in it.', type: PEM } },
      handle: () => ({
        ...{ status: 200, body: theReceiver(dependencies).ca, type: PEM },
        headers: { 'content-disposition': 'attachment; filename="wallstash-ca.crt"' },
      }),
    }),
  ];
}

/**
 * The route that brings exported deliveries into the journal.
 *
 * @module
 */
import { importEntries } from '../../journal/importing/import-entries';
import { RECEIVER_DEFAULTS } from '../../receiver/options';
import type { ApiDependencies } from '../dependencies';
import { ApiError } from '../errors';
import { inspectHere } from '../inspect-here';
import { type Route, route } from '../route';
import { Imported } from '../schemas/delivery';

/** What an export of one delivery may look like. */
const EXAMPLE =
  '{"id":"0000000042","time":"2026-11-24T08:00:00.000Z","remoteAddress":"127.0.0.1","tlsVersion":"TLSv1.3",' +
  '"method":"POST","path":"/","repeat":false,"size":2,"verdict":"accepted","answer":{"status":200},' +
  '"body":"[]","headers":{"content-type":"application/json"}}\n';

/** `POST /api/deliveries/import`. `onImported` is told how many entries were added. */
export function importRoute(
  dependencies: ApiDependencies,
  onImported: (entries: number) => void,
): Route {
  const { journal, maxBody = RECEIVER_DEFAULTS.maxBody } = dependencies;
  let running = false;
  return route({
    ...{ method: 'post', path: '/api/deliveries/import', id: 'importDeliveries' },
    ...{ tag: 'deliveries', takes: 'application/x-ndjson' },
    summary: 'Bring in deliveries that were exported as NDJSON, here or elsewhere',
    description:
      'The body is read as it comes, in bounded memory. Each delivery gets an id of its own and keeps what it was: time, ' +
      'sender, body, answer, verdict; `origin` says where it came in. It is no arrival: no expectation, check or metric ' +
      'counts it. What is here already is left out. A line that is no delivery keeps no other one out.',
    examples: { one: EXAMPLE },
    answers: { 200: { description: 'What came of it.', schema: Imported } },
    handle: async ({ request, signal }) => {
      if (running) throw new ApiError('WST_TOO_MANY', 429, BUSY);
      running = true;
      let kept = 0;
      try {
        // Left open, so that whoever still sends gets to read why it is refused.
        const source = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
        const outcome = await importEntries(source, {
          ...{ journal, maxBody, signal },
          inspect: (body) => inspectHere(body, dependencies),
          onKept: (entries) => (kept += entries),
        });
        return { status: 200, body: outcome };
      } catch (error) {
        // The caller broke off: nobody is there to be told.
        if (request.destroyed && !request.complete) return undefined;
        throw error;
      } finally {
        running = false;
        if (kept > 0) onImported(kept);
      }
    },
  });
}

const BUSY = 'Cannot import now: another import is under way. Try again when it is through.';

/**
 * The route from a delivery to the one before or after it that holds the same notification.
 *
 * @module
 */
import type { JournalEntry } from '../../journal/entry';
import type { EntryPage, EntryQuery } from '../../journal/journal';
import { criteriaOf } from '../../journal/querying/filter';
import { loadReadable } from '../../journal/querying/load-readable';
import { cursorBeside } from '../../journal/querying/query';
import { fingerprint } from '../../notification/fingerprint';
import { inspectBody } from '../../notification/inspect-body';
import type { ApiDependencies } from '../dependencies';
import { type Route, route } from '../route';
import { DeliveryReference } from '../schemas/delivery';
import { SameNotification, SameQuery } from '../schemas/same-notification';

type Order = NonNullable<EntryQuery['order']>;

/** Summaries asked for at a time. */
const PAGE = 200;

/** `/api/deliveries/{id}/same` */
export function sameNotificationRoute(
  { journal }: ApiDependencies,
  find: (id: string) => Promise<JournalEntry>,
): Route {
  return route({
    ...{ method: 'get', path: '/api/deliveries/{id}/same', id: 'findSameNotification' },
    tag: 'deliveries',
    summary: 'Where the same notification came before, or after: a retry, a repeat, a replay',
    description:
      'By the fingerprint of the first notification of the body. Reads bodies, so it is slower than a list.',
    params: DeliveryReference,
    query: SameQuery,
    answers: { 200: { description: 'The nearest one.', schema: SameNotification } },
    handle: async ({ params, query: { direction = 'earlier' }, signal }) => {
      const { id, body } = await find(params.id);
      const [first] = inspectBody(body).notifications;
      if (first === undefined) return { status: 200, body: { id: null } };
      const order = direction === 'earlier' ? 'newest-first' : 'oldest-first';
      const wanted = criteriaOf({ fingerprint: fingerprint(first.payload) });
      for await (const ids of idsBeside(journal, { id, order, type: first.type })) {
        for await (const entry of loadReadable(journal, ids)) {
          signal.throwIfAborted();
          if (wanted.whole(entry)) return { status: 200, body: { id: entry.id } };
        }
      }
      return { status: 200, body: { id: null } };
    },
  });
}

/** Deliveries of a type, from the one beside `id` on, by pages. */
async function* idsBeside(
  journal: ApiDependencies['journal'],
  beside: { readonly id: string; readonly order: Order; readonly type: string | null },
): AsyncGenerator<readonly string[], void, void> {
  const { id, order, type } = beside;
  let cursor: string | undefined = cursorBeside(id, order);
  while (cursor !== undefined) {
    const page: EntryPage = await journal.query({
      ...{ order, cursor, limit: PAGE },
      ...(type !== null && { type }),
    });
    yield page.entries.map((entry) => entry.id);
    cursor = page.next;
  }
}

/**
 * The route that clears deliveries.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { JournalClearError } from '../../journal/errors';
import type { ApiDependencies } from '../dependencies';
import { type Route, route } from '../route';
import { Cleared, DeliveryFilter } from '../schemas/delivery';
import { CLOSED } from '../schemas/kinds';

/** `DELETE /api/deliveries`. */
export function clearRoute(
  { journal }: ApiDependencies,
  onCleared: (entries: number) => void,
): Route {
  return route({
    ...{ method: 'delete', path: '/api/deliveries', id: 'clearDeliveries', tag: 'deliveries' },
    summary: 'Clear deliveries for good: those that match, of all that are there now',
    description:
      'Without a condition all go; `until` clears what is older. It is counted apart from what retention drops, and every open page is told.',
    query: Type.Object(DeliveryFilter, CLOSED),
    answers: { 200: { description: 'They are gone.', schema: Cleared } },
    handle: async ({ query, signal }) => {
      try {
        let damaged = 0;
        const cleared = await journal.clear(query, { signal, onDamaged: () => (damaged += 1) });
        if (cleared > 0) onCleared(cleared);
        return { status: 200, body: { cleared, damaged } };
      } catch (error) {
        if (error instanceof JournalClearError && error.cleared > 0) onCleared(error.cleared);
        throw error;
      }
    },
  });
}

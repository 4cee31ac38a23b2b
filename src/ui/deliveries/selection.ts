/**
 * The deliveries that the person picked, to do something with all of them: one by one, a range, or all that match.
 *
 * @module
 */
import { computed, signal } from '@preact/signals';

import type { DeliverySummary } from '../../api/client-types';
import { placeOf } from './delivery-order';
import { type ApiQuery, apiQuery, type DeliveryFilter } from './filter';

/** More ids than that do not fit into a search. */
const MOST_NAMED = 150;

/** See the module. */
export class Selection {
  /** Their ids. */
  readonly ids = signal<ReadonlySet<string>>(new Set());
  /** All that the filter leaves, loaded or not; then the ids do not count. */
  readonly all = signal(false);
  /** Boxes are shown though nothing is picked: for fingers, which do not hover. */
  readonly open = signal(false);
  /** Whether boxes are shown. */
  readonly active = computed(() => this.open.value || this.all.value || this.ids.value.size > 0);
  /** Where a range begins. */
  #anchor: string | undefined;

  /** Whether it is picked. */
  has(id: string): boolean {
    return this.all.value || this.ids.value.has(id);
  }

  /** Picks it, or no longer. */
  toggle(id: string): void {
    const ids = new Set(this.all.peek() ? [] : this.ids.peek());
    if (!ids.delete(id)) ids.add(id);
    this.all.value = false;
    this.ids.value = ids;
    this.#anchor = id;
  }

  /** Picks all from the one picked last to this one. */
  extendTo(id: string, entries: readonly DeliverySummary[]): void {
    if (this.#anchor === undefined) {
      this.toggle(id);
      return;
    }
    const places = [placeOf(entries, this.#anchor), placeOf(entries, id)].sort((a, b) => a - b);
    const [from = 0, to = 0] = places;
    const range = entries.slice(from, to + 1).map((one) => one.id);
    this.ids.value = new Set([...this.ids.peek(), ...range]);
  }

  /** Picks all that match. */
  pickAll(): void {
    this.all.value = true;
    this.ids.value = new Set();
  }

  /** What finds those that are picked, and no others; `undefined` for none, and for too many to name. */
  queryOf(filter: DeliveryFilter): ApiQuery | undefined {
    if (this.all.value) return apiQuery(filter, Date.now());
    const ids = [...this.ids.value];
    if (ids.length === 0 || ids.length > MOST_NAMED) return undefined;
    return { search: `id:${ids.join(',')}` };
  }

  /** Picks nothing, and takes the boxes away. */
  clear(): void {
    this.ids.value = new Set();
    this.all.value = false;
    this.open.value = false;
    this.#anchor = undefined;
  }
}

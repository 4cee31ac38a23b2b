/**
 * What comes in live, gathered: for a frame, or with a filter until the server was asked which of it match. The server
 * decides that, and it need not look at older deliveries to do so.
 *
 * @module
 */
import { signal } from '@preact/signals';

import type { DeliveryPage, DeliverySummary } from '../../api/client-types';
import { get, sentenceOf, withQuery } from '../client';
import { apiQuery, type DeliveryFilter, isNarrowed } from './filter';

/** The API's own limit: more news than this at once is a new list. */
const MOST_NEWS = 1_000;
/** How long arrivals gather before the server is asked which of them match. */
const ASK_AFTER_MS = 300;
/** More than so many at once are not waited for. */
const MOST_GATHERED = 5_000;

/** Where arrivals go. */
export interface ArrivalsTo {
  /** Those that match, in no order, and perhaps told of before. */
  readonly take: (news: readonly DeliverySummary[]) => void;
  /** Too many came: the list is to begin anew. */
  readonly overflow: () => void;
  /** The server could not be asked. */
  readonly fail: (sentence: string) => void;
}

/** See the module. */
export class Arrivals {
  /** How often something that came is still to be passed on. */
  readonly waiting = signal(0);

  readonly #to: ArrivalsTo;
  #filter: DeliveryFilter = {};
  #gathered: DeliverySummary[] = [];
  #wake: (() => void) | undefined;
  #abort = new AbortController();
  /** Nothing is passed on while the first page of a list is under way. */
  #open = false;

  constructor(to: ArrivalsTo) {
    this.#to = to;
  }

  /** Forgets what was gathered; what comes from now on waits for {@link open}. */
  reset(filter: DeliveryFilter): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#wake?.();
    this.#wake = undefined;
    this.#gathered = [];
    this.#filter = filter;
    this.#open = false;
    this.waiting.value = 0;
  }

  /** Passes on what was gathered, and from now on what comes. */
  open(): void {
    this.#open = true;
    if (this.#gathered.length > 0) this.#schedule();
  }

  /** One came. */
  add(summary: DeliverySummary): void {
    this.#gathered.push(summary);
    if (this.#gathered.length > MOST_GATHERED) this.#to.overflow();
    else if (this.#open) this.#schedule();
  }

  #schedule(): void {
    if (this.#wake !== undefined) return;
    this.waiting.value += 1;
    const narrowed = isNarrowed(this.#filter);
    const settle = async (): Promise<void> => {
      const { signal: given } = this.#abort;
      this.#wake = undefined;
      const gathered = this.#gathered;
      this.#gathered = [];
      if (narrowed) await this.#ask(gathered, given);
      else this.#to.take(gathered);
      if (!given.aborted) this.waiting.value -= 1;
    };
    if (narrowed) {
      const timer = setTimeout(() => void settle(), ASK_AFTER_MS);
      this.#wake = () => clearTimeout(timer);
    } else {
      const frame = requestAnimationFrame(() => void settle());
      this.#wake = () => cancelAnimationFrame(frame);
    }
  }

  async #ask(gathered: readonly DeliverySummary[], given: AbortSignal): Promise<void> {
    const { since = 0, ...query } = apiQuery(this.#filter, Date.now());
    const first = Math.min(...gathered.map(({ receivedAt }) => receivedAt));
    const path = withQuery('/api/deliveries', {
      ...query,
      since: Math.max(first, Number(since)),
      limit: MOST_NEWS,
    });
    try {
      const page = await get<DeliveryPage>(path, given);
      if (given.aborted) return;
      if (page.next === undefined) this.#to.take(page.entries);
      else this.#to.overflow();
    } catch (error) {
      if (!given.aborted) this.#to.fail(sentenceOf(error));
    }
  }
}

/**
 * The deliveries in the list: what was loaded, what comes in live, and what waits above.
 *
 * Invariant: `entries` are all that match from the newest told of down to the cursor, newest first, each once. What
 * arrives is put on top only while the person looks at the top; otherwise it is held back, so that nothing moves under
 * them. Memory is bounded: a list that only arrivals make long begins anew.
 *
 * @module
 */
import { effect, signal } from '@preact/signals';

import type { DeliveryPage, DeliverySummary } from '../../api/client-types';
import { get, sentenceOf, withQuery } from '../client';
import { connection, subscribe } from '../live';
import { merge, placeOf } from './delivery-order';
import { apiQuery, type DeliveryFilter, isNarrowed } from './filter';

const PAGE = 100;
/** The API's own limit: more news than this at once is a new list. */
const MOST_NEWS = 1_000;
/** How long arrivals gather before the server is asked which of them match. */
const ASK_AFTER_MS = 300;
/** Deliveries that may come in on top of a list before it begins anew. */
const MOST_ARRIVALS = 5_000;

/** See the module. */
export class DeliveryStore {
  readonly entries = signal<readonly DeliverySummary[]>([]);
  /** Newer ones that are held back. */
  readonly held = signal<readonly DeliverySummary[]>([]);
  /** A filter chose what is shown. */
  readonly narrowed = signal(false);
  /** The first page of a list is under way. */
  readonly loading = signal(true);
  /** Why the list, or its newest part, could not be loaded. */
  readonly failure = signal<string>();
  /** Why older ones could not be loaded. */
  readonly moreFailure = signal<string>();
  /** Cursor of the next page; `undefined` at the end. */
  readonly next = signal<string>();
  /** Entries that retention has let go, among those or below those shown. */
  readonly dropped = signal(0);
  /** Counts lists begun: the place in the list is then the top. */
  readonly round = signal(0);

  #filter: DeliveryFilter = {};
  #atTop = true;
  #loadingMore = false;
  /** When the list was begun, Unix milliseconds. */
  #begunAt = 0;
  /** Ends what is under way for the list before. */
  #abort = new AbortController();
  /** Arrivals since the last frame, or the last question. */
  #arrived: DeliverySummary[] = [];
  #arrivals = 0;
  #wake: (() => void) | undefined;
  /** The stream was open before the list was loaded, so nothing can fall between them. */
  #gapless = false;

  /** Begins with a filter; the function returned ends it. */
  start(filter: DeliveryFilter): () => void {
    this.#filter = filter;
    const ends = [
      effect(() => {
        const state = connection.value;
        if (state === 'lost' ? this.round.peek() === 0 : state === 'live' && !this.#gapless) {
          this.begin();
        }
      }),
      subscribe('delivery', (summary) => this.#arrive(summary)),
      subscribe('reset', () => this.begin()),
    ];
    return () => {
      ends.forEach((end) => end());
      this.#stop();
    };
  }

  /** Shows what another filter leaves. */
  show(filter: DeliveryFilter): void {
    this.#filter = filter;
    if (connection.peek() !== 'connecting') this.begin();
  }

  /** Whether the person looks at the top. Who comes back to it gets what was held back. */
  lookAtTop(atTop: boolean): void {
    this.#atTop = atTop;
    if (atTop) this.release();
  }

  /** Puts on top what was held back. */
  release(): void {
    const held = this.held.peek();
    if (held.length === 0) return;
    this.held.value = [];
    if (this.#arrivals > MOST_ARRIVALS) this.begin();
    else this.entries.value = merge(held, this.entries.peek());
  }

  /** Loads the next page, unless one is on its way. */
  async loadMore(): Promise<void> {
    const cursor = this.next.peek();
    if (cursor === undefined || this.#loadingMore || this.loading.peek()) return;
    const { signal: given } = this.#abort;
    this.#loadingMore = true;
    this.moreFailure.value = undefined;
    try {
      // A cursor holds no time: the page goes on where the last one ended.
      const query = { ...apiQuery(this.#filter, this.#begunAt), limit: PAGE, cursor };
      const page = await get<DeliveryPage>(withQuery('/api/deliveries', query), given);
      if (given.aborted) return;
      this.entries.value = [...this.entries.peek(), ...page.entries];
      this.next.value = page.next;
      this.dropped.value += page.dropped;
    } catch (error) {
      if (!given.aborted) this.moreFailure.value = sentenceOf(error);
    } finally {
      if (!given.aborted) this.#loadingMore = false;
    }
  }

  /** Loads the first page, again too. What is shown stays until it is there. */
  begin(): void {
    this.#stop();
    this.#abort = new AbortController();
    this.#gapless = connection.peek() === 'live';
    this.#loadingMore = false;
    this.#begunAt = Date.now();
    this.loading.value = true;
    const { signal: given } = this.#abort;
    const query = { ...apiQuery(this.#filter, this.#begunAt), limit: PAGE };
    get<DeliveryPage>(withQuery('/api/deliveries', query), given).then(
      (page) => {
        if (!given.aborted) this.#take(page);
      },
      (error: unknown) => {
        if (given.aborted) return;
        this.failure.value = sentenceOf(error);
        this.loading.value = false;
        this.#gapless = false;
      },
    );
  }

  #take({ entries, next, dropped }: DeliveryPage): void {
    this.entries.value = entries;
    this.narrowed.value = isNarrowed(this.#filter);
    this.held.value = [];
    this.next.value = next;
    this.dropped.value = dropped;
    this.failure.value = undefined;
    this.moreFailure.value = undefined;
    this.loading.value = false;
    this.#arrivals = 0;
    this.#atTop = true;
    this.round.value += 1;
    // What came while the page was under way may be newer than the page.
    if (this.#arrived.length > 0) this.#schedule();
  }

  #stop(): void {
    this.#abort.abort();
    this.#wake?.();
    this.#wake = undefined;
    this.#arrived = [];
  }

  #arrive(summary: DeliverySummary): void {
    this.#arrived.push(summary);
    if (this.#arrived.length > MOST_ARRIVALS) this.begin();
    else if (!this.loading.peek()) this.#schedule();
  }

  /** Arrivals gather: for a frame, or with a filter until the server is asked. */
  #schedule(): void {
    if (this.#wake !== undefined) return;
    const settle = (): void => {
      this.#wake = undefined;
      const arrived = this.#arrived;
      this.#arrived = [];
      if (isNarrowed(this.#filter)) void this.#ask(arrived);
      else this.#add(arrived);
    };
    if (isNarrowed(this.#filter)) {
      const timer = setTimeout(settle, ASK_AFTER_MS);
      this.#wake = () => clearTimeout(timer);
    } else {
      const frame = requestAnimationFrame(settle);
      this.#wake = () => cancelAnimationFrame(frame);
    }
  }

  /** Asks which arrivals match: the server decides, and it need not look at older ones for that. */
  async #ask(arrived: readonly DeliverySummary[]): Promise<void> {
    const { signal: given } = this.#abort;
    const { since = 0, ...query } = apiQuery(this.#filter, Date.now());
    const first = Math.min(...arrived.map(({ receivedAt }) => receivedAt));
    const path = withQuery('/api/deliveries', {
      ...query,
      since: Math.max(first, Number(since)),
      limit: MOST_NEWS,
    });
    try {
      const page = await get<DeliveryPage>(path, given);
      if (given.aborted) return;
      if (page.next === undefined) this.#add(page.entries);
      else this.begin();
    } catch (error) {
      if (given.aborted) return;
      this.failure.value = sentenceOf(error);
      this.#gapless = false;
    }
  }

  /** Takes in news that match. What is older than the last one loaded comes with its page. */
  #add(news: readonly DeliverySummary[]): void {
    const entries = this.entries.peek();
    const end = this.next.peek() === undefined ? '' : (entries.at(-1)?.id ?? '');
    const fresh = news.filter(({ id }) => id > end && entries[placeOf(entries, id)]?.id !== id);
    if (fresh.length === 0) return;
    this.#arrivals += fresh.length;
    if (!this.#atTop) this.held.value = merge(fresh, this.held.peek()).slice(0, MOST_ARRIVALS);
    else if (this.#arrivals > MOST_ARRIVALS) this.begin();
    else this.entries.value = merge(fresh, entries);
  }
}

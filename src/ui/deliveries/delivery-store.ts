/**
 * The deliveries in the list: what was loaded, what comes in live, and what waits above.
 *
 * Invariant: `entries` are all that match between two places, newest first, each once. The lower place is the cursor of
 * older ones; the upper is the newest told of, or, in a list that was opened at one delivery, the cursor of newer ones.
 * What arrives is put on top only while the person looks at the top and has not paused; otherwise it is held back, so
 * that nothing moves under them. Memory is bounded: a list that only arrivals make long begins anew.
 *
 * @module
 */
import { computed, effect, signal } from '@preact/signals';

import type { DeliverySummary } from '../../api/client-types';
import { ApiFailure, sentenceOf } from '../client';
import { connection, subscribe } from '../live';
import { AnswerTimes, withTimes } from './answer-times';
import { Arrivals } from './arrivals';
import { merge, placeOf } from './delivery-order';
import { type ApiQuery, apiQuery, type DeliveryFilter, isNarrowed } from './filter';
import { firstPage, newerPage, olderPage, pageAround, type Stretch } from './pages';
import { rememberSearch } from './recent-searches';
import { TimelineStore } from './timeline-store';

/** Deliveries that may come in on top of a list before it begins anew. */
const MOST_ARRIVALS = 5_000;

/** See the module. */
export class DeliveryStore {
  readonly entries = signal<readonly DeliverySummary[]>([]);
  /** Newer ones that are held back. */
  readonly held = signal<readonly DeliverySummary[]>([]);
  /** The person wants nothing to move. */
  readonly paused = signal(false);
  /** A filter chose what is shown. */
  readonly narrowed = signal(false);
  /** The first page of a list is under way. */
  readonly loading = signal(true);
  /** Why the list, or its newest part, could not be loaded. */
  readonly failure = signal<string>();
  /** Why the search cannot be understood. */
  readonly refusal = signal<string>();
  /** Why more could not be loaded. */
  readonly moreFailure = signal<string>();
  /** Cursor of the older page; `undefined` at the end. */
  readonly next = signal<string>();
  /** Cursor of the newer page; `undefined` when the list begins with the newest. */
  readonly newer = signal<string>();
  /** Entries that retention has let go, among those or below those shown. */
  readonly dropped = signal(0);
  /** Lists begun, and the delivery at which the newest was opened: at its top, unless there is one. */
  readonly round = signal<{ readonly count: number; readonly at?: string }>({ count: 0 });
  /** Counts the pages put on top: the rows in sight are to stay where they are. */
  readonly prepended = signal(0);
  /** The same deliveries, counted. */
  readonly timeline = new TimelineStore();

  #filter: DeliveryFilter = {};
  #atTop = true;
  #loadingMore = false;
  /** When the list was begun, Unix milliseconds. */
  #begunAt = 0;
  /** Ends what is under way for the list before. */
  #abort = new AbortController();
  #arrivals = 0;
  /** The stream was open before the list was loaded, so nothing can fall between them. */
  #gapless = false;
  readonly #times = new AnswerTimes((told) => {
    this.entries.value = withTimes(this.entries.peek(), told);
    this.held.value = withTimes(this.held.peek(), told);
  });
  readonly #live = new Arrivals({
    take: (news) => this.#add(news),
    overflow: () => this.begin(),
    fail: (sentence) => {
      this.failure.value = sentence;
      this.#gapless = false;
    },
  });
  /** Nothing is under way: what is shown, and held back, is all that came. */
  readonly settled = computed(
    () => !this.loading.value && this.failure.value === undefined && this.#live.waiting.value === 0,
  );

  /** Begins with a filter, at a delivery or at the top; the function returned ends it. */
  start(filter: DeliveryFilter, at?: string): () => void {
    this.#filter = filter;
    const ends = [
      effect(() => {
        const state = connection.value;
        const { count } = this.round.peek();
        if (state === 'lost' ? count === 0 : state === 'live' && !this.#gapless) {
          this.begin(count === 0 ? at : undefined);
        }
      }),
      subscribe('delivery', (summary) => {
        this.timeline.came(summary.id);
        this.#live.add(summary);
      }),
      subscribe('reset', () => this.begin()),
      subscribe('cleared', () => this.begin()),
      subscribe('imported', () => this.begin()),
    ];
    return () => {
      ends.forEach((end) => end());
      this.#stop();
    };
  }

  /** Shows what another filter leaves, at a delivery or at the top. */
  show(filter: DeliveryFilter, at?: string): void {
    this.#filter = filter;
    if (connection.peek() !== 'connecting') this.begin(at);
  }

  /** Whether a delivery is among those loaded or held back. */
  has(id: string): boolean {
    return [this.entries.peek(), this.held.peek()].some((all) => all[placeOf(all, id)]?.id === id);
  }

  /** Whether the person looks at the top. Who comes back to it gets what was held back. */
  lookAtTop(atTop: boolean): void {
    this.#atTop = atTop;
    if (atTop && !this.paused.peek() && this.newer.peek() === undefined) this.release();
  }

  /** Holds back all that comes, or shows it again. */
  pause(paused: boolean): void {
    this.paused.value = paused;
    if (!paused && this.#atTop) this.release();
  }

  /** Puts on top what was held back; a list that does not begin with the newest begins anew. */
  release(): void {
    const held = this.held.peek();
    if (this.newer.peek() !== undefined || this.#arrivals > MOST_ARRIVALS) this.begin();
    else if (held.length > 0) {
      this.held.value = [];
      this.entries.value = merge(held, this.entries.peek());
    }
  }

  /** Loads the next older page, unless one is on its way. */
  loadMore(): Promise<void> {
    return this.#load(this.next.peek(), async (cursor, query, given) => {
      const page = await olderPage(cursor, query, given);
      if (given.aborted) return;
      this.entries.value = [...this.entries.peek(), ...page.entries];
      this.next.value = page.next;
      this.dropped.value += page.dropped;
    });
  }

  /** Loads the next newer page, unless one is on its way; behind the last of them stands what was held back. */
  loadNewer(): Promise<void> {
    return this.#load(this.newer.peek(), async (cursor, query, given) => {
      const page = await newerPage(cursor, query, given);
      if (given.aborted) return;
      this.entries.value = [...page.entries, ...this.entries.peek()];
      this.newer.value = page.newer;
      this.prepended.value += 1;
      const newest = this.entries.peek()[0]?.id ?? '';
      if (page.newer === undefined) {
        this.held.value = this.held.peek().filter(({ id }) => id > newest);
      }
    });
  }

  /** Loads the first page, again too, or the one around a delivery. What is shown stays until it is there. */
  begin(at?: string): void {
    this.loading.value = true;
    this.#stop();
    this.#abort = new AbortController();
    this.#gapless = connection.peek() === 'live';
    this.#loadingMore = false;
    this.#begunAt = Date.now();
    const { signal: given } = this.#abort;
    const query = apiQuery(this.#filter, this.#begunAt);
    this.timeline.begin(this.#filter);
    (at === undefined ? firstPage(query, given) : pageAround(at, query, given)).then(
      (stretch) => {
        if (!given.aborted) this.#take(stretch, at);
      },
      (error: unknown) => {
        if (!given.aborted) this.#fail(error);
      },
    );
  }

  async #load(
    cursor: string | undefined,
    work: (cursor: string, query: ApiQuery, given: AbortSignal) => Promise<void>,
  ): Promise<void> {
    if (cursor === undefined || this.#loadingMore || this.loading.peek()) return;
    const { signal: given } = this.#abort;
    this.#loadingMore = true;
    this.moreFailure.value = undefined;
    try {
      // A cursor holds no time: the page goes on where the last one ended.
      await work(cursor, apiQuery(this.#filter, this.#begunAt), given);
    } catch (error) {
      if (!given.aborted) this.moreFailure.value = sentenceOf(error);
    } finally {
      if (!given.aborted) this.#loadingMore = false;
    }
  }

  #fail(error: unknown): void {
    const isSearch = error instanceof ApiFailure && error.status === 400;
    const { search } = this.#filter;
    const sentence = sentenceOf(error);
    this.refusal.value = isSearch && search !== undefined ? sentence : undefined;
    this.failure.value = this.refusal.value === undefined ? sentence : undefined;
    this.loading.value = false;
    this.#gapless = false;
  }

  #take({ entries, next, newer, dropped }: Stretch, at: string | undefined): void {
    this.entries.value = entries;
    this.narrowed.value = isNarrowed(this.#filter);
    this.held.value = [];
    this.next.value = next;
    this.newer.value = newer;
    this.dropped.value = dropped;
    this.failure.value = undefined;
    this.refusal.value = undefined;
    this.moreFailure.value = undefined;
    this.loading.value = false;
    this.#arrivals = 0;
    this.#atTop = at === undefined;
    this.round.value = { count: this.round.peek().count + 1, ...(at !== undefined && { at }) };
    if (this.#filter.search !== undefined) rememberSearch(this.#filter.search);
    // What came while the page was under way may be newer than the page.
    this.#live.open();
  }

  #stop(): void {
    this.#abort.abort();
    this.timeline.stop();
    this.#times.stop();
    this.#live.reset(this.#filter);
  }

  /** Takes in news that match. What is older than the last one loaded comes with its page. */
  #add(news: readonly DeliverySummary[]): void {
    this.timeline.add(news);
    const entries = this.entries.peek();
    const end = this.next.peek() === undefined ? '' : (entries.at(-1)?.id ?? '');
    const fresh = news.filter(({ id }) => id > end && !this.has(id));
    if (fresh.length === 0) return;
    this.#arrivals += fresh.length;
    this.#times.want(apiQuery(this.#filter, Date.now()), this.#abort.signal);
    const isHeld = !this.#atTop || this.paused.peek() || this.newer.peek() !== undefined;
    if (isHeld) this.held.value = merge(fresh, this.held.peek()).slice(0, MOST_ARRIVALS);
    else if (this.#arrivals > MOST_ARRIVALS) this.begin();
    else this.entries.value = merge(fresh, entries);
  }
}

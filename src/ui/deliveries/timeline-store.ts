/**
 * How many deliveries match, and when they came: asked for once, and from then on counted as they come.
 *
 * @module
 */
import { signal } from '@preact/signals';

import type { DeliverySummary, Timeline } from '../../api/client-types';
import { get, withQuery } from '../client';
import { type ApiQuery, apiQuery, type DeliveryFilter, isNarrowed } from './filter';
import { MOST_BARS, type Stretch, withNews } from './timeline-bars';

/** Between two pictures: at a hundred arrivals a second nobody sees more. */
const PAUSE_MS = 250;
const MOST_WAITING = 5_000;

/** See the module. */
export class TimelineStore {
  /** Of what the filter leaves; `undefined` until it is known. */
  readonly timeline = signal<Timeline>();
  /** The stretch that the filter chose. */
  readonly stretch = signal<Stretch>({});
  /** Deliveries in the journal, whatever the filter; `undefined` until it is known. */
  readonly all = signal<number>();

  #abort = new AbortController();
  /** Not counted yet. */
  #waiting: DeliverySummary[] = [];
  /** Ids of those that came, matching or not. */
  #came: string[] = [];
  /** The newest that is counted, of what matches and of all. */
  #newest = '';
  #newestOfAll = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks anew; what is shown stays until the answer is there. A failure the list tells. */
  begin(filter: DeliveryFilter): void {
    this.stop();
    this.#abort = new AbortController();
    const { signal: given } = this.#abort;
    const query = apiQuery(filter, Date.now());
    const answers = isNarrowed(filter)
      ? Promise.all([ask(query, given), ask({ buckets: 1 }, given)])
      : ask(query, given).then((one) => [one, one] as const);
    answers.then(
      ([timeline, all]) => {
        if (given.aborted) return;
        this.#newest = timeline.newest ?? '';
        this.#newestOfAll = all.newest ?? '';
        this.timeline.value = timeline;
        this.stretch.value = stretchOf(query);
        this.all.value = all.total;
        this.#schedule();
      },
      () => undefined,
    );
  }

  /** Ends what is under way. */
  stop(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    this.#came = [];
  }

  /** These came and match; those counted before are not counted again. */
  add(news: readonly DeliverySummary[]): void {
    this.#waiting = [...this.#waiting, ...news].slice(-MOST_WAITING);
    this.#schedule();
  }

  /** One came, whether it matches or not. */
  came(id: string): void {
    if (this.#came.length < MOST_WAITING) this.#came.push(id);
    this.#schedule();
  }

  #schedule(): void {
    if (this.timeline.peek() === undefined) return;
    this.#timer ??= setTimeout(() => this.#count(), PAUSE_MS);
  }

  #count(): void {
    this.#timer = undefined;
    const before = this.timeline.peek();
    if (before === undefined) return;
    const fresh = new Map(
      this.#waiting.filter(({ id }) => id > this.#newest).map((one) => [one.id, one]),
    );
    this.#waiting = [];
    this.#newest = [this.#newest, ...fresh.keys()].reduce((a, b) => (a > b ? a : b));
    if (fresh.size > 0) this.timeline.value = withNews(before, [...fresh.values()]);
    const more = this.#came.filter((id) => id > this.#newestOfAll).length;
    if (more > 0) this.all.value = (this.all.peek() ?? 0) + more;
    this.#came = [];
  }
}

function ask(query: ApiQuery, signal: AbortSignal): Promise<Timeline> {
  return get<Timeline>(
    withQuery('/api/deliveries/timeline', { buckets: MOST_BARS, ...query }),
    signal,
  );
}

function stretchOf({ since, until }: ApiQuery): Stretch {
  return {
    ...(since !== undefined && { since: Number(since) }),
    ...(until !== undefined && { until: Number(until) }),
  };
}

/**
 * When an integration disables itself: too many of its requests failed. Pure; time comes in.
 *
 * Wallarm: "If the percentage of unsuccessful requests reaches 60% in 12 hours, the integration is automatically
 * disabled" (`integration-not-working.md`). How few requests count, and whether a short outage does, is unpublished.
 * Ours: at least {@link MIN_REQUESTS} requests that span a whole retry cycle, because the cycles are there to bridge an
 * outage. The window slides by the {@link BUCKETS}-th part of it.
 *
 * @module
 */
import { RETRY_CYCLES } from '../sender/retry';

const HOUR = 3_600_000;
/** The window, in milliseconds. */
const WINDOW = 12 * HOUR;
/** The share of failed requests at which it is enough. */
const LIMIT = 0.6;
/** Fewer requests say nothing. One delivery that is given up makes 17. Ours. */
const MIN_REQUESTS = 20;
/** About 51 minutes: how long a single delivery is tried. */
const MIN_SPAN = RETRY_CYCLES.flat().reduce((sum, wait) => sum + wait, 0);
const BUCKETS = 720;

interface Bucket {
  readonly start: number;
  requests: number;
  failed: number;
}

/** Counts the requests of one integration over the window. */
class FailureRate {
  readonly #window: number;
  readonly #minSpan: number;
  #buckets: Bucket[] = [];

  constructor(timeScale: number) {
    this.#window = WINDOW * timeScale;
    this.#minSpan = MIN_SPAN * timeScale;
  }

  /** Counts a request; `true` when it makes the measure full. */
  add(now: number, failed: boolean): boolean {
    const width = this.#window / BUCKETS;
    const last = this.#buckets.at(-1);
    if (last !== undefined && now < last.start + width) {
      last.requests += 1;
      last.failed += failed ? 1 : 0;
    } else {
      this.#buckets.push({ start: now, requests: 1, failed: failed ? 1 : 0 });
    }
    this.#buckets = this.#buckets.filter(({ start }) => start > now - this.#window);
    return failed && this.#isFull(now);
  }

  #isFull(now: number): boolean {
    const [first] = this.#buckets;
    const requests = this.#buckets.reduce((sum, bucket) => sum + bucket.requests, 0);
    const failed = this.#buckets.reduce((sum, bucket) => sum + bucket.failed, 0);
    const span = first === undefined ? 0 : now - first.start;
    return requests >= MIN_REQUESTS && span >= this.#minSpan && failed >= LIMIT * requests;
  }
}

/** Counts the requests of all integrations. */
export class FailureRates {
  readonly #timeScale: number;
  readonly #rates = new Map<string, FailureRate>();

  /** @param timeScale - multiplies the window, as it does the waits of the retry cycles; with 0 nothing is disabled */
  constructor(timeScale: number) {
    this.#timeScale = timeScale;
  }

  /** Counts a request; `true` when it makes the measure of its integration full. */
  add(integrationId: string, now: number, failed: boolean): boolean {
    const rate = this.#rates.get(integrationId) ?? new FailureRate(this.#timeScale);
    this.#rates.set(integrationId, rate);
    return rate.add(now, failed);
  }

  /** Begins anew. */
  clear(integrationId: string): void {
    this.#rates.delete(integrationId);
  }
}

/**
 * Percentiles of any number of durations in memory that does not grow.
 *
 * Durations are counted in buckets 2 % wide, so a percentile is exact to 2 %. Pure.
 *
 * @module
 */

/** What a run's durations were, in milliseconds; all 0 when there were none. */
export interface LatencySummary {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

const GROWTH = Math.log(1.02);
/** Upper edge of the first bucket, in milliseconds. */
const FINEST_MS = 0.01;
/** Enough to reach past a day. */
const BUCKETS = 1_200;

/** Counts durations; see the module. */
export class Latencies {
  readonly #counts = new Float64Array(BUCKETS);
  #total = 0;
  #sum = 0;
  #max = 0;

  /** Adds one duration in milliseconds. */
  add(ms: number): void {
    const bucket = ms <= FINEST_MS ? 0 : Math.ceil(Math.log(ms / FINEST_MS) / GROWTH);
    const index = Math.min(bucket, BUCKETS - 1);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#total += 1;
    this.#sum += ms;
    if (ms > this.#max) this.#max = ms;
  }

  /** The percentiles of all that was added so far. */
  summary(): LatencySummary {
    return {
      mean: this.#total === 0 ? 0 : round(this.#sum / this.#total),
      p50: this.#percentile(0.5),
      p90: this.#percentile(0.9),
      p99: this.#percentile(0.99),
      max: round(this.#max),
    };
  }

  #percentile(share: number): number {
    let left = this.#total * share;
    for (const [index, count] of this.#counts.entries()) {
      left -= count;
      if (left <= 0 && count > 0) return round(Math.min(FINEST_MS * 1.02 ** index, this.#max));
    }
    return 0;
  }
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}

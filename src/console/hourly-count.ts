/**
 * The hourly number of processed requests, at each full hour.
 *
 * What Wallarm counts are the requests that its nodes processed. Here there are none, so the hits that were raised in
 * this process during the hour are counted. An hour without any is reported too; whether Wallarm does is unpublished.
 *
 * @module
 */
import type { Clock } from '../sender/clock';

const HOUR = 3_600_000;

/** Counts, and reports at each full hour until it is aborted. */
export class HourlyCount {
  #count = 0;

  /** Counts requests. */
  add(count: number): void {
    this.#count += count;
  }

  /** Resolves when the signal is aborted. */
  async run(
    clock: Clock,
    signal: AbortSignal,
    report: (count: number) => Promise<void>,
  ): Promise<void> {
    for (;;) {
      const hour = Math.floor(clock.now() / HOUR) * HOUR + HOUR;
      await clock.sleep(hour - clock.now(), signal);
      if (signal.aborted) return;
      // A timer may fire a little early.
      if (clock.now() < hour) continue;
      const count = this.#count;
      this.#count = 0;
      await report(count);
    }
  }
}

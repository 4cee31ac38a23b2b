/**
 * Counts what came of many deliveries, in memory that does not grow with them.
 *
 * @module
 */
import type { Attempt } from './attempt-record';
import { Latencies, type LatencySummary } from './latencies';

/** How often a failure came, and the sentence of its first time. */
export interface FailureCount {
  readonly count: number;
  readonly message: string;
}

/** What came of a run. Of each delivery the last attempt decides. */
export interface SendSummary {
  /** Deliveries begun: `delivered`, `failed` and `aborted` together. */
  readonly sent: number;
  readonly delivered: number;
  /** Given up: no 2xx, and no retry left or none wanted. */
  readonly failed: number;
  /** Cut short by the signal; the receiver may have taken them. */
  readonly aborted: number;
  /** All attempts, retries among them. */
  readonly attempts: number;
  /** Attempts by HTTP status, those without one left out. */
  readonly byStatus: Readonly<Record<string, number>>;
  /** Failed attempts by failure code. */
  readonly byFailure: Readonly<Record<string, FailureCount>>;
  /** Bytes of all bodies sent, repeats among them. */
  readonly bodyBytes: number;
  /** Length of the run in milliseconds. */
  readonly elapsed: number;
  /** Attempts per second. */
  readonly perSecond: number;
  /** Of attempts that got a 2xx: from start to the answer's end, in milliseconds. */
  readonly latency: LatencySummary;
}

/** See the module. */
export class SendTally {
  readonly #latencies = new Latencies();
  readonly #byStatus = new Map<number, number>();
  readonly #byFailure = new Map<string, FailureCount>();
  #deliveries = { delivered: 0, failed: 0, aborted: 0 };
  #attempts = 0;
  #bodyBytes = 0;

  addAttempt({ status, failure, phases, bodyBytes }: Attempt): void {
    this.#attempts += 1;
    this.#bodyBytes += bodyBytes;
    if (status !== null) this.#byStatus.set(status, (this.#byStatus.get(status) ?? 0) + 1);
    if (failure === null) {
      this.#latencies.add(phases.end);
      return;
    }
    const { count, message } = this.#byFailure.get(failure.code) ?? { ...failure, count: 0 };
    this.#byFailure.set(failure.code, { count: count + 1, message });
  }

  addDelivery(outcome: 'delivered' | 'failed' | 'aborted'): void {
    this.#deliveries[outcome] += 1;
  }

  summary(elapsed: number): SendSummary {
    const { delivered, failed, aborted } = this.#deliveries;
    return {
      sent: delivered + failed + aborted,
      delivered,
      failed,
      aborted,
      attempts: this.#attempts,
      byStatus: Object.fromEntries(this.#byStatus),
      byFailure: Object.fromEntries(this.#byFailure),
      bodyBytes: this.#bodyBytes,
      elapsed,
      perSecond: elapsed === 0 ? 0 : Math.round((this.#attempts / elapsed) * 1_000),
      latency: this.#latencies.summary(),
    };
  }
}

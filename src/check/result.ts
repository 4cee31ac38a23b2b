/**
 * What a check found, as plain data.
 *
 * @module
 */
import type { LatencySummary } from '../sender/latencies';
import type { Difference } from './differences';
import type { TimelinePoint } from './timeline';

/** A notification that arrived with another content. */
export interface Alteration {
  /** The mark that it bears. */
  readonly mark: string;
  readonly differences: readonly Difference[];
  /** What was sent and what arrived for it, whole; absent where that is over 8,000 characters of JSON. */
  readonly sent?: unknown;
  readonly arrived?: unknown;
}

/** What became of the notifications of one scenario. */
export interface Findings {
  /** Different notifications that were sent. */
  readonly sent: number;
  /** Of these, how many no 2xx answered: the sender still has them, whether they arrived or not. */
  readonly notAcknowledged: number;
  /** Of those sent, how many arrived at least once. */
  readonly arrived: number;
  /** Acknowledged with a 2xx, and never arrived. */
  readonly lost: number;
  /** Arrived, but only after the scenario's end. */
  readonly late: number;
  /** Arrived with another content. */
  readonly altered: number;
  /** Further arrivals of a notification, each with the `Idempotency-Key` of its first: the system behind can drop them. */
  readonly repeated: number;
  /** Further arrivals without such a key: the system behind takes them for new. */
  readonly duplicated: number;
  /** Deliveries that the receiver behind did not accept meanwhile, those of a fault apart; a failed TLS handshake is one. */
  readonly notAccepted: number;
  /** Marks of the first few of each kind; of those not accepted, the different reasons. */
  readonly examples: {
    readonly notAcknowledged: readonly string[];
    readonly lost: readonly string[];
    readonly late: readonly string[];
    readonly duplicated: readonly string[];
    readonly altered: readonly Alteration[];
    readonly notAccepted: readonly string[];
  };
  /** From the sending to the first arrival, in milliseconds. */
  readonly latency: LatencySummary;
}

/** What came of one scenario. */
export interface ScenarioResult {
  readonly id: string;
  /** What this guards against; when it failed for another reason, what that one means. */
  readonly hazard: string;
  readonly expects: string;
  /** What to do about that hazard. */
  readonly remedy: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped, in one sentence. */
  readonly reason?: string;
  /** What else went wrong: refusals, missing quarantine records. */
  readonly problems: readonly string[];
  /** `null` when it was skipped. */
  readonly findings: Findings | null;
  /** Milliseconds. */
  readonly duration: number;
}

/** What came of a whole check. */
export interface CheckResult {
  /** Part of every mark of this run. */
  readonly run: string;
  readonly seed: string;
  /** Host and port that were sent to. */
  readonly through: string;
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number;
  /** No scenario failed and at least one passed. */
  readonly passed: boolean;
  readonly counts: {
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
  };
  readonly scenarios: readonly ScenarioResult[];
  /** Arrivals that bear no mark of this run: other senders' notifications, leftovers of an earlier run. No failure. */
  readonly unexpected: { readonly count: number; readonly examples: readonly string[] };
  /** How sending and arriving went, in order of time: some hundred points. */
  readonly timeline: readonly TimelinePoint[];
}

/**
 * Counting the notifications of entries as they come, in order of arrival, against one expectation.
 *
 * @module
 */
import type { JournalEntry } from '../journal/entry';
import type { InspectOptions } from '../notification/inspect-options';
import { candidatesOf, type Candidate, type ReceivedNotification } from './candidate';
import type { ResolvedExpectation } from './expectation';
import type { NotificationMatch } from './notification-match';

/** How an expectation is checked. */
export interface VerifyOptions {
  /** How the bodies were inspected when they came. @default as `inspectBody` does */
  readonly inspect?: InspectOptions | undefined;
  /** How many of those that match are kept with their payload; all are counted. @default all */
  readonly keep?: number;
  /** What came and was no delivery, a sentence each, for the message. @default nothing */
  readonly troubles?: () => readonly string[];
}

/** What a tally needs besides. */
export interface TallyOptions extends VerifyOptions {
  /** See `Journal.clearedBetween`. @default nothing was cleared */
  readonly clearedBetween?: (after: string, before?: string) => number;
}

/** How an expectation stands: `unknown` when entries that retention dropped could decide it. */
export type Outcome = 'passed' | 'failed' | 'unknown';

/** Counts for one expectation; entries must be given oldest first, each once. */
export class Tally {
  /** Those that fulfil the expectation, in order: the first so many. */
  readonly matched: ReceivedNotification[] = [];
  /** How many do. */
  matchedCount = 0;
  /** Those that would, had they not broken their schema: the first so many. */
  readonly spoiled: ReceivedNotification[] = [];
  /** How many would. */
  spoiledCount = 0;
  /** Notifications looked at. */
  seen = 0;
  /** Entries looked at. */
  entries = 0;
  /** Those of them in which something breaks the schema. */
  broken = 0;
  /** Entries that were gone before they could be looked at. */
  dropped = 0;
  /** Sequence number of the last entry looked at. */
  last: number;
  readonly #expectation: ResolvedExpectation;
  readonly #inspect: InspectOptions | undefined;
  readonly #keep: number;
  readonly #clearedBetween: NonNullable<TallyOptions['clearedBetween']>;

  constructor(
    expectation: ResolvedExpectation,
    { inspect, keep = Number.POSITIVE_INFINITY, clearedBetween = () => 0 }: TallyOptions = {},
  ) {
    this.#expectation = expectation;
    this.#inspect = inspect;
    this.#keep = keep;
    this.#clearedBetween = clearedBetween;
    this.last = expectation.after;
  }

  /** Counts an entry; says whether anything in it matched. One that was counted already is passed over. */
  take(entry: JournalEntry): boolean {
    const sequence = Number(entry.id);
    if (sequence <= this.last) return false;
    const gap = sequence - this.last - 1;
    // Whoever cleared entries wants them not to count, and so they leave no doubt.
    if (gap > 0) this.dropped += gap - this.#clearedBetween(String(this.last), entry.id);
    this.last = sequence;
    // What was imported did not arrive here.
    if (entry.origin !== undefined) return false;
    this.entries += 1;
    if (breaksSchema(entry)) this.broken += 1;
    const before = this.matchedCount + this.spoiledCount;
    for (const candidate of candidatesOf(entry, this.#inspect)) this.#count(candidate);
    return this.matchedCount + this.spoiledCount > before;
  }

  /** Entries of the range that are cleared by now, counted before or not. */
  get cleared(): number {
    return this.#clearedBetween(String(this.#expectation.after));
  }

  /** There are enough: of an order, each step has come. */
  get enough(): boolean {
    const { ordered, steps, atLeast } = this.#expectation;
    return this.matchedCount >= (ordered ? steps.length : atLeast);
  }

  /** There are too many, and no wait can mend it. */
  get tooMany(): boolean {
    return this.matchedCount + this.spoiledCount > this.#expectation.atMost;
  }

  /** Something broke the schema, and nothing may. */
  get violated(): boolean {
    return this.#expectation.noViolations && this.broken > 0;
  }

  /** It does not hold, whatever else may come. */
  get hopeless(): boolean {
    return this.tooMany || this.violated;
  }

  /** What it comes to when nothing more is waited for. */
  get outcome(): Outcome {
    if (this.hopeless) return 'failed';
    if (this.dropped > 0 && (this.#expectation.limited || !this.enough)) return 'unknown';
    return this.enough ? 'passed' : 'failed';
  }

  #count(candidate: Candidate): void {
    this.seen += 1;
    const { steps, ordered } = this.#expectation;
    const step: NotificationMatch | undefined = steps[ordered ? this.matchedCount : 0];
    if (step === undefined || !candidate.matches(step)) return;
    const counts = candidate.valid || step.valid !== undefined;
    if (counts) this.matchedCount += 1;
    else this.spoiledCount += 1;
    const list = counts ? this.matched : this.spoiled;
    if (list.length < this.#keep) list.push(candidate.received());
  }
}

function breaksSchema({ findings }: JournalEntry): boolean {
  const { violations, notifications } = findings;
  return violations.length > 0 || notifications.some((one) => one.violations.length > 0);
}

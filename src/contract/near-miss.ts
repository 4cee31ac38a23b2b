/**
 * What came nearest to an expectation that failed, and what broke its schema: a second look at the entries that were
 * counted, made only after a failure.
 *
 * Bounded: of the groups only the nearest are kept, of what broke the schema the first few.
 *
 * @module
 */
import type { JournalEntry } from '../journal/entry';
import type { InspectOptions } from '../notification/inspect-options';
import type { Finding } from '../notification/inspection';
import { candidatesOf, type Candidate } from './candidate';
import type { ResolvedExpectation } from './expectation';
import type { NotificationMatch } from './notification-match';
import type { Mismatch } from './mismatch';

/** A notification that nearly matched. */
export interface NearMiss {
  /** Id of its delivery's journal entry. */
  readonly entry: string;
  /** JSON Pointer of the notification within that delivery's body. */
  readonly pointer: string;
  readonly type: string | null;
  /** The first 20. */
  readonly mismatches: readonly Mismatch[];
  /** How many there are. */
  readonly mismatchCount: number;
  /** How many conditions there were. */
  readonly conditions: number;
  /** How many later ones miss in just the same way. */
  readonly alike: number;
}

/** Something that arrived and broke the schema. */
export interface InvalidArrival {
  readonly entry: string;
  /** JSON Pointer of the notification; empty when the body as a whole is at fault. */
  readonly pointer: string;
  readonly type: string | null;
  readonly violations: readonly Finding[];
  /** All conditions of the expectation hold: only the schema stands in its way. */
  readonly wouldMatch: boolean;
}

/** The result of the second look. */
export interface SecondLook {
  readonly nearMisses: readonly NearMiss[];
  readonly invalid: readonly InvalidArrival[];
  /** All that broke the schema, those not in the list included. */
  readonly invalidCount: number;
  /** Deliveries refused before their body was looked at, and handshakes that a fault ended: the first few, a sentence each. */
  readonly refused: readonly string[];
}

const NEAREST = 3;
const INVALID_KEPT = 20;
const REFUSED_KEPT = 3;
const MISMATCHES_KEPT = 20;

/** Looks at one entry after another, oldest first. */
export class NearMissSearch {
  readonly #expectation: ResolvedExpectation;
  readonly #inspect: InspectOptions | undefined;
  /** The step of an order that did not come. */
  readonly #awaited: NotificationMatch | undefined;
  /** How many steps of the order have been passed, as when counting. */
  #step = 0;
  /** Nearest first. */
  #groups: { readonly key: string; readonly nearMiss: NearMiss }[] = [];
  #spoiled: InvalidArrival[] = [];
  #otherInvalid: InvalidArrival[] = [];
  #invalidCount = 0;
  readonly #refused: string[] = [];

  constructor(expectation: ResolvedExpectation, matched: number, inspect?: InspectOptions) {
    this.#expectation = expectation;
    this.#inspect = inspect;
    this.#awaited = expectation.steps[expectation.ordered ? matched : 0];
  }

  look(entry: JournalEntry): void {
    const { violations } = entry.findings;
    if (violations.length > 0) {
      this.#addInvalid({ entry: entry.id, pointer: '', type: null, violations, wouldMatch: false });
    }
    if (entry.verdict === 'refused' && this.#refused.length < REFUSED_KEPT) {
      const { status, reason = 'without a reason' } = entry.answer;
      this.#refused.push(
        `entry ${Number(entry.id)}: ${status === 0 ? '' : `${status}, `}${reason}`,
      );
    }
    for (const candidate of candidatesOf(entry, this.#inspect)) this.#consider(candidate);
  }

  get result(): SecondLook {
    return {
      nearMisses: this.#groups.map(({ nearMiss }) => nearMiss),
      invalid: [...this.#spoiled, ...this.#otherInvalid].slice(0, INVALID_KEPT),
      invalidCount: this.#invalidCount,
      refused: this.#refused,
    };
  }

  #consider(candidate: Candidate): void {
    const { steps, ordered } = this.#expectation;
    const current = steps[ordered ? this.#step : 0];
    const hit = current !== undefined && candidate.matches(current);
    const counts = hit && (candidate.valid || current.valid !== undefined);
    if (ordered && counts) this.#step += 1;
    if (!candidate.valid) this.#addInvalid(arrivalOf(candidate, hit && !counts));
    if (!hit && this.#awaited !== undefined) this.#addMiss(candidate, this.#awaited);
  }

  #addMiss(candidate: Candidate, awaited: NotificationMatch): void {
    const { type, pointer } = candidate.findings;
    const { mismatches, count, conditions } = candidate.explain(awaited, MISMATCHES_KEPT);
    const told = count > 0 ? mismatches : [tooEarly(this.#step)];
    const key = JSON.stringify([type, count, told]);
    const known = this.#groups.findIndex((group) => group.key === key);
    const group = this.#groups[known];
    if (group !== undefined) {
      const { nearMiss } = group;
      this.#groups[known] = { key, nearMiss: { ...nearMiss, alike: nearMiss.alike + 1 } };
      return;
    }
    const entry = candidate.entry.id;
    const mismatchCount = Math.max(count, told.length);
    const nearMiss = {
      ...{ entry, pointer, type, mismatches: told, mismatchCount, conditions, alike: 0 },
    };
    this.#groups.push({ key, nearMiss });
    // Stable: of equals the earlier stays. So what goes here cannot belong to the nearest later on.
    this.#groups.sort((a, b) => a.nearMiss.mismatchCount - b.nearMiss.mismatchCount);
    this.#groups = this.#groups.slice(0, NEAREST);
  }

  #addInvalid(arrival: InvalidArrival): void {
    this.#invalidCount += 1;
    const list = arrival.wouldMatch ? this.#spoiled : this.#otherInvalid;
    if (list.length < INVALID_KEPT) list.push(arrival);
  }
}

function arrivalOf(
  { entry, findings: { pointer, type, violations } }: Candidate,
  wouldMatch: boolean,
): InvalidArrival {
  return { entry: entry.id, pointer, type, violations, wouldMatch };
}

/** It is the one awaited, but it came while an earlier step was still missing. */
function tooEarly(step: number): Mismatch {
  return { path: 'order', want: `it after step ${step + 1}`, got: 'it before' };
}

/**
 * The error of an expectation that does not hold, or of which nothing certain can be said.
 *
 * @module
 */
import { WallstashError } from '../errors';
import type { ReceivedNotification } from './candidate';
import type { Expectation } from './expectation';
import type { InvalidArrival, NearMiss } from './near-miss';

/** What was found when an expectation did not hold. */
export interface VerificationFindings {
  /** The expectation, as given. */
  readonly expected: Expectation;
  /** The notifications that fulfil it, in order of arrival; too few or too many. */
  readonly matched: readonly ReceivedNotification[];
  /** How many fulfil it: more than `matched` holds when only the first were to be kept. */
  readonly count: number;
  /** Those that come nearest, fewest mismatches first; none when there were too many. */
  readonly nearMisses: readonly NearMiss[];
  /** What arrived and broke the schema: the first 20, those that would have matched before others. */
  readonly invalid: readonly InvalidArrival[];
  /** Entries that retention dropped before they could be looked at. */
  readonly dropped: number;
  /** Entries of the range that were looked at, or would have been, and are cleared. */
  readonly cleared: number;
}

/**
 * An expectation does not hold (`WST_VERIFICATION`), or retention dropped entries that could decide it
 * (`WST_VERIFICATION_DROPPED`). The message alone says what to mend.
 */
export class VerificationError extends WallstashError implements VerificationFindings {
  override readonly name = 'VerificationError';
  readonly expected: Expectation;
  readonly matched: readonly ReceivedNotification[];
  readonly count: number;
  readonly nearMisses: readonly NearMiss[];
  readonly invalid: readonly InvalidArrival[];
  readonly dropped: number;
  readonly cleared: number;

  constructor(
    code: 'WST_VERIFICATION' | 'WST_VERIFICATION_DROPPED',
    message: string,
    findings: VerificationFindings,
  ) {
    super(code, message);
    this.expected = findings.expected;
    this.matched = findings.matched;
    this.count = findings.count;
    this.nearMisses = findings.nearMisses;
    this.invalid = findings.invalid;
    this.dropped = findings.dropped;
    this.cleared = findings.cleared;
  }
}

/** What is counted of an expectation; see `expectation-bounds.ts`. */
export type ExpectationBound = 'steps' | 'values' | 'patterns';

/** An expectation asks for more than is held against every notification. */
export class ExpectationTooLargeError extends WallstashError {
  override readonly name = 'ExpectationTooLargeError';
  readonly what: ExpectationBound;
  readonly bound: number;

  constructor(what: ExpectationBound, bound: number) {
    const names = {
      steps: 'steps in inOrder',
      values: 'values in where and headers',
      patterns: 'patterns ($regex)',
    };
    super(
      'WST_EXPECTATION_TOO_LARGE',
      `Cannot use an expectation with more than ${bound} ${names[what]}. Ask for less, or make several of it.`,
    );
    this.what = what;
    this.bound = bound;
  }
}

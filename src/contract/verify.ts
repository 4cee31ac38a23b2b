/**
 * Checking an expectation against a journal: by waiting for it, or by one look.
 *
 * @module
 */
import type { InspectOptions } from '../notification/inspect-options';
import type { ReceivedNotification } from './candidate';
import { VerificationError } from './errors';
import { resolveExpectation, type Expectation, type ResolvedExpectation } from './expectation';
import { failureMessage } from './message';
import { NearMissSearch, type SecondLook } from './near-miss';
import { Tally } from './tally';
import { countPresent, watch, type WatchedJournal } from './watch';

/** How an expectation is checked. */
export interface VerifyOptions {
  /** How the bodies were inspected when they came. @default as `inspectBody` does */
  readonly inspect?: InspectOptions;
}

/** How an expectation is waited for. */
export interface ExpectOptions extends VerifyOptions {
  /** Ends the wait: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Resolves with the notifications that fulfil the expectation as soon as it is decided; wakes on arrival.
 *
 * @throws VerificationError when it does not hold in time, or retention dropped entries that could decide it.
 * @throws InvalidOptionError for an expectation that cannot be.
 */
export async function expectNotifications(
  journal: WatchedJournal,
  expectation: Expectation,
  { signal, inspect }: ExpectOptions = {},
): Promise<readonly ReceivedNotification[]> {
  const resolved = resolveExpectation(expectation);
  const tally = new Tally(resolved, inspect);
  await watch(journal, resolved, { tally, signal });
  return decide({ journal, expectation, resolved, tally, inspect, waited: true });
}

/**
 * The same with what is there now: `within` and `quietFor` are not waited for.
 *
 * @throws VerificationError, InvalidOptionError
 */
export async function verifyNotifications(
  journal: WatchedJournal,
  expectation: Expectation,
  { inspect }: VerifyOptions = {},
): Promise<readonly ReceivedNotification[]> {
  const resolved = resolveExpectation(expectation);
  const tally = new Tally(resolved, inspect);
  await countPresent(journal, tally);
  return decide({ journal, expectation, resolved, tally, inspect, waited: false });
}

interface Counted {
  readonly journal: WatchedJournal;
  readonly expectation: Expectation;
  readonly resolved: ResolvedExpectation;
  readonly tally: Tally;
  readonly inspect: InspectOptions | undefined;
  readonly waited: boolean;
}

async function decide(counted: Counted): Promise<readonly ReceivedNotification[]> {
  const { expectation, resolved, tally, waited } = counted;
  const { outcome, matched, dropped } = tally;
  if (outcome === 'passed') return matched;
  const look = await lookAgain(counted);
  const message = failureMessage({ ...look, expectation: resolved, tally, waited });
  const code = outcome === 'unknown' ? 'WST_VERIFICATION_DROPPED' : 'WST_VERIFICATION';
  const { nearMisses, invalid } = look;
  const findings = { expected: expectation, matched, nearMisses, invalid, dropped };
  throw new VerificationError(code, message, findings);
}

/** Of what was counted only: an entry that came since then is no part of the failure. */
async function lookAgain({ journal, resolved, tally, inspect }: Counted): Promise<SecondLook> {
  if (tally.tooMany) return { nearMisses: [], invalid: [], invalidCount: 0 };
  const search = new NearMissSearch(resolved, tally.matched.length, inspect);
  for await (const entry of journal.read()) {
    const sequence = Number(entry.id);
    if (sequence > tally.last) break;
    if (sequence > resolved.after) search.look(entry);
  }
  return search.result;
}

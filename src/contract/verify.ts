/**
 * Checking an expectation against a journal: by waiting for it, or by one look.
 *
 * @module
 */
import type { InspectOptions } from '../notification/inspect-options';
import type { ExpectedType } from '../notification/notification';
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
  /** What came and was no delivery, a sentence each, for the message. @default nothing */
  readonly troubles?: () => readonly string[];
}

/** How an expectation is waited for. */
export interface ExpectOptions extends VerifyOptions {
  /** Ends the wait: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** For an expectation that does not say it itself. @default 5000 */
  readonly within?: number;
}

/**
 * Resolves with the notifications that fulfil the expectation as soon as it is decided; wakes on arrival.
 *
 * @throws VerificationError when it does not hold in time, or retention dropped entries that could decide it.
 * @throws InvalidOptionError for an expectation that cannot be.
 */
export async function expectNotifications<Type extends ExpectedType = undefined>(
  journal: WatchedJournal,
  expectation: Expectation<Type>,
  { signal, within, ...options }: ExpectOptions = {},
): Promise<readonly ReceivedNotification<Type>[]> {
  const resolved = resolveExpectation(expectation, within);
  const tally = new Tally(resolved, options.inspect);
  await watch(journal, resolved, { tally, signal });
  return decide<Type>({ journal, expectation, resolved, tally, options, waited: true });
}

/**
 * The same with what is there now: `within` and `quietFor` are not waited for.
 *
 * @throws VerificationError, InvalidOptionError
 */
export async function verifyNotifications<Type extends ExpectedType = undefined>(
  journal: WatchedJournal,
  expectation: Expectation<Type>,
  options: VerifyOptions = {},
): Promise<readonly ReceivedNotification<Type>[]> {
  const resolved = resolveExpectation(expectation);
  const tally = new Tally(resolved, options.inspect);
  await countPresent(journal, tally);
  return decide<Type>({ journal, expectation, resolved, tally, options, waited: false });
}

interface Counted {
  readonly journal: WatchedJournal;
  readonly expectation: Expectation;
  readonly resolved: ResolvedExpectation;
  readonly tally: Tally;
  readonly options: VerifyOptions;
  readonly waited: boolean;
}

async function decide<Type extends ExpectedType>(
  counted: Counted,
): Promise<readonly ReceivedNotification<Type>[]> {
  const { expectation, resolved, tally, options, waited } = counted;
  const { outcome, matched, dropped } = tally;
  // Only what honours the schema of the type has matched, or it was expected to be broken.
  if (outcome === 'passed') return matched as readonly ReceivedNotification[] as never;
  const look = await lookAgain(counted);
  const troubles = options.troubles?.() ?? [];
  const message = failureMessage({ ...look, expectation: resolved, tally, waited, troubles });
  const code = outcome === 'unknown' ? 'WST_VERIFICATION_DROPPED' : 'WST_VERIFICATION';
  const { nearMisses, invalid } = look;
  const findings = { expected: expectation, matched, nearMisses, invalid, dropped };
  throw new VerificationError(code, message, findings);
}

/** Of what was counted only: an entry that came since then is no part of the failure. */
async function lookAgain({ journal, resolved, tally, options }: Counted): Promise<SecondLook> {
  if (tally.tooMany) return { nearMisses: [], invalid: [], invalidCount: 0, refused: [] };
  const search = new NearMissSearch(resolved, tally.matched.length, options.inspect);
  for await (const entry of journal.read()) {
    const sequence = Number(entry.id);
    if (sequence > tally.last) break;
    if (sequence > resolved.after) search.look(entry);
  }
  return tally.violated ? { ...search.result, nearMisses: [], refused: [] } : search.result;
}

/**
 * Checking an expectation against a journal: by waiting for it, or by one look.
 *
 * @module
 */
import type { ExpectedType } from '../notification/notification';
import type { ReceivedNotification } from './candidate';
import { VerificationError } from './errors';
import { resolveExpectation, type Expectation, type ResolvedExpectation } from './expectation';
import { failureMessage } from './message';
import { NearMissSearch, type SecondLook } from './near-miss';
import { Tally, type VerifyOptions } from './tally';
import { inSlices } from './slices';
import { countPresent, watch, type WatchedJournal } from './watch';

/** How an expectation is waited for. */
export interface ExpectOptions extends VerifyOptions {
  /** Ends the wait: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** For an expectation that does not say it itself. @default 5000 */
  readonly within?: number;
  /** The wait alone does not keep the process up. @default false */
  readonly unref?: boolean;
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
  options: ExpectOptions = {},
): Promise<readonly ReceivedNotification<Type>[]> {
  return (await countNotifications(journal, expectation, options)).matched;
}

/**
 * The same, with their number: there may be more than are kept.
 *
 * @throws VerificationError, InvalidOptionError
 */
export async function countNotifications<Type extends ExpectedType = undefined>(
  journal: WatchedJournal,
  expectation: Expectation<Type>,
  { signal, within, unref = false, ...options }: ExpectOptions = {},
): Promise<CountedNotifications<Type>> {
  const resolved = resolveExpectation(expectation, within);
  const tally = tallyOf(journal, resolved, options);
  await watch(journal, resolved, { tally, signal, unref });
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
  const tally = tallyOf(journal, resolved, options);
  await countPresent(journal, tally);
  const counted = { journal, expectation, resolved, tally, options, waited: false };
  return (await decide<Type>(counted)).matched;
}

function tallyOf(
  journal: WatchedJournal,
  resolved: ResolvedExpectation,
  options: VerifyOptions,
): Tally {
  const clearedBetween = (after: string, before?: string): number =>
    journal.clearedBetween(after, before);
  return new Tally(resolved, { ...options, clearedBetween });
}

/** Notifications that fulfil an expectation. */
interface CountedNotifications<Type extends ExpectedType> {
  /** The first, as many as are kept. */
  readonly matched: readonly ReceivedNotification<Type>[];
  /** All. */
  readonly count: number;
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
): Promise<CountedNotifications<Type>> {
  const { expectation, resolved, tally, options, waited } = counted;
  const { outcome, matched, matchedCount: count, dropped, cleared } = tally;
  // Only what honours the schema of the type has matched, or it was expected to be broken.
  if (outcome === 'passed')
    return { matched: matched as readonly ReceivedNotification[] as never, count };
  const look = await lookAgain(counted);
  const troubles = options.troubles?.() ?? [];
  const message = failureMessage({ ...look, expectation: resolved, tally, waited, troubles });
  const code = outcome === 'unknown' ? 'WST_VERIFICATION_DROPPED' : 'WST_VERIFICATION';
  const { nearMisses, invalid } = look;
  const gone = { dropped, cleared };
  const findings = { expected: expectation, matched, count, nearMisses, invalid, ...gone };
  throw new VerificationError(code, message, findings);
}

/** Of what was counted only: an entry that came since then is no part of the failure. */
async function lookAgain({ journal, resolved, tally, options }: Counted): Promise<SecondLook> {
  if (tally.tooMany) return { nearMisses: [], invalid: [], invalidCount: 0, refused: [] };
  const search = new NearMissSearch(resolved, tally.matchedCount, options.inspect);
  for await (const entry of inSlices(journal.read())) {
    const sequence = Number(entry.id);
    if (sequence > tally.last) break;
    if (sequence > resolved.after && entry.origin === undefined) search.look(entry);
  }
  return tally.violated ? { ...search.result, nearMisses: [], refused: [] } : search.result;
}

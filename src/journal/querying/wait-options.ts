/**
 * Options of a wait, resolved once.
 *
 * @module
 */
import { InvalidOptionError } from '../../errors';
import { LONGEST_TIMER_MS } from '../../real-time';
import { parseEntryId } from '../entry-id';
import type { WaitOptions } from '../journal';

/** {@link WaitOptions} with every value there. */
export interface ResolvedWait {
  readonly count: number;
  readonly timeout: number;
  readonly quietFor: number;
  /** First sequence number that counts. */
  readonly from: number;
  readonly signal: AbortSignal | undefined;
}

const DEFAULT_TIMEOUT = 5_000;

/** Fills in the defaults. @throws InvalidOptionError */
export function resolveWait({
  count = 1,
  timeout,
  quietFor = 0,
  after,
  signal,
}: WaitOptions): ResolvedWait {
  const limit = timeout ?? DEFAULT_TIMEOUT;
  requireWhole('count', count, Number.MAX_SAFE_INTEGER);
  requireWhole('timeout', limit, LONGEST_TIMER_MS);
  requireWhole('quietFor', quietFor, LONGEST_TIMER_MS);
  const past = after === undefined ? 0 : parseEntryId(after);
  if (past === undefined) throw new InvalidOptionError('after', after, 'the id of an entry');
  return { count, timeout: limit, quietFor, from: past + 1, signal };
}

function requireWhole(option: string, value: number, highest: number): void {
  if (!Number.isInteger(value) || value < 0 || value > highest) {
    throw new InvalidOptionError(option, value, `a whole number from 0 to ${highest}`);
  }
}

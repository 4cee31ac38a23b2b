/**
 * Opening a durable journal: directory, lock, repair.
 *
 * @module
 */
import { open } from 'node:fs/promises';

import { makeDurableDirectory } from '../disk/private-files';
import { WallstashError } from '../errors';
import { JournalDirectoryError } from './errors';
import type { Journal } from './journal';
import { KeyMemory } from './key-memory';
import { lockDirectory, type JournalLock } from './lock';
import { resolveDurableOptions, type DurableJournalOptions } from './options';
import type { JournalProblem } from './problem';
import { loadJournal } from './repair';
import { SegmentChain } from './segment-chain';
import type { OpenSegment } from './segment-writer';
import { SegmentedJournal } from './segmented-journal';

/** A journal on disk. */
export interface DurableJournal extends Journal {
  /** What was wrong when it was opened: torn tails, cut off and kept aside, and damage that stays. */
  readonly repairs: readonly JournalProblem[];
}

/**
 * Opens a journal for writing, makes it when missing, and repairs its end.
 *
 * @param openSegment - how segments are opened for writing; a test may hand in a disk that fails
 * @throws JournalLockedError when another process writes to it.
 * @throws JournalDirectoryError when the directory cannot be used.
 */
export async function openJournal(
  options: DurableJournalOptions,
  openSegment: OpenSegment = open,
): Promise<DurableJournal> {
  const resolved = resolveDurableOptions(options);
  const { directory, owner } = resolved;
  let lock: JournalLock | undefined;
  try {
    await makeDurableDirectory(directory);
    lock = await lockDirectory(directory, owner);
    const keys = new KeyMemory();
    const { catalogue, problems } = await loadJournal(directory, {
      repair: true,
      onRecord: ({ idempotencyKey, sequence }) => {
        if (idempotencyKey !== undefined) keys.remember(idempotencyKey, sequence);
      },
    });
    const chain = new SegmentChain(catalogue, resolved, openSegment);
    await chain.takeUp();
    return new SegmentedJournal({ catalogue, chain, keys, lock, repairs: problems });
  } catch (error) {
    await lock?.release();
    if (error instanceof WallstashError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const advice = 'Check that it is a directory that this user may write to, with room.';
    throw new JournalDirectoryError(directory, `${why}. ${advice}`, { cause: error });
  }
}

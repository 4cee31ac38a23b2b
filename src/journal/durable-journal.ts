/**
 * Opening a durable journal: directory, lock, repair.
 *
 * @module
 */
import { lockDirectory, type DirectoryLock } from '../disk/directory-lock';
import { messageOf, WallstashError } from '../errors';
import { closeJournalToOthers, makeJournalDirectory } from './segments/directory';
import { JournalDirectoryError, JournalLockedError, refusedBecause } from './errors';
import type { Journal } from './journal';
import { KeyMemory } from './key-memory';
import { removeStrayFiles } from './segments/index-file';
import { loadJournal } from './segments/load';
import { resolveDurableOptions, type DurableJournalOptions } from './options';
import type { JournalProblem } from './problem';
import { SegmentChain } from './segments/segment-chain';
import { openSegmentFile, type OpenSegment } from './segments/segment-file';
import { SegmentedJournal } from './segmented-journal';

/** A journal on disk. */
export interface DurableJournal extends Journal {
  /** What was wrong when it was opened: torn tails, cut off and kept aside, and damage that stays. */
  readonly repairs: readonly JournalProblem[];
  /** What others could read when it was opened, and whether they still can: whole sentences. */
  readonly exposed: readonly string[];
  /**
   * Rejects unless an entry could be kept now. A segment or directory that somebody removed is made anew, as for an
   * append.
   */
  probe(): Promise<void>;
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
  openSegment: OpenSegment = openSegmentFile,
): Promise<DurableJournal> {
  const resolved = resolveDurableOptions(options);
  const { directory, owner, api } = resolved;
  let lock: DirectoryLock | undefined;
  try {
    await makeJournalDirectory(directory);
    lock = await lockDirectory(directory, {
      self: () => ({ owner, api: api() }),
      refusal: (holder) => new JournalLockedError(directory, holder),
    });
    const exposed = await closeJournalToOthers(directory);
    // First, as they may take the room that a repair needs: a kill in the midst of clearing leaves up to 64 MiB of them.
    await removeStrayFiles(directory);
    const keys = new KeyMemory();
    const { catalogue, problems, sealed } = await loadJournal(directory, { repair: true, keys });
    const chain = new SegmentChain(catalogue, resolved, openSegment);
    await chain.takeUp(sealed);
    return new SegmentedJournal({ catalogue, chain, keys, lock, repairs: problems, exposed });
  } catch (error) {
    await lock?.release();
    if (error instanceof WallstashError) throw error;
    const advice = 'Check that it is a directory that this user may write to, with room.';
    const why = refusedBecause(error) ?? `${messageOf(error)}. ${advice}`;
    throw new JournalDirectoryError(directory, why, { cause: error });
  }
}

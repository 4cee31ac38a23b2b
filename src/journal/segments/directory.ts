/**
 * The directory of a journal: for this user alone, in nobody's repository, and there again after it was removed.
 *
 * @module
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { closeToOthers, hideFromGit, makeDurableDirectory } from '../../disk/private-files';

/** Makes it when it is missing, durably. */
export async function makeJournalDirectory(directory: string): Promise<void> {
  await makeDurableDirectory(directory);
  // It is the journal's own, whatever somebody has put there.
  await hideFromGit(directory, () => true);
}

/** Closes it and its files to others; one sentence for what stood open. */
export async function closeJournalToOthers(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory);
  return closeToOthers([directory, ...names.map((name) => join(directory, name))]);
}

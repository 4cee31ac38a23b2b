/**
 * The data directory: what `--data` names, and what is in it.
 *
 * @module
 */
import { join, resolve } from 'node:path';

import { hideFromGit, makePrivateDirectory } from '../disk/private-files';

const JOURNAL = 'journal';
const CONSOLE = 'console';
const CHECKS = 'checks';

/** Where the journal of a data directory is. */
export function journalDirectory(data: string, cwd: string): string {
  return join(resolve(cwd, data), JOURNAL);
}

/** Where the console of a data directory is. */
export function consoleDirectory(data: string, cwd: string): string {
  return join(resolve(cwd, data), CONSOLE);
}

/** Where the checks that a data directory's console was told of are. */
export function checksDirectory(data: string, cwd: string): string {
  return join(resolve(cwd, data), CHECKS);
}

/** Makes the data directory for this user alone, and keeps it out of git unless there is something of the user's in it. */
export async function makeDataDirectory(data: string, cwd: string): Promise<void> {
  const directory = resolve(cwd, data);
  try {
    await makePrivateDirectory(directory);
  } catch {
    // Whoever opens something in it next tells what is wrong, and what to do.
    return;
  }
  await hideFromGit(directory, (name) => [JOURNAL, CONSOLE, CHECKS].includes(name));
}

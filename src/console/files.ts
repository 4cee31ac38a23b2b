/**
 * How the console's files come onto the disk: whole or not at all, for this user alone, so that a power cut does not
 * undo it. What a killed process leaves are temporary files, which nobody reads and {@link openDirectory} removes.
 *
 * @module
 */
import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import {
  closeToOthers,
  makeDurableDirectory,
  syncDirectory,
  TEMPORARY,
  writePrivateFile,
} from '../disk/private-files';
import { ConsoleWriteError } from './errors';

/** Makes the directory, for this user alone, if it is not there. */
export async function makeDirectory(path: string): Promise<void> {
  await writing(path, () => makeDurableDirectory(path));
}

/** Makes the directory if it is not there, removes what a killed process left, and lists the files. Only the owner of the console may call it. */
export async function openDirectory(path: string): Promise<readonly string[]> {
  await makeDirectory(path);
  return writing(path, async () => {
    const names = await readdir(path);
    await closeToOthers([path, ...names.map((name) => join(path, name))]);
    const left = names.filter((name) => name.endsWith(TEMPORARY));
    for (const name of left) await rm(join(path, name), { force: true });
    return names.filter((name) => !name.endsWith(TEMPORARY)).sort();
  });
}

/** Puts a file in place, durably, mode 0600. */
export async function writeDurably(path: string, text: string): Promise<void> {
  await writing(path, () => writePrivateFile(path, text));
}

/** Moves a file, durably. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await writing(to, async () => {
    await rename(from, to);
    await syncDirectory(dirname(to));
    await syncDirectory(dirname(from));
  });
}

/** Removes a file that may be there. Not synced: should a power cut bring it back, its notification is sent once more. */
export async function remove(path: string): Promise<void> {
  await writing(path, () => rm(path, { force: true }));
}

async function writing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new ConsoleWriteError(path, error);
  }
}

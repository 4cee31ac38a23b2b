/**
 * Directories and files for this user alone, whatever the umask, and none of them in anybody's repository.
 *
 * Directories are made one by one from the nearest that is there: Node's own recursive `mkdir` repeats for ever on a
 * file system that says `ENOENT` to a name it will not make, such as `/proc`.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Mode of a file that only its owner may read. */
export const PRIVATE_FILE = 0o600;
/** Mode of a directory that only its owner may enter. */
export const PRIVATE_DIRECTORY = 0o700;

/** End of the names of files that are being written; what a killed process leaves bears it, and nobody reads it. */
export const TEMPORARY = '.tmp';

const GITIGNORE = '.gitignore';
/** Bits of a mode that let others than the owner in. */
const OTHERS = 0o077;

/**
 * Makes a directory and those above it that are missing, all for this user alone; one that is there stays as it is.
 *
 * @returns those that were made, outermost first.
 * @throws the error of the system call, at once, when one cannot be made.
 */
export async function makePrivateDirectory(path: string): Promise<readonly string[]> {
  const whole = resolve(path);
  const made = await makeOne(whole);
  if (made !== 'no-parent') return made ? [whole] : [];
  const above = dirname(whole) === whole ? [] : await makePrivateDirectory(dirname(whole));
  // A second "no such directory" is an answer, no reason to try again.
  await mkdir(whole, { mode: PRIVATE_DIRECTORY });
  return [...above, whole];
}

/** As {@link makePrivateDirectory}, and the names durable: what is kept below must not vanish with the name that leads to it. */
export async function makeDurableDirectory(path: string): Promise<readonly string[]> {
  const made = await makePrivateDirectory(path);
  for (const one of [...made].reverse()) await syncDirectory(dirname(one));
  return made;
}

/** Writes a private file in the place of the one that may be there, whole or not at all, durably. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const suffix = randomBytes(6).toString('hex');
  const temporary = join(dirname(path), `.${basename(path)}.${suffix}${TEMPORARY}`);
  try {
    await writeSynced(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    // What kept the file from being written may keep this from working too; the first error is the one to tell.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Makes new, removed and changed names in a directory durable. */
export async function syncDirectory(path: string): Promise<void> {
  await using directory = await open(path, 'r');
  await directory.sync();
}

/**
 * Takes from others what they may do with these files and directories, and says so; links are not followed.
 *
 * @returns one sentence for each directory that stood open, on its own account or for what it holds, and one for each
 * path that still does.
 */
export async function closeToOthers(paths: readonly string[]): Promise<readonly string[]> {
  const closed = new Set<string>();
  const open: string[] = [];
  for (const path of paths) {
    const info = await openToOthers(path);
    if (info === undefined) continue;
    // Also where it has no effect, as on file systems that know no modes: so it is looked at again.
    await chmod(path, info.mode & 0o7777 & ~OTHERS).catch(() => undefined);
    if ((await openToOthers(path)) !== undefined) open.push(path);
    else closed.add(info.isDirectory() ? path : dirname(path));
  }
  return [
    ...[...closed].map((path) => `Others could read ${path}: it is now for this user alone.`),
    ...open.map(
      (path) => `Others can read ${path}, and this user cannot change that: move it, or chmod it.`,
    ),
  ];
}

/** What is known of a file that others than its owner may do anything with; nothing of a link, a socket, and of what is not there. */
async function openToOthers(path: string): Promise<Stats | undefined> {
  try {
    const info = await lstat(path);
    const counts = info.isFile() || info.isDirectory();
    return counts && (info.mode & OTHERS) !== 0 ? info : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps a directory out of its owner's repository: a `.gitignore` of `*`, where there is none. Where it cannot be
 * written there is none: nothing may fail because of it.
 *
 * @param isOurs - which names in it are made by Wallstash; with any other in it the directory is the user's, and is left
 */
export async function hideFromGit(
  directory: string,
  isOurs: (name: string) => boolean,
): Promise<void> {
  const path = join(directory, GITIGNORE);
  try {
    const names = await readdir(directory);
    if (names.includes(GITIGNORE) || !names.every(isOurs)) return;
    await writeFile(path, '*\n', { flag: 'wx', mode: PRIVATE_FILE });
  } catch (error) {
    // On a full disk an empty one is left, which would stand for the user's own.
    if (codeOf(error) === 'ENOSPC') await rm(path, { force: true }).catch(() => undefined);
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  await using file = await open(path, 'wx', PRIVATE_FILE);
  await file.writeFile(text);
  await file.sync();
}

/** Whether it was made; `no-parent` when the directory above is missing, or the system says so. */
async function makeOne(path: string): Promise<boolean | 'no-parent'> {
  try {
    await mkdir(path, { mode: PRIVATE_DIRECTORY });
    return true;
  } catch (error) {
    // Systems differ in what they say of one that is there: EEXIST, EISDIR, EROFS, EACCES.
    if (await isDirectory(path)) return false;
    if (codeOf(error) === 'ENOENT') return 'no-parent';
    throw error;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

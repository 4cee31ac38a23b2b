/**
 * How certificate files come onto the disk: whole or not at all, and never over another process's file.
 *
 * A text is written and synced under a temporary name in the same directory, then takes its name in one step: by
 * `link`, which fails when the name is taken, or by `rename`, which replaces. There is no lock file, so none can
 * be left behind by a killed process.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { hideFromGit, makePrivateDirectory, PRIVATE_FILE } from '../disk/private-files';
import { CertificateFileError } from './errors';

/** Mode of a private key. */
export const KEY_MODE = PRIVATE_FILE;
/** Mode of a certificate. */
export const CERTIFICATE_MODE = 0o644;

const CERTIFICATE_NAME = /\.(?:crt|key)$/;

/** What `link` says on a file system without hard links, such as exFAT and some shared folders. */
const WITHOUT_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** The text of a file; `undefined` when there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return undefined;
    throw new CertificateFileError('read', path, error as NodeJS.ErrnoException);
  }
}

/** Makes the directory, for this user alone, when it is not there; one with nothing but certificates and keys in it is kept out of git. */
export async function ensureDirectory(path: string): Promise<void> {
  try {
    await makePrivateDirectory(path);
    await hideFromGit(path, (name) => CERTIFICATE_NAME.test(name));
  } catch (error) {
    throw new CertificateFileError('write', path, error as NodeJS.ErrnoException);
  }
}

/** Writes a new file; `false` when the name is taken, whoever took it. */
export async function createFile(path: string, text: string, mode: number): Promise<boolean> {
  return place(path, text, mode, async (temporary) => {
    try {
      await link(temporary, path);
      return true;
    } catch (error) {
      const reason = reasonOf(error) ?? '';
      if (reason === 'EEXIST') return false;
      if (!WITHOUT_LINKS.has(reason)) throw error;
      if ((await readIfThere(path)) !== undefined) return false;
      await rename(temporary, path);
      return true;
    }
  });
}

/** Writes a file in the place of the one that may be there. */
export async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  await place(path, text, mode, (temporary) => rename(temporary, path));
}

/** Removes a file, if it is there. */
export async function removeFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (error) {
    throw new CertificateFileError('write', path, error as NodeJS.ErrnoException);
  }
}

/** Whether others than the owner may read the file. */
export async function isOpenToOthers(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  return (mode & 0o077) !== 0;
}

async function place<T>(
  path: string,
  text: string,
  mode: number,
  take: (temporary: string) => Promise<T>,
): Promise<T> {
  const suffix = randomBytes(6).toString('hex');
  const temporary = join(dirname(path), `.${basename(path)}.${suffix}.tmp`);
  try {
    await writeSynced(temporary, text, mode);
    return await take(temporary);
  } catch (error) {
    if (error instanceof CertificateFileError) throw error;
    throw new CertificateFileError('write', path, error as NodeJS.ErrnoException);
  } finally {
    // What kept the file from being written may keep this from working too; the first error is the one to tell.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function writeSynced(path: string, text: string, mode: number): Promise<void> {
  await using file = await open(path, 'wx', mode);
  await file.writeFile(text);
  await file.sync();
}

function reasonOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/**
 * Searches folders for a command: every search for files goes through here, so that none runs without end.
 *
 * A file that can be reached in several ways is found once, by its own name before that of a link; links in circles
 * end. A search looks at so many entries and no more, whatever folder it was sent to.
 *
 * @module
 */
import type { Dirent, Stats } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { InputFileError } from './input-file-error';

/** Entries that one search looks at: far more than a folder of pipelines or notifications has, read in seconds. */
const MOST_ENTRIES = 100_000;

/** How a search goes. */
interface WalkOptions {
  /** Names of files and folders that are passed over with all that is below them. @default those with a dot in front, and node_modules */
  readonly passesOver?: (name: string) => boolean;
  /** Entries to look at. @default 100,000 */
  readonly most?: number;
}

/** One search, for what the user calls `what`; folders are named relative to `cwd`. */
export class Walk {
  readonly #what: string;
  readonly #cwd: string;
  readonly #passesOver: (name: string) => boolean;
  readonly #most: number;
  #looked = 0;

  constructor(what: string, cwd: string, options: WalkOptions = {}) {
    const { passesOver = isPassedOver, most = MOST_ENTRIES } = options;
    this.#what = what;
    this.#cwd = cwd;
    this.#passesOver = passesOver;
    this.#most = most;
  }

  /** Entries of a folder by name; none when it cannot be read. @throws InputFileError when the search grows too large. */
  async entriesOf(folder: string): Promise<readonly Dirent[]> {
    const entries: Dirent[] = [];
    try {
      for await (const entry of await opendir(resolve(this.#cwd, folder))) {
        this.#looked += 1;
        if (this.#looked > this.#most) throw this.#tooLarge();
        if (!this.#passesOver(entry.name)) entries.push(entry);
      }
    } catch (error) {
      if (error instanceof InputFileError) throw error;
    }
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Regular files below a folder whose names pass, each real one once; sorted, relative to the folder, with slashes. */
  async filesBelow(root: string, accepts: (name: string) => boolean): Promise<readonly string[]> {
    const files: string[] = [];
    const linkedFiles: string[] = [];
    const linkedFolders: string[] = [];
    const once = new Once();
    const search = async (from: string): Promise<void> => {
      const pending = [from];
      for (let below = pending.pop(); below !== undefined; below = pending.pop()) {
        const found = await kindOf(resolve(this.#cwd, root, below));
        if (found?.isDirectory() !== true || !once.isNew(found)) continue;
        for (const entry of await this.entriesOf(join(root, below))) {
          const name = below === '' ? entry.name : `${below}/${entry.name}`;
          if (entry.isDirectory()) pending.push(name);
          else if (entry.isSymbolicLink()) linkedFolders.push(name);
          if (!entry.isDirectory() && accepts(name)) {
            (entry.isSymbolicLink() ? linkedFiles : files).push(name);
          }
        }
      }
    };
    await search('');
    for (let link = linkedFolders.pop(); link !== undefined; link = linkedFolders.pop()) {
      await search(link);
    }
    return (await eachOnce([...files, ...linkedFiles], resolve(this.#cwd, root))).sort();
  }

  #tooLarge(): InputFileError {
    const most = this.#most.toLocaleString('en');
    const why = `the search has more than ${most} entries to look at; name a folder nearer to the files`;
    return new InputFileError(this.#cwd, `Cannot search ${this.#what}: ${why}.`);
  }
}

/** Of these names those that lead to something accepted, each real file by its first name. */
export async function eachOnce(
  names: readonly string[],
  cwd: string,
  accepts = (found: Stats): boolean => found.isFile(),
): Promise<string[]> {
  const once = new Once();
  const files: string[] = [];
  for (const name of names) {
    const found = await kindOf(resolve(cwd, name));
    if (found !== null && accepts(found) && once.isNew(found)) files.push(name);
  }
  return files;
}

/** What a path leads to, past links; `null` for nothing, and for a link to itself. */
async function kindOf(path: string): Promise<Stats | null> {
  return stat(path).catch(() => null);
}

/** Whether something on the disk has been seen before. */
class Once {
  readonly #seen = new Set<string>();

  isNew({ dev, ino }: Stats): boolean {
    const identity = `${dev}:${ino}`;
    if (this.#seen.has(identity)) return false;
    this.#seen.add(identity);
    return true;
  }
}

function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

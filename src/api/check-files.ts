/**
 * Checks on disk: a private file for each, `<run>.json`, written whole or not at all.
 *
 * Nothing here throws: a check is a report, and neither a damaged file nor a full disk may keep `serve` from running.
 *
 * @module
 */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import Ajv2020 from 'ajv/dist/2020';

import { makePrivateDirectory, writePrivateFile } from '../disk/private-files';
import { messageOf } from '../errors';
import { Check, type CheckSummary } from './schemas/check';

/** Characters of the largest check that is kept. */
export const LARGEST_CHECK = 2 * 1024 * 1024;

/** A check as it is held. */
export interface KeptCheck {
  readonly check: CheckSummary;
  /** A {@link Check} as JSON. */
  readonly text: string;
  /** When it was first told of, Unix milliseconds. */
  readonly firstAt: number;
}

const NAME = /^[\w-]{1,40}\.json$/;
/** Files looked at: there are at most as many as checks are kept, unless somebody put others there. */
const MOST_FILES = 200;
/** Bytes of a file: each character may take three, and it stands in an object of its own. */
const LARGEST_FILE = 3 * LARGEST_CHECK + 1_000;

/** See the module. */
export class CheckFiles {
  readonly #directory: string;
  readonly #onTrouble: (sentence: string) => void;
  /** What is to be done, by run: of what is told while a write is under way the newest alone. `undefined`: remove it. */
  readonly #waiting = new Map<string, KeptCheck | undefined>();
  #working: Promise<void> | undefined;
  #hasFailed = false;

  constructor(directory: string, onTrouble: (sentence: string) => void) {
    this.#directory = directory;
    this.#onTrouble = onTrouble;
  }

  /** Those that can be read, in the order in which they were first told of. */
  async read(): Promise<readonly KeptCheck[]> {
    const all = await readdir(this.#directory).catch(() => []);
    const names = all.filter((name) => NAME.test(name)).slice(0, MOST_FILES);
    // Most have none, and a start need not wait for the compiler.
    if (names.length === 0) return [];
    const isCheck = new Ajv2020().compile<Check>(Check);
    const checks: KeptCheck[] = [];
    for (const name of names) {
      const path = join(this.#directory, name);
      try {
        const { firstAt, check } = await parse(path);
        if (!isCheck(check) || `${check.run}.json` !== name || !Number.isSafeInteger(firstAt)) {
          throw new Error('it does not hold a check of this version');
        }
        checks.push({
          check: summaryOf(check),
          text: JSON.stringify(check),
          firstAt: Number(firstAt),
        });
      } catch (error) {
        this.#onTrouble(
          `Cannot read the check ${path}: ${wordsOf(error)}. It is left out; delete the file.`,
        );
      }
    }
    return checks.sort((one, other) => one.firstAt - other.firstAt);
  }

  /** Resolves when it is on disk, or has been told that it is not. */
  write(kept: KeptCheck): Promise<void> {
    return this.#soon(kept.check.run, kept);
  }

  /** Resolves when it is gone. */
  remove(run: string): Promise<void> {
    return this.#soon(run, undefined);
  }

  /** Resolves when nothing is to be done any more. */
  async settled(): Promise<void> {
    await this.#working;
  }

  #soon(run: string, what: KeptCheck | undefined): Promise<void> {
    this.#waiting.set(run, what);
    this.#working ??= this.#work();
    return this.#working;
  }

  async #work(): Promise<void> {
    for (let [next] = this.#waiting; next !== undefined; [next] = this.#waiting) {
      const [run, what] = next;
      this.#waiting.delete(run);
      try {
        await this.#do(run, what);
        this.#hasFailed = false;
      } catch (error) {
        if (!this.#hasFailed) {
          const sentence = `Cannot keep checks in ${this.#directory}: ${wordsOf(error)}. They are gone with the end of this process.`;
          this.#onTrouble(sentence);
        }
        this.#hasFailed = true;
      }
    }
    this.#working = undefined;
  }

  async #do(run: string, what: KeptCheck | undefined): Promise<void> {
    const path = join(this.#directory, `${run}.json`);
    if (what === undefined) {
      await rm(path, { force: true });
      return;
    }
    await makePrivateDirectory(this.#directory);
    await writePrivateFile(path, `{"firstAt":${what.firstAt},"check":${what.text}}\n`);
  }
}

async function parse(path: string): Promise<Readonly<Record<string, unknown>>> {
  const info = await stat(path);
  if (!info.isFile() || info.size > LARGEST_FILE) throw new Error('it is too large, or no file');
  const value = JSON.parse(await readFile(path, 'utf8')) as unknown;
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new Error('it holds no object');
}

/** What lists show of a check. */
export function summaryOf(check: Check): CheckSummary {
  const { run, state, seed, through, startedAt, duration, passed, counts, updatedAt } = check;
  return { run, state, seed, through, startedAt, duration, passed, counts, updatedAt };
}

function wordsOf(error: unknown): string {
  return messageOf(error).replace(/\.$/, '');
}

/**
 * Writes batches of records to the end of one segment, each durable or gone.
 *
 * When there was no room for a batch, the file is cut back to its last good end. After any other failure nothing may be
 * assumed of the file any more (the kernel may have dropped what it could not write and will not say so twice): it is cut
 * back as far as it lets itself, and given up for a new segment. Should even the cut fail, the first record of that new
 * segment says that the records behind do not count.
 *
 * Behind each write it looks whether the file still bears its name: on a removed one every write goes well.
 *
 * @module
 */
import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';

import { isNoRoom } from '../../disk/why-refused';
import type { Segment } from './segment';
import type { FileIdentity, SegmentFile } from './segment-file';

/** The file that is written to no longer bears its name: somebody removed it, moved it or put another in its place. */
export class SegmentGoneError extends Error {
  constructor(path: string) {
    super(`${path} was removed or replaced while it was being written`);
  }
}

/** The open end of one segment. */
export class SegmentWriter {
  readonly segment: Segment;
  readonly #file: SegmentFile;
  #state: 'good' | 'dirty' | 'lost' = 'good';
  #identity: FileIdentity | undefined;

  constructor(segment: Segment, file: SegmentFile) {
    this.segment = segment;
    this.#file = file;
  }

  /** No more may be written here: take a new segment. */
  get lost(): boolean {
    return this.#state === 'lost';
  }

  /** Whether the file still bears the segment's name, so that what is written to it can be found again. */
  async isInPlace(): Promise<boolean> {
    this.#identity ??= await this.#file.stat();
    return isSameFile(this.#identity, await identityOf(this.segment.path));
  }

  /** Gives the file up: nothing more is written to it. */
  giveUp(): void {
    this.#state = 'lost';
  }

  /**
   * Writes and syncs; moves the end of the segment. When it rejects, nothing of the batch is kept.
   *
   * @throws SegmentGoneError when the file is no longer where it belongs.
   */
  async commit(bytes: Buffer): Promise<void> {
    if (this.#state === 'dirty') await this.#cut();
    const { end } = this.segment;
    try {
      await this.#file.write(bytes, end);
      this.#identity ??= await this.#file.stat();
      // The file system has just answered, so this is a lookup in memory: less work than waking a thread for it.
      if (!isSameFile(this.#identity, identityNow(this.segment.path))) {
        throw new SegmentGoneError(this.segment.path);
      }
    } catch (error) {
      await this.#takeBack(error);
      throw error;
    }
    this.segment.end = end + bytes.length;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** Cuts off what a batch that failed may have left. */
  async #takeBack(error: unknown): Promise<void> {
    if (isNoRoom(error)) {
      this.#state = 'dirty';
      // When this fails too, the next batch tries the cut again before it writes.
      await this.#cut().catch(() => undefined);
    } else {
      this.#state = 'lost';
      await this.#file.truncate(this.segment.end).catch(() => undefined);
    }
  }

  async #cut(): Promise<void> {
    await this.#file.truncate(this.segment.end);
    try {
      await this.#file.datasync();
    } catch (error) {
      this.#state = 'lost';
      throw error;
    }
    this.#state = 'good';
  }
}

function isSameFile(own: FileIdentity, there: FileIdentity | undefined): boolean {
  return own.dev === there?.dev && own.ino === there.ino;
}

async function identityOf(path: string): Promise<FileIdentity | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function identityNow(path: string): FileIdentity | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** There is no such file, or something on the way there is no directory any more. */
function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

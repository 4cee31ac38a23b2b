/**
 * A segment's file, open for writing: what was written is on the disk.
 *
 * On Linux it is opened with `O_DSYNC`, and the system syncs with each write: one call in place of two, for each of which a
 * thread must be woken and waited for. Elsewhere it is `fdatasync` behind the write: macOS does not let its disk empty its
 * buffers for `O_DSYNC`, as it does for what Node calls `fdatasync`.
 *
 * @module
 */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { platform } from 'node:os';

import { PRIVATE_FILE } from '../../disk/private-files';

/** What tells one file from all others. */
export interface FileIdentity {
  readonly dev: number;
  readonly ino: number;
}

/** What a {@link SegmentWriter} needs of an open file. */
export interface SegmentFile {
  /** Writes all of it, durably. When it rejects, any part of it may be there. @throws the error of the system */
  write(bytes: Buffer, position: number): Promise<void>;
  stat(): Promise<FileIdentity>;
  /** Makes durable what the file holds already. */
  datasync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens a segment for writing: `wx` makes it, `r+` takes it up again. */
export type OpenSegment = (path: string, flags: 'wx' | 'r+') => Promise<SegmentFile>;

const SYNCS_ITSELF = platform() === 'linux';
const { O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_DSYNC } = constants;
const SYNCING = { wx: O_WRONLY | O_CREAT | O_EXCL | O_DSYNC, 'r+': O_RDWR | O_DSYNC } as const;

/** Opens a segment of this user's alone. */
export const openSegmentFile: OpenSegment = async (path, flags) =>
  new PrivateFile(await open(path, SYNCS_ITSELF ? SYNCING[flags] : flags, PRIVATE_FILE));

class PrivateFile implements SegmentFile {
  readonly #file: FileHandle;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async write(bytes: Buffer, position: number): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const rest = bytes.length - written;
      const { bytesWritten } = await this.#file.write(bytes, written, rest, position + written);
      written += bytesWritten;
    }
    if (!SYNCS_ITSELF) await this.#file.datasync();
  }

  stat(): Promise<FileIdentity> {
    return this.#file.stat();
  }

  datasync(): Promise<void> {
    return this.#file.datasync();
  }

  truncate(length: number): Promise<void> {
    return this.#file.truncate(length);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

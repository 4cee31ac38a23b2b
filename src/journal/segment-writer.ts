/**
 * Writes batches of records to the end of one segment, each durable or gone.
 *
 * After a failed write the file is cut back to its last good end. After a failed `fdatasync` nothing may be assumed of
 * the file any more (the kernel may have dropped what it could not write and will not say so twice): it is cut back as
 * far as it lets itself, and given up for a new segment. Should even the cut fail, the name of that new segment says
 * that the records behind do not count.
 *
 * @module
 */
import type { Segment } from './segment';

/** What the writer needs of an open file; a `FileHandle` is one. */
export interface SegmentFile {
  write(
    bytes: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesWritten: number }>;
  datasync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens a segment for writing: `wx` makes it, `r+` takes it up again. */
export type OpenSegment = (path: string, flags: 'wx' | 'r+') => Promise<SegmentFile>;

/** The open end of one segment. */
export class SegmentWriter {
  readonly segment: Segment;
  readonly #file: SegmentFile;
  #state: 'good' | 'dirty' | 'lost' = 'good';

  constructor(segment: Segment, file: SegmentFile) {
    this.segment = segment;
    this.#file = file;
  }

  /** No more may be written here: take a new segment. */
  get lost(): boolean {
    return this.#state === 'lost';
  }

  /** Writes and syncs; moves the end of the segment. When it rejects, nothing of the batch is kept. */
  async commit(bytes: Buffer): Promise<void> {
    if (this.#state === 'dirty') await this.#cut();
    const { end } = this.segment;
    try {
      await this.#writeFully(bytes, end);
    } catch (error) {
      this.#state = 'dirty';
      // When this fails too, the next batch tries the cut again before it writes.
      await this.#cut().catch(() => undefined);
      throw error;
    }
    try {
      await this.#file.datasync();
    } catch (error) {
      this.#state = 'lost';
      await this.#file.truncate(end).catch(() => undefined);
      throw error;
    }
    this.segment.end = end + bytes.length;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #writeFully(bytes: Buffer, end: number): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await this.#file.write(
        bytes,
        written,
        bytes.length - written,
        end + written,
      );
      written += bytesWritten;
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

/**
 * The segments of a journal that is being written: the open one, when the next begins, and which go.
 *
 * @module
 */
import { rm } from 'node:fs/promises';

import { syncDirectory } from '../disk/private-files';
import type { Catalogue } from './catalogue';
import type { EntrySummary } from './entry';
import type { ResolvedDurableOptions } from './options';
import { segmentAt, type Segment } from './segment';
import { SegmentWriter, type OpenSegment, type SegmentFile } from './segment-writer';

/** Writes at the end of a catalogue and drops from its beginning. */
export class SegmentChain {
  readonly #catalogue: Catalogue;
  readonly #options: ResolvedDurableOptions;
  readonly #open: OpenSegment;
  #writer: SegmentWriter | undefined;

  constructor(catalogue: Catalogue, options: ResolvedDurableOptions, openSegment: OpenSegment) {
    this.#catalogue = catalogue;
    this.#options = options;
    this.#open = openSegment;
  }

  /** The file that is or was to be written. */
  get path(): string {
    return this.#writer?.segment.path ?? this.#options.directory;
  }

  /** Opens the newest segment, or makes the first. */
  async takeUp(): Promise<void> {
    const newest = this.#catalogue.segments.at(-1);
    if (newest === undefined) {
      await this.#begin();
    } else {
      const file = await this.#open(newest.path, 'r+');
      this.#writer = new SegmentWriter(newest, file);
      // What a killed process wrote is shown from now on: it must be durable too.
      await file.datasync();
    }
    await this.retain(0);
  }

  /** Begins a new segment when the open one is full or given up; returns how many entries it takes. */
  async makeRoom(): Promise<number> {
    const { segmentBytes, segmentEntries } = this.#options;
    const writer = this.#writer;
    if (writer !== undefined && !writer.lost) {
      const { end, index } = writer.segment;
      const room = segmentEntries - (index.end - index.first);
      if (room > 0 && end < segmentBytes) return room;
    }
    await this.#begin();
    return segmentEntries;
  }

  /** Makes bytes durable; returns where in the segment they begin. */
  async commit(bytes: Buffer): Promise<number> {
    const writer = this.#writer;
    if (writer === undefined) throw new Error('no segment is open');
    const start = writer.segment.end;
    await writer.commit(bytes);
    return start;
  }

  /** Adds an entry just committed to the index. */
  index(summary: EntrySummary, offset: number): void {
    this.#writer?.segment.index.add(summary, offset);
  }

  /** Drops the oldest segments while what remains, with so many entries about to be added, is enough; returns whether any went. */
  async retain(arriving: number): Promise<boolean> {
    const { keep, keepBytes } = this.#options;
    const catalogue = this.#catalogue;
    let dropped = false;
    for (;;) {
      const [oldest, second] = catalogue.segments;
      if (oldest === undefined || second === undefined) return dropped;
      const tooMany = catalogue.count + arriving - oldest.index.readable >= keep;
      if (!tooMany && catalogue.bytes <= keepBytes) return dropped;
      try {
        await rm(oldest.path, { force: true });
      } catch {
        // It stays for now and is tried again after the next batch: the entries just written are safe.
        return dropped;
      }
      catalogue.dropOldest();
      dropped = true;
    }
  }

  async close(): Promise<void> {
    await this.#writer?.close();
  }

  async #begin(): Promise<void> {
    const { directory } = this.#options;
    const old = this.#writer;
    const segment = segmentAt(directory, this.#catalogue.end);
    // A file of this name holds nothing that counts: a beginning that failed, or a segment given up before its first entry.
    await rm(segment.path, { force: true });
    if (old?.segment.path === segment.path) this.#catalogue.dropNewest();
    const writer = new SegmentWriter(segment, await this.#make(segment));
    this.#catalogue.add(segment);
    this.#writer = writer;
    // All that counts in the old one is durable: an error of closing it tells nothing.
    await old?.close().catch(() => undefined);
  }

  async #make(segment: Segment): Promise<SegmentFile> {
    const file = await this.#open(segment.path, 'wx');
    try {
      await syncDirectory(this.#options.directory);
      return file;
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
  }
}

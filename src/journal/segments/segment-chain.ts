/**
 * The segments of a journal that is being written: the open one, when the next begins, and which go.
 *
 * @module
 */
import { lstat, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { PRIVATE_FILE, syncDirectory } from '../../disk/private-files';
import type { Catalogue } from './catalogue';
import { makeJournalDirectory } from './directory';
import type { JournalEntry } from '../entry';
import { indexPath, isSettled, readIndexFile } from './index-file';
import { IndexWriter } from './index-writer';
import { lostSegments, type LostEntries } from './lost-segments';
import { WIDEST_SPAN } from './mark';
import type { ResolvedDurableOptions } from '../options';
import { rewritingPath } from './rewrite-segment';
import { segmentAt, type Segment } from './segment';
import type { OpenSegment, SegmentFile } from './segment-file';
import { SegmentGoneError, SegmentWriter } from './segment-writer';
import { Tidying } from './tidying';

/** Rows that memory holds at most for each entry that is to be kept: there are more than entries when some were cleared. */
const ROWS_FOR_EACH = 10;

/** A segment and its successor. */
export interface Renewal {
  readonly old: Segment;
  readonly renewed: Segment;
}

/** Writes at the end of a catalogue and drops from its beginning. */
export class SegmentChain {
  readonly #catalogue: Catalogue;
  readonly #options: ResolvedDurableOptions;
  readonly #open: OpenSegment;
  readonly #indexes = new IndexWriter();
  readonly #tidying: Tidying;
  #writer: SegmentWriter | undefined;

  constructor(catalogue: Catalogue, options: ResolvedDurableOptions, openSegment: OpenSegment) {
    this.#catalogue = catalogue;
    this.#options = options;
    this.#open = openSegment;
    this.#tidying = new Tidying(catalogue, options.directory);
  }

  /** The file that is or was to be written. */
  get path(): string {
    return this.#writer?.segment.path ?? this.#options.directory;
  }

  /** Opens the newest segment; begins one when there is none, or it is sealed. */
  async takeUp(sealed: boolean): Promise<void> {
    const newest = this.#catalogue.segments.at(-1);
    if (newest === undefined || sealed) {
      await this.#begin();
    } else {
      const file = await this.#open(newest.path, 'r+');
      this.#writer = new SegmentWriter(newest, file);
      // What a killed process wrote is shown from now on: it must be durable too.
      await file.datasync();
      this.#tidying.start();
    }
    this.retain(0);
    await this.tidied();
    this.#indexes.write(this.#catalogue.segments.slice(0, -1));
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

  /** Makes bytes durable, in a new segment when somebody removed the open one; returns where in the segment they begin. */
  async commit(bytes: Buffer): Promise<number> {
    try {
      return await this.#commit(bytes);
    } catch (error) {
      if (!(error instanceof SegmentGoneError)) throw error;
      await this.#replace(error);
      return this.#commit(bytes);
    }
  }

  /** Rejects unless an entry could be kept now, as {@link commit} would. */
  async probe(): Promise<void> {
    const writer = this.#writer;
    if (writer === undefined || writer.lost) await this.makeRoom();
    else if (!(await writer.isInPlace())) {
      writer.giveUp();
      await this.#replace(new SegmentGoneError(writer.segment.path));
    }
    const path = join(this.#options.directory, '.probe');
    try {
      await using file = await open(path, 'w', PRIVATE_FILE);
      await file.writeFile('a probe of the disk\n');
      await file.datasync();
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Adds an entry just committed to the index. */
  index(entry: JournalEntry, offset: number): void {
    this.#writer?.segment.index.addEntry(entry, offset);
  }

  /** Adds the idempotency key of an entry just indexed, for the segment's index file. */
  noteKey(sequence: number, key: string): void {
    this.#writer?.segment.keys.push([sequence, key]);
  }

  /**
   * Drops the oldest segments while what remains, with so many entries about to be added, is enough, or nothing is left in
   * them; returns whether any went. Their files go beside the writes that follow, see {@link tidied}.
   */
  retain(arriving: number): boolean {
    const { keep, keepBytes, segmentEntries } = this.#options;
    // Rows of what was cleared take memory too.
    const mostRows = Math.min(ROWS_FOR_EACH * Math.max(keep, segmentEntries), WIDEST_SPAN / 2);
    const catalogue = this.#catalogue;
    const before = catalogue.segments.length;
    for (;;) {
      const [oldest, second] = catalogue.segments;
      if (oldest === undefined || second === undefined) break;
      const tooMany =
        catalogue.count + arriving - oldest.index.readable >= keep ||
        catalogue.end - catalogue.first > mostRows;
      if (!tooMany && !oldest.index.isSpent && catalogue.bytes <= keepBytes) break;
      catalogue.dropOldest();
      this.#tidying.drop(oldest);
    }
    if (catalogue.segments.length === before) return false;
    this.#tidying.start();
    return true;
  }

  /**
   * Clears the oldest segments of which nothing is to stay, by removing their files: for that a full disk needs no room. The
   * mark goes first where it cannot be written, so a crash leaves those that have gone and those that have not, both sound.
   *
   * @returns the segments that went
   */
  async clearOldest(isWhollyGone: (segment: Segment) => boolean): Promise<readonly Segment[]> {
    const catalogue = this.#catalogue;
    const gone: Segment[] = [];
    for (const segment of [...catalogue.segments]) {
      if (segment === this.#writer?.segment || !isWhollyGone(segment)) break;
      catalogue.clearOldest();
      this.#tidying.drop(segment);
      gone.push(segment);
    }
    if (gone.length === 0) return gone;
    this.#tidying.start();
    // With the room that there is now the mark can say what was cleared.
    this.#tidying.start();
    await this.tidied();
    return gone;
  }

  /** See {@link Tidying.done}. */
  tidied(): Promise<void> {
    return this.#tidying.done();
  }

  /** The segments that begin with these numbers and are still there, to which nothing more will be added. */
  async complete(firsts: readonly number[]): Promise<ReadonlyMap<number, Segment>> {
    const found = new Map(this.#catalogue.segments.map((one) => [one.index.first, one]));
    const wanted = firsts.flatMap((first) => found.get(first) ?? []);
    const open = this.#writer?.segment;
    if (open !== undefined && wanted.includes(open)) await this.#begin();
    // Their index files, which have their idempotency keys, are read when they are renewed.
    await this.#indexes.idle();
    return new Map(wanted.map((one) => [one.index.first, one]));
  }

  /** Puts successors into the place of the segments that are still there, durably; `onPlaced` is told of each that is there, also when another could not be put there. */
  async putInPlace(
    renewals: readonly Renewal[],
    onPlaced: (renewed: Segment) => void,
  ): Promise<void> {
    const placed: Segment[] = [];
    try {
      for (const renewal of renewals) {
        if (await this.#putInPlace(renewal)) placed.push(renewal.renewed);
      }
    } finally {
      if (placed.length > 0) await syncDirectory(this.#options.directory);
      placed.forEach(onPlaced);
      this.#indexes.write(placed);
    }
  }

  async close(): Promise<void> {
    const writer = this.#writer;
    // Not where somebody removed it all: that is for the next start to find as it is.
    const inPlace = (await writer?.isInPlace().catch(() => false)) === true;
    if (inPlace) this.#tidying.start();
    await this.tidied();
    await writer?.close();
    if (writer !== undefined && inPlace && (await isSettled(writer.segment).catch(() => false))) {
      this.#indexes.write([writer.segment]);
    }
    await this.#indexes.idle();
  }

  /** Whether the segment was still there. */
  async #putInPlace({ old, renewed }: Renewal): Promise<boolean> {
    const path = rewritingPath(old);
    if (!this.#catalogue.segments.includes(old)) {
      await rm(path, { force: true });
      return false;
    }
    // Without one it is not known to be sound: then what is wrong with it is to be told at each start.
    const known = await readIndexFile(old);
    renewed.keys = (known?.keys ?? []).filter(
      ([sequence]) => renewed.index.summary(sequence) !== undefined,
    );
    renewed.needsIndexFile = known !== undefined;
    await rm(indexPath(old), { force: true });
    await rename(path, old.path);
    this.#catalogue.replace(old, renewed);
    return true;
  }

  async #commit(bytes: Buffer): Promise<number> {
    const writer = this.#writer;
    if (writer === undefined) throw new Error('no segment is open');
    const start = writer.segment.end;
    await writer.commit(bytes);
    return start;
  }

  /** Says what went with the open segment, and begins a new one. */
  async #replace({ message }: SegmentGoneError): Promise<void> {
    const lost = await lostSegments(this.#catalogue.segments);
    this.#options.onNotice(
      `${message}: ${whatWent(lost)}. What arrives now goes to a new segment.`,
    );
    await this.#begin();
  }

  async #begin(): Promise<void> {
    // One goes for each that is begun. More than that would fill a disk that is slow to let go.
    if (this.#tidying.left > 1) await this.tidied();
    const old = this.#writer;
    const segment = segmentAt(this.#options.directory, this.#catalogue.end);
    const writer = new SegmentWriter(segment, await this.#make(segment));
    // One of that name is empty. Only now: whoever could not make a segment tries again.
    if (this.#catalogue.segments.at(-1)?.path === segment.path) this.#catalogue.dropNewest();
    this.#catalogue.add(segment);
    this.#writer = writer;
    this.#tidying.start();
    // All that counts in the old one is durable: an error of closing it tells nothing.
    await old?.close().catch(() => undefined);
    this.#indexes.write(this.#catalogue.segments.slice(0, -1));
  }

  /** Frees the name of a segment: what this journal left there holds nothing that counts, anything else is put aside. */
  async #freeName(path: string): Promise<void> {
    const there = await lstat(path).catch(() => undefined);
    if (there === undefined) return;
    const writer = this.#writer;
    const own = writer?.segment.path === path && (await writer.isInPlace());
    if (own || (there.isFile() && there.size === 0)) {
      await rm(path, { force: true });
      return;
    }
    const aside = `${path}.${there.ino}.aside`;
    await rename(path, aside);
    this.#options.onNotice(`${path} stood where a new segment begins; it was moved to ${aside}.`);
  }

  /** Makes the file of a segment, and its name durable. */
  async #make(segment: Segment): Promise<SegmentFile> {
    const file = await this.#openNew(segment.path);
    try {
      await syncDirectory(this.#options.directory);
      return file;
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
  }

  /** What stands in the way is looked for only where something does: all who send wait for this. */
  async #openNew(path: string): Promise<SegmentFile> {
    try {
      return await this.#open(path, 'wx');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') await this.#freeName(path);
      else if (isNoDirectory(code)) await makeJournalDirectory(this.#options.directory);
      else throw error;
      return this.#open(path, 'wx');
    }
  }
}

/** The directory is gone, or something else stands there, which the making of it tells. */
function isNoDirectory(code: string | undefined): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function whatWent({ count, ids }: LostEntries): string {
  if (ids === undefined) return 'no acknowledged entry went with it';
  const [from, to] = ids;
  const which = from === to ? from : `${from} to ${to}`;
  return `${count} acknowledged ${count === 1 ? 'entry is' : 'entries are'} gone (${which})`;
}

/**
 * What is seen to beside the writes: the mark of a journal, and the files of segments that retention let go of. A file that
 * goes, and the four syncs of it all, would hold up whoever waits for an answer.
 *
 * @module
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Catalogue } from './catalogue';
import { indexPath } from './index-file';
import { MARK_FILE, writeMark } from './mark';
import type { Segment } from './segment';

/** See the module. */
export class Tidying {
  readonly #catalogue: Catalogue;
  readonly #directory: string;
  /** Segments that are in the catalogue no more, whose files may still be there. */
  readonly #dropped = new Set<Segment>();
  /** What is under way, and what was asked for meanwhile. */
  #all: Promise<void> = Promise.resolve();

  constructor(catalogue: Catalogue, directory: string) {
    this.#catalogue = catalogue;
    this.#directory = directory;
  }

  /** Segments whose files are still to go. */
  get left(): number {
    return this.#dropped.size;
  }

  /** The files of a segment are to go, with the next {@link start}. */
  drop(segment: Segment): void {
    this.#dropped.add(segment);
  }

  /** Writes the mark anew, and removes what it no longer vouches for. */
  start(): void {
    this.#all = this.#all.then(() => this.#tidy());
  }

  /** Resolves when the mark says what there is, and the files of dropped segments are gone, as far as they can be removed. */
  done(): Promise<void> {
    return this.#all;
  }

  async #tidy(): Promise<void> {
    // Only those that the mark of now no longer vouches for: more may be dropped while it is written.
    const leaving = [...this.#dropped];
    await this.#leaveMark();
    for (const segment of leaving) {
      try {
        await rm(segment.path, { force: true });
        await rm(indexPath(segment), { force: true });
        this.#dropped.delete(segment);
      } catch {
        // It is tried again with the next one, or at the next start: the entries that count are elsewhere.
      }
    }
  }

  /** Where it cannot be written there must be none: it would claim what is about to go. */
  async #leaveMark(): Promise<void> {
    const { first: oldest, end, segments, clearedBefore: cleared } = this.#catalogue;
    const newest = segments.at(-1)?.index.first ?? end;
    try {
      await writeMark(this.#directory, { oldest, newest, next: end, cleared });
    } catch {
      await rm(join(this.#directory, MARK_FILE), { force: true }).catch(() => undefined);
    }
  }
}

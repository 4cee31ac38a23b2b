/**
 * Writes index files in the background, one at a time: nothing waits for them, and a start without one only takes longer.
 *
 * @module
 */
import { writeIndexFile } from './index-file';
import type { Segment } from './segment';

/** See the module. */
export class IndexWriter {
  #writing: Promise<void> = Promise.resolve();

  /** For segments to which nothing will be added, oldest first; their indexes are sealed now. */
  write(segments: readonly Segment[]): void {
    for (const segment of segments) {
      if (!segment.needsIndexFile) continue;
      segment.needsIndexFile = false;
      segment.index.seal();
      this.#writing = this.#writing.then(() => writeOne(segment));
    }
  }

  /** Resolves when all is written. */
  async idle(): Promise<void> {
    await this.#writing;
  }
}

async function writeOne(segment: Segment): Promise<void> {
  try {
    await writeIndexFile(segment);
    segment.keys = [];
  } catch {
    // A disk that is full, or a segment that is gone: both are told of where entries are written. The next start reads it.
  }
}

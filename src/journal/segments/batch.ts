/**
 * Turning a group of drafts into the bytes of one write.
 *
 * @module
 */
import type { EntryDraft, JournalEntry } from '../entry';
import type { KeyMemory } from '../key-memory';
import { recordRoom, RecordTexts, writeRecord } from './record';
import { entryOf } from '../summary';

/** A draft and whoever waits for it. */
export interface PendingEntry {
  readonly draft: EntryDraft;
  /** The field of its record that holds its body, when it was written already. */
  readonly bodyField: Uint8Array | undefined;
  readonly resolve: (entry: JournalEntry) => void;
  readonly reject: (reason: unknown) => void;
}

/** An entry of a batch. */
export interface BatchEntry {
  readonly entry: JournalEntry;
  readonly sequence: number;
  /** Offset of its record in the batch. */
  readonly offset: number;
  readonly pending: PendingEntry;
}

/** One write. */
export interface Batch {
  readonly entries: readonly BatchEntry[];
  /** Good until the next batch is made. */
  readonly bytes: Buffer;
  /** Drafts that were left for the next batch. */
  readonly rest: readonly PendingEntry[];
}

/** Past this the rest waits for the next batch, so that many large bodies do not take their memory at once. */
const ENOUGH = 4 * 1024 * 1024;
const FIRST_ROOM = 64 * 1024;

/** Makes batches in one buffer that it uses again and again. */
export class BatchEncoder {
  readonly #keys: KeyMemory;
  readonly #texts = new RecordTexts();
  #buffer = Buffer.allocUnsafe(FIRST_ROOM);

  constructor(keys: KeyMemory) {
    this.#keys = keys;
  }

  /** Numbers drafts from `first` on. A draft that cannot be written down is turned away alone. */
  encode(group: readonly PendingEntry[], first: number): Batch {
    if (this.#buffer.length > 4 * ENOUGH) this.#buffer = Buffer.allocUnsafe(FIRST_ROOM);
    const entries: BatchEntry[] = [];
    const keys = new Set<string>();
    let offset = 0;
    for (const [place, pending] of group.entries()) {
      if (offset >= ENOUGH) return this.#batch(entries, offset, group.slice(place));
      const { draft, bodyField } = pending;
      const sequence = first + entries.length;
      try {
        const entry = entryOf(draft, sequence, this.#isRepeat(draft, keys));
        const text = this.#texts.of(entry, bodyField);
        this.#makeRoom(offset, recordRoom(text));
        const end = writeRecord(text, this.#buffer, offset);
        entries.push({ entry, sequence, offset, pending });
        offset = end;
      } catch (error) {
        pending.reject(error);
      }
    }
    return this.#batch(entries, offset, []);
  }

  #batch(entries: readonly BatchEntry[], end: number, rest: readonly PendingEntry[]): Batch {
    return { entries, bytes: this.#buffer.subarray(0, end), rest };
  }

  #isRepeat({ idempotencyKey, origin, repeat: was }: EntryDraft, inBatch: Set<string>): boolean {
    if (origin !== undefined) return was === true;
    if (idempotencyKey === undefined) return false;
    const repeat = inBatch.has(idempotencyKey) || this.#keys.has(idempotencyKey);
    inBatch.add(idempotencyKey);
    return repeat;
  }

  #makeRoom(used: number, wanted: number): void {
    if (used + wanted <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, used + wanted));
    this.#buffer.copy(larger, 0, 0, used);
    this.#buffer = larger;
  }
}

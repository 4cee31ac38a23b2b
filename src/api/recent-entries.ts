/**
 * Deliveries that have just come, held until a stream has sent them: what is still here need not be read back from the
 * journal's files.
 *
 * Bounded: of a reader that is slow the oldest are let go, and it is served from the journal.
 *
 * @module
 */
import type { JournalEntry } from '../journal/entry';

const MOST_ENTRIES = 1_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** See the module. */
export class RecentEntries {
  /** In order of arrival, which is that of their ids. */
  readonly #entries = new Map<string, JournalEntry>();
  #bytes = 0;

  add(entry: JournalEntry): void {
    this.#entries.set(entry.id, entry);
    this.#bytes += entry.body.length;
    for (const { id } of this.#entries.values()) {
      if (this.#entries.size <= MOST_ENTRIES && this.#bytes <= MOST_BYTES) return;
      this.#remove(id);
    }
  }

  /** The entries with these ids, if all are here. */
  all(ids: readonly string[]): readonly JournalEntry[] | undefined {
    const entries = ids.flatMap((id) => this.#entries.get(id) ?? []);
    return entries.length === ids.length ? entries : undefined;
  }

  /** Lets go of those up to the one with this id. */
  forgetUpTo(last: string): void {
    for (const id of this.#entries.keys()) {
      if (id > last) return;
      this.#remove(id);
    }
  }

  #remove(id: string): void {
    this.#bytes -= this.#entries.get(id)?.body.length ?? 0;
    this.#entries.delete(id);
  }
}

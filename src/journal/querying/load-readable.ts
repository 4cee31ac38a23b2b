/**
 * Loading entries of which some may be damaged.
 *
 * @module
 */
import type { JournalEntry } from '../entry';
import { JournalCorruptError } from '../errors';
import type { Journal } from '../journal';

/** As {@link Journal.load}, but passes over the entries whose records cannot be read, and tells `onDamaged` of each. */
export async function* loadReadable(
  journal: Pick<Journal, 'load'>,
  ids: readonly string[],
  onDamaged: (id: string) => void = () => undefined,
): AsyncGenerator<JournalEntry, void, void> {
  for (let rest = ids; rest.length > 0;) {
    try {
      yield* journal.load(rest);
      return;
    } catch (error) {
      if (!(error instanceof JournalCorruptError)) throw error;
      onDamaged(error.id);
      rest = rest.slice(Math.max(rest.indexOf(error.id), 0) + 1);
    }
  }
}

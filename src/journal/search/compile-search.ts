/**
 * A search as what a scan asks of summaries and entries.
 *
 * @module
 */
import { realNow } from '../../real-time';
import type { EntrySummary, JournalEntry } from '../entry';
import { entryTest, EntryView } from './match-entry';
import { summaryTest } from './match-summary';
import { parseSearch } from './parse-search';

/** A search that was read. */
export interface CompiledSearch {
  readonly bySummary: (summary: EntrySummary) => boolean;
  /** `undefined` when summaries decide alone. */
  readonly byEntry: ((entry: JournalEntry) => boolean) | undefined;
}

/** Reads a search; `now` is what "10 minutes ago" counts from. @throws InvalidOptionError */
export function compileSearch(search: string, now: number = realNow()): CompiledSearch {
  const terms = parseSearch(search).map((term) => ({ term, test: summaryTest(term, now) }));
  const cheap = terms.flatMap(({ test }) => test ?? []);
  const dear = terms.flatMap(({ term, test }) => (test === undefined ? entryTest(term) : []));
  return {
    bySummary: (summary) => cheap.every((test) => test(summary)),
    byEntry:
      dear.length === 0
        ? undefined
        : (entry) => {
            const view = new EntryView(entry);
            return dear.every((test) => test(view));
          },
  };
}

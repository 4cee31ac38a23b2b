/**
 * A journal that another process writes, as one that can be read and subscribed to.
 *
 * @module
 */
import { followJournal } from './querying/follow';
import type { EntryListener, Journal } from './journal';
import type { JournalReader } from './journal-reader';

/** What a followed journal offers of a {@link Journal}. */
export interface FollowedJournal extends Pick<Journal, 'read' | 'subscribe' | 'clearedBetween'> {
  /** Follows until `signal` aborts; rejects when the journal can no longer be read. */
  run(signal: AbortSignal): Promise<void>;
}

/** Subscribers hear of an entry once {@link FollowedJournal.run} has seen it; a damaged one ends the run. */
export function followedJournal(reader: JournalReader): FollowedJournal {
  const listeners = new Set<EntryListener>();
  return {
    read: (filter) => reader.read(filter),
    clearedBetween: (after, before) => reader.clearedBetween(after, before),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    run: async (signal) => {
      for await (const { id } of followJournal(reader, signal)) {
        const entry = listeners.size === 0 ? undefined : await reader.get(id);
        // What retention has dropped meanwhile shows as a gap in the sequence of those that come.
        if (entry !== undefined) for (const listener of listeners) listener(entry);
      }
    },
  };
}

/**
 * Following a journal that another process writes.
 *
 * The operating system says when the directory changes; a slow timer stands in where it does not (network file systems,
 * no watches left). Each look reads only what is new.
 *
 * @module
 */
import { watch } from 'node:fs';

import type { EntrySummary } from '../entry';
import type { JournalReader } from '../journal-reader';

const LOOK_EVERY = 1_000;

/** New entries as they are written, until `signal` aborts. */
export async function* followJournal(
  reader: JournalReader,
  signal: AbortSignal,
): AsyncGenerator<EntrySummary, void, void> {
  let changed = true;
  let wake = (): void => undefined;
  const look = (): void => {
    changed = true;
    wake();
  };
  const timer = setInterval(look, LOOK_EVERY);
  const stopWatching = watchDirectory(reader.directory, look);
  signal.addEventListener('abort', look);
  try {
    while (!signal.aborted) {
      if (!changed) await new Promise<void>((resolve) => (wake = resolve));
      changed = false;
      yield* await reader.refresh();
    }
  } finally {
    clearInterval(timer);
    stopWatching();
    signal.removeEventListener('abort', look);
  }
}

function watchDirectory(directory: string, onChange: () => void): () => void {
  try {
    const watcher = watch(directory, onChange);
    // Without watches the timer is left.
    watcher.on('error', () => {
      watcher.close();
    });
    return () => {
      watcher.close();
    };
  } catch {
    return () => undefined;
  }
}

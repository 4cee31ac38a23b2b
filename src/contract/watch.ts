/**
 * Waiting for an expectation by arrival: what is there first, then each entry as it comes. Nothing is polled.
 *
 * The subscription begins before the look back; an entry that both bring is counted once, by its sequence number.
 *
 * @module
 */
import type { JournalEntry } from '../journal/entry';
import type { Journal } from '../journal/journal';
import { clearTimeout, setTimeout } from '../real-time';
import type { ResolvedExpectation } from './expectation';
import { inSlices } from './slices';
import type { Tally } from './tally';

/** What a watch needs of a journal. */
export type WatchedJournal = Pick<Journal, 'read' | 'subscribe' | 'clearedBetween'>;

/** Counts what is there now. */
export async function countPresent(journal: WatchedJournal, tally: Tally): Promise<void> {
  for await (const entry of inSlices(journal.read())) tally.take(entry);
}

interface WatchOptions {
  readonly tally: Tally;
  readonly signal: AbortSignal | undefined;
  /** The wait does not keep the process up. */
  readonly unref: boolean;
}

/** Counts until the expectation is decided, or its time is up. */
export async function watch(
  journal: WatchedJournal,
  expectation: ResolvedExpectation,
  { tally, signal, unref }: WatchOptions,
): Promise<void> {
  signal?.throwIfAborted();
  const early: JournalEntry[] = [];
  let onEntry = (entry: JournalEntry): void => void early.push(entry);
  const unsubscribe = journal.subscribe((entry) => onEntry(entry));
  try {
    await countPresent(journal, tally);
    // It may grow meanwhile; what was counted is let go.
    for await (const entry of inSlices(taken(early))) tally.take(entry);
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const decision = new Decision(expectation, tally, { resolve, reject, signal, unref });
      onEntry = (entry) => decision.take(entry);
      for (const entry of early) decision.take(entry);
    });
  } finally {
    unsubscribe();
  }
}

function* taken(early: JournalEntry[]): Generator<JournalEntry, void, void> {
  for (let next = early.shift(); next !== undefined; next = early.shift()) yield next;
}

interface Ending {
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
  readonly signal: AbortSignal | undefined;
  readonly unref: boolean;
}

/** Ends when no further arrival can change the outcome, or none came for long enough. */
class Decision {
  readonly #tally: Tally;
  readonly #ending: Ending;
  readonly #limited: boolean;
  readonly #quietFor: number;
  readonly #timer: NodeJS.Timeout;
  #quiet: NodeJS.Timeout | undefined;
  readonly #onAbort = (): void => {
    this.#stop();
    this.#ending.reject(this.#ending.signal?.reason);
  };

  constructor({ limited, quietFor, within }: ResolvedExpectation, tally: Tally, ending: Ending) {
    this.#tally = tally;
    this.#ending = ending;
    this.#limited = limited;
    this.#quietFor = quietFor;
    this.#timer = setTimeout(() => {
      // A quiet time that has begun may still end.
      if (this.#quiet === undefined) this.#end();
    }, within);
    if (ending.unref) this.#timer.unref();
    ending.signal?.addEventListener('abort', this.#onAbort, { once: true });
    this.#check();
  }

  take(entry: JournalEntry): void {
    try {
      if (this.#tally.take(entry) || this.#tally.hopeless) this.#check();
    } catch (error) {
      // A matcher of the test's own may throw.
      this.#stop();
      this.#ending.reject(error);
    }
  }

  #check(): void {
    const { hopeless, enough, dropped } = this.#tally;
    if (hopeless || (this.#limited && dropped > 0) || (enough && !this.#limited)) this.#end();
    else if (enough) {
      clearTimeout(this.#quiet);
      this.#quiet = setTimeout(() => this.#end(), this.#quietFor);
      if (this.#ending.unref) this.#quiet.unref();
    }
  }

  #end(): void {
    this.#stop();
    this.#ending.resolve();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#quiet);
    this.#ending.signal?.removeEventListener('abort', this.#onAbort);
  }
}

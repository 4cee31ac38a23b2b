/**
 * Waiting for entries by arrival: a scan of what is there and a subscription to what comes, joined without a gap.
 *
 * The subscription begins in the same turn in which the scan's end is fixed; an entry below that end belongs to the
 * scan, any other to the subscription. So none is missed and none counted twice. Nothing is polled: the only timers
 * are those of `timeout` and `quietFor`.
 *
 * @module
 */
import { clearTimeout, setTimeout } from '../../real-time';
import type { Arrivals } from './arrivals';
import type { JournalEntry } from '../entry';
import { JournalClosedError, WaitTimeoutError } from '../errors';
import type { EntryFilter, EntryMatcher, WaitOptions } from '../journal';
import { criteriaOf, type Criteria } from './filter';
import { EntryScan } from './scan';
import type { EntrySource } from './source';
import { resolveWait, type ResolvedWait } from './wait-options';

/** Where a wait looks: what is there, and what comes. */
export interface WaitPlace {
  readonly source: EntrySource;
  readonly arrivals: Arrivals;
}

/** Resolves as {@link Journal.waitFor} says: of what arrived here, without `quietFor` with the first `count` matches, with it with all. */
export function waitForEntries(
  { source, arrivals }: WaitPlace,
  match: EntryFilter | EntryMatcher,
  options: WaitOptions = {},
): Promise<readonly JournalEntry[]> {
  return new Promise((resolve, reject) => {
    const resolved = resolveWait(options);
    resolved.signal?.throwIfAborted();
    const criteria = criteriaOf(match);
    const { end } = source;
    const wait = new Wait(resolved, criteria, new EntryScan(source, criteria, { load: true }), {
      resolve,
      reject,
      unsubscribe: arrivals.subscribe(
        (entry) => {
          // Rows are added before they are published: what the scan covers must not come in here too.
          if (Number(entry.id) >= end) wait.arrived(entry);
        },
        () => {
          wait.fail(new JournalClosedError('wait for entries'));
        },
      ),
    });
    void wait.lookBack(end);
  });
}

/** How a wait ends. */
interface Ending {
  readonly resolve: (entries: readonly JournalEntry[]) => void;
  readonly reject: (reason: unknown) => void;
  readonly unsubscribe: () => void;
}

class Wait {
  readonly #options: ResolvedWait;
  readonly #criteria: Criteria;
  readonly #scan: EntryScan;
  readonly #ending: Ending;
  readonly #entries: JournalEntry[] = [];
  /** Arrivals during the scan, which come after all that it finds; `undefined` once it is over. */
  #later: JournalEntry[] | undefined = [];
  #arrivals = 0;
  #over = false;
  #expired = false;
  #late = false;
  readonly #timer: NodeJS.Timeout;
  #quiet: NodeJS.Timeout | undefined;
  readonly #onAbort = (): void => {
    this.fail(this.#options.signal?.reason);
  };

  constructor(options: ResolvedWait, criteria: Criteria, scan: EntryScan, ending: Ending) {
    this.#options = options;
    this.#criteria = criteria;
    this.#scan = scan;
    this.#ending = ending;
    this.#timer = setTimeout(() => {
      this.#timeIsUp();
    }, options.timeout);
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** Takes what is there already, then what came meanwhile. */
  async lookBack(end: number): Promise<void> {
    try {
      for await (const { entry } of this.#scan.upward(this.#options.from, end)) {
        if (this.#over) return;
        if (entry !== undefined && entry.origin === undefined) this.#take(entry);
      }
      const later = this.#later ?? [];
      this.#later = undefined;
      for (const entry of later) this.#take(entry);
      if (this.#over) return;
      this.#check();
      if (this.#expired) this.#timeIsUp();
    } catch (error) {
      this.fail(error);
    }
  }

  arrived(entry: JournalEntry): void {
    if (this.#over || entry.origin !== undefined) return;
    if (Number(entry.id) < this.#options.from) return;
    this.#arrivals += 1;
    try {
      if (!this.#criteria.whole(entry)) return;
    } catch (error) {
      this.fail(error);
      return;
    }
    if (this.#later === undefined) this.#take(entry);
    else this.#later.push(entry);
  }

  fail(reason: unknown): void {
    this.#stop();
    this.#ending.reject(reason);
  }

  #succeed(): void {
    this.#stop();
    this.#ending.resolve(this.#entries);
  }

  #stop(): void {
    this.#over = true;
    this.#ending.unsubscribe();
    clearTimeout(this.#timer);
    clearTimeout(this.#quiet);
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
  }

  #take(entry: JournalEntry): void {
    if (this.#over) return;
    this.#entries.push(entry);
    this.#check();
  }

  /** Enough is enough at once; when quiet is wanted, each match begins it anew, once the scan is over. */
  #check(): void {
    const { count, quietFor } = this.#options;
    if (this.#entries.length < count) return;
    if (quietFor === 0) this.#succeed();
    else if (this.#later === undefined) {
      if (this.#late) {
        this.#timeOut(true);
        return;
      }
      clearTimeout(this.#quiet);
      this.#quiet = setTimeout(() => {
        this.#succeed();
      }, quietFor);
    }
  }

  /** A quiet time that has begun may still end; another match in it is one too many. */
  #timeIsUp(): void {
    if (this.#over) return;
    this.#expired = true;
    // What is there already is looked at to its end: the error must not say that it did not come.
    if (this.#later !== undefined) return;
    if (this.#quiet === undefined) this.#timeOut(false);
    else this.#late = true;
  }

  #timeOut(restless: boolean): void {
    this.fail(
      new WaitTimeoutError({
        wanted: this.#options.count,
        entries: [...this.#entries],
        seen: this.#scan.seen + this.#arrivals,
        dropped: this.#scan.dropped,
        cleared: this.#scan.clearedFrom(this.#options.from),
        timeout: this.#options.timeout,
        restless,
      }),
    );
  }
}

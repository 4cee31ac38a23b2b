/**
 * The newest troubles of a receiver, in memory: most who wait in vain have a sender that does not trust the CA, and only
 * the receiver knows.
 *
 * @module
 */
import type { Trouble } from './trouble';

/** A trouble, and when it came. */
export interface DatedTrouble extends Trouble {
  /** Unix milliseconds. */
  readonly at: number;
}

/** Troubles with the same message, as the last of them was. */
export interface RepeatedTrouble extends DatedTrouble {
  /** How many there were. */
  readonly times: number;
}

/** What is known of a receiver's troubles. */
export interface Troubles {
  /** The newest first, those with the same message together. */
  list(): readonly RepeatedTrouble[];
  /** Calls `listener`, which must not throw, for each from now on; the function returned ends it. */
  subscribe(listener: (trouble: DatedTrouble) => void): () => void;
}

/** Different messages kept: a sender repeats itself. */
const MOST = 20;

/** See the module. */
export class RecentTroubles implements Troubles {
  /** By message, the one longest ago first. */
  readonly #recent = new Map<string, RepeatedTrouble>();
  readonly #listeners = new Set<(trouble: DatedTrouble) => void>();

  add(trouble: DatedTrouble): void {
    const { message } = trouble;
    const times = (this.#recent.get(message)?.times ?? 0) + 1;
    this.#recent.delete(message);
    this.#recent.set(message, { ...trouble, times });
    for (const oldest of this.#recent.keys()) {
      if (this.#recent.size <= MOST) break;
      this.#recent.delete(oldest);
    }
    for (const listener of this.#listeners) listener(trouble);
  }

  list(): readonly RepeatedTrouble[] {
    return [...this.#recent.values()].reverse();
  }

  subscribe(listener: (trouble: DatedTrouble) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

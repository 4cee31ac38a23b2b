/**
 * Which values of `Idempotency-Key` have been seen, as far back as the entries held.
 *
 * @module
 */
import { createHash } from 'node:crypto';

/** Longer keys are kept as their hash: a sender chooses their length, and memory must not follow. */
const LONGEST_KEPT = 64;
/** Keys that stand in the queue and need not; beyond, as many as are remembered. */
const LONGEST_TAIL = 1_000;

/** The key by which later deliveries are told to be repeats: one that came in elsewhere tells nothing here. */
export function ownKey({
  idempotencyKey,
  origin,
}: {
  readonly idempotencyKey?: string | undefined;
  readonly origin?: object | undefined;
}): string | undefined {
  return origin === undefined ? idempotencyKey : undefined;
}

/** Remembers keys with the newest sequence number that bore them; bounded by {@link forgetBefore}. */
export class KeyMemory {
  readonly #seen = new Map<string, number>();
  /**
   * Keys in order of arrival, each with its number in `#numbers`; a key seen again stands there twice. Apart from the map:
   * V8 leaves a hole in a map for what was deleted, and whoever looks for its first entry steps over all of them.
   */
  #keys: string[] = [];
  #numbers: number[] = [];
  /** How many of them are forgotten. */
  #forgotten = 0;

  has(key: string): boolean {
    return this.#seen.has(compact(key));
  }

  /** Returns the form in which it is remembered, which stands for the key wherever it is given again. */
  remember(key: string, sequence: number): string {
    const kept = compact(key);
    this.#seen.set(kept, sequence);
    this.#keys.push(kept);
    this.#numbers.push(sequence);
    // One key came again and again, while nothing was dropped.
    const standing = this.#keys.length - this.#forgotten;
    if (standing > 2 * this.#seen.size + LONGEST_TAIL) this.#leaveOutRepeats();
    return kept;
  }

  /** Forgets the keys that no entry from `sequence` on bears. */
  forgetBefore(sequence: number): void {
    for (;;) {
      const number = this.#numbers[this.#forgotten];
      const key = this.#keys[this.#forgotten];
      if (number === undefined || key === undefined || number >= sequence) break;
      if (this.#seen.get(key) === number) this.#seen.delete(key);
      this.#forgotten += 1;
    }
    if (this.#forgotten > LONGEST_TAIL && this.#forgotten > this.#keys.length / 2) {
      this.#keys = this.#keys.slice(this.#forgotten);
      this.#numbers = this.#numbers.slice(this.#forgotten);
      this.#forgotten = 0;
    }
  }

  /** Forgets that entries which were cleared bore their keys; earlier ones that are held may have borne them too. */
  forget(cleared: ReadonlySet<number>): void {
    const gone = new Set<string>();
    const left: (readonly [key: string, sequence: number])[] = [];
    for (let place = this.#forgotten; place < this.#keys.length; place += 1) {
      const key = this.#keys[place] ?? '';
      const sequence = this.#numbers[place] ?? 0;
      if (!cleared.has(sequence)) left.push([key, sequence]);
      else if (this.#seen.get(key) === sequence && this.#seen.delete(key)) gone.add(key);
    }
    for (const [key, sequence] of left) if (gone.has(key)) this.#seen.set(key, sequence);
    this.#standIn(left);
  }

  #leaveOutRepeats(): void {
    this.#standIn([...this.#seen].sort(([, one], [, other]) => one - other));
  }

  /** The queue from now on. */
  #standIn(left: readonly (readonly [key: string, sequence: number])[]): void {
    this.#keys = left.map(([key]) => key);
    this.#numbers = left.map(([, sequence]) => sequence);
    this.#forgotten = 0;
  }
}

function compact(key: string): string {
  return key.length <= LONGEST_KEPT ? key : createHash('sha256').update(key).digest('base64');
}

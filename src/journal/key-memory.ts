/**
 * Which values of `Idempotency-Key` have been seen, as far back as the entries held.
 *
 * @module
 */
import { createHash } from 'node:crypto';

/** Longer keys are kept as their hash: a sender chooses their length, and memory must not follow. */
const LONGEST_KEPT = 64;

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
  /** In order of sequence number: a key seen again moves to the end. */
  readonly #seen = new Map<string, number>();

  has(key: string): boolean {
    return this.#seen.has(compact(key));
  }

  /** Returns the form in which it is remembered, which stands for the key wherever it is given again. */
  remember(key: string, sequence: number): string {
    const kept = compact(key);
    this.#seen.delete(kept);
    this.#seen.set(kept, sequence);
    return kept;
  }

  /** Forgets the keys that no entry from `sequence` on bears. */
  forgetBefore(sequence: number): void {
    for (const [key, seen] of this.#seen) {
      if (seen >= sequence) return;
      this.#seen.delete(key);
    }
  }
}

function compact(key: string): string {
  return key.length <= LONGEST_KEPT ? key : createHash('sha256').update(key).digest('base64');
}

/**
 * What came to a receiver and was no delivery, for the failure of an expectation: most tests that wait in vain have a
 * sender that does not trust the CA, and only the receiver knows.
 *
 * @module
 */
import type { Trouble } from '../receiver/trouble';

/** Different sentences kept; a sender repeats itself. */
const MOST = 10;

/** See the module. */
export class SeenTroubles {
  readonly #counts = new Map<string, number>();

  add({ message }: Trouble): void {
    const count = this.#counts.get(message);
    if (count !== undefined) this.#counts.set(message, count + 1);
    else if (this.#counts.size < MOST) this.#counts.set(message, 1);
  }

  /** A sentence each, in order of the first time. */
  lines(): readonly string[] {
    return [...this.#counts].map(([message, count]) =>
      count === 1 ? message : `${message} (${count} times)`,
    );
  }
}

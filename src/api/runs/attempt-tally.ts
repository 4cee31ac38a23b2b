/**
 * What came of many attempts, in bounded memory.
 *
 * @module
 */
import type { Attempt } from '../../sender/attempt-record';
import type { RunCounts } from '../schemas/run';

/** Counts attempts, each the only one at its body. */
export class AttemptTally {
  #delivered = 0;
  #failed = 0;
  readonly #outcomes = new Map<string, RunCounts['outcomes'][number]>();

  /** How many ended, well or not. */
  get done(): number {
    return this.#delivered + this.#failed;
  }

  add({ status, failure }: Pick<Attempt, 'status' | 'failure'>): void {
    const code = failure?.code ?? null;
    // What was cut short is neither: the receiver may have taken it.
    if (code !== 'ABORTED') {
      if (failure === null) this.#delivered += 1;
      else this.#failed += 1;
    }
    this.#count(status, code);
  }

  /** One that could not even be tried. */
  addUntried(code: string): void {
    this.#failed += 1;
    this.#count(null, code);
  }

  /** As it is shown. */
  counts(): RunCounts {
    return {
      ...{ delivered: this.#delivered, failed: this.#failed },
      outcomes: [...this.#outcomes.values()].sort((one, other) => other.count - one.count),
    };
  }

  #count(status: number | null, code: string | null): void {
    const key = `${String(status)} ${String(code)}`;
    const { count } = this.#outcomes.get(key) ?? { count: 0 };
    this.#outcomes.set(key, { status, code, count: count + 1 });
  }
}

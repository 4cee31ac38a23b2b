/**
 * One after the other: heavy bodies share one thread and the memory that one of them takes.
 *
 * @module
 */
import { clearTimeout, setTimeout } from '../../real-time';
import { PATIENCE } from '../memory-budget';

/** See the module. */
export class Lane {
  #busy = false;
  readonly #waiting = new Set<() => void>();

  /** Whether a body has its turn now. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Runs a task when its turn has come; `false` when that did not come in time. */
  async run(task: () => Promise<void>): Promise<boolean> {
    if (!(await this.#turn())) return false;
    try {
      await task();
      return true;
    } finally {
      const [next] = this.#waiting;
      if (next === undefined) this.#busy = false;
      else next();
    }
  }

  #turn(): Promise<boolean> {
    if (!this.#busy) {
      this.#busy = true;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const end = (hasTurn: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(start);
        resolve(hasTurn);
      };
      const start = (): void => end(true);
      const timer = setTimeout(() => end(false), PATIENCE);
      this.#waiting.add(start);
    });
  }
}

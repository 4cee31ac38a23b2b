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
  /** Each is told whether its turn has come. */
  readonly #waiting = new Set<(hasTurn: boolean) => void>();
  #closed = false;

  /** Whether a body has its turn now. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Runs a task when its turn has come; `false` when that did not come in time, or not before the end. */
  async run(task: () => Promise<void>): Promise<boolean> {
    if (!(await this.#turn())) return false;
    try {
      await task();
      return true;
    } finally {
      const [next] = this.#waiting;
      if (next === undefined) this.#busy = false;
      else next(true);
    }
  }

  /** Gives nobody a turn any more; the one who has it keeps it. */
  close(): void {
    this.#closed = true;
    for (const tell of this.#waiting) tell(false);
  }

  #turn(): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    if (!this.#busy) {
      this.#busy = true;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const end = (hasTurn: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        resolve(hasTurn);
      };
      const timer = setTimeout(() => end(false), PATIENCE);
      this.#waiting.add(end);
    });
  }
}

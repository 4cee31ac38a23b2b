/**
 * Promises of work that does not keep the process up by itself: it is kept up while somebody waits for them, so that a
 * test that failed meanwhile ends at once.
 *
 * @module
 */
import { clearInterval, LONGEST_TIMER_MS, setInterval } from '../real-time';
import { isTestUnderWay } from './runner';

/** A promise that remembers being waited for, and keeps the process up while it is. */
export class HeldPromise<T> extends Promise<T> {
  #awaited = false;
  #settled = false;
  #hold: NodeJS.Timeout | undefined;

  /** What `then` makes is an ordinary promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  get awaited(): boolean {
    return this.#awaited;
  }

  /** `await` calls it too, since this class is not `Promise` itself. */
  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#awaited = true;
    // Who takes the failure alone has not said yet that anybody waits.
    if (typeof onFulfilled !== 'function') return held(() => super.then(onFulfilled, onRejected));
    // A runner that gives a test its time keeps the process up for it, and ends it when that is over.
    if (!this.#settled && !isTestUnderWay())
      this.#hold ??= setInterval(() => undefined, LONGEST_TIMER_MS);
    return super.then(onFulfilled, onRejected);
  }

  /** From here on a rejection counts as handled. */
  hush(): this {
    void super.then(undefined, () => undefined);
    return this;
  }

  /** Keeps nothing up any more. */
  release(): void {
    this.#settled = true;
    clearInterval(this.#hold);
  }
}

/** Begins `work` at once, whose waits must not keep the process up. */
export function held<T>(work: () => Promise<T>): HeldPromise<T> {
  const working = work();
  const promise = new HeldPromise<T>((resolve, reject) => void working.then(resolve, reject));
  const release = (): void => promise.release();
  void working.then(release, release);
  return promise;
}

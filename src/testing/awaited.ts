/**
 * Promises that know whether anybody waits for them: a test that forgets an `await` is told when its receiver is
 * closed, in place of a rejection that nobody handles and that takes the whole run down.
 *
 * @module
 */
import { WallstashError } from '../errors';

/** A promise that remembers being waited for, and whose rejection is not Node's to report. */
class WatchedPromise<T> extends Promise<T> {
  #awaited = false;

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
    return super.then(onFulfilled, onRejected);
  }

  /** From here on a rejection counts as handled. */
  hush(): this {
    void super.then(undefined, () => undefined);
    return this;
  }
}

/** An error of ours with the stack of the call: of the wait itself nothing is left when it is over. */
function calledAt({ stack = '' }: Error, reason: unknown): unknown {
  if (!(reason instanceof WallstashError)) return reason;
  const frames = stack.split('\n').slice(1);
  reason.stack = [`${reason.name}: ${reason.message}`, ...frames].join('\n');
  return reason;
}

/** A promise that was handed out, what it is of, and where it was asked for. */
interface HandedOut {
  readonly promise: WatchedPromise<unknown>;
  readonly words: () => string;
  readonly place: Error;
}

/** Those of one receiver. */
export class AwaitedPromises {
  #handedOut: HandedOut[] = [];

  /** Runs `work` at once and hands out its promise; `asked` is the function whose caller is to be shown. */
  watch<T>(
    work: () => Promise<T>,
    words: () => string,
    asked: (...given: never[]) => unknown,
  ): Promise<T> {
    const place = new Error('expect was called here');
    Error.captureStackTrace(place, asked);
    const promise = new WatchedPromise<T>((resolve, reject) => {
      work().then(resolve, (reason: unknown) => reject(calledAt(place, reason)));
    }).hush();
    this.#handedOut = this.#handedOut.filter((one) => !one.promise.awaited);
    this.#handedOut.push({ promise, words, place });
    return promise;
  }

  /** Those that nobody has waited for, once: they are forgotten with that. */
  takeForgotten(): readonly Pick<HandedOut, 'words' | 'place'>[] {
    const forgotten = this.#handedOut.filter((one) => !one.promise.awaited);
    this.#handedOut = [];
    return forgotten;
  }
}

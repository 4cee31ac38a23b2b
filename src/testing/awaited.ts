/**
 * The promises that a receiver hands out: a test that forgets an `await` is told when its receiver is closed, in place of
 * a rejection that nobody handles and that takes the whole run down.
 *
 * @module
 */
import { WallstashError } from '../errors';
import { held, type HeldPromise } from './held';

/** An error of ours with the stack of the call: of the wait itself nothing is left when it is over. */
function calledAt({ stack = '' }: Error, reason: unknown): unknown {
  if (!(reason instanceof WallstashError)) return reason;
  const frames = stack.split('\n').slice(1);
  reason.stack = [`${reason.name}: ${reason.message}`, ...frames].join('\n');
  return reason;
}

/** A promise that was handed out, what it is of, and where it was asked for. */
interface HandedOut {
  readonly promise: HeldPromise<unknown>;
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
    const called = async (): Promise<T> => {
      try {
        return await work();
      } catch (reason) {
        throw calledAt(place, reason);
      }
    };
    const promise = held(called).hush();
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

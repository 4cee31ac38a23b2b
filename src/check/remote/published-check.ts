/**
 * Tells a console API how a check goes, so that a browser can show it.
 *
 * One request is under way at a time; of what comes meanwhile only the newest is sent. That it cannot be told is no
 * failure of the check.
 *
 * @module
 */
import type { CheckResult } from '../result';
import type { ConsoleApi } from './console-api';
import { messageOf } from '../../errors';

/** How far a check is. */
export type CheckState = 'running' | 'finished' | 'stopped';

interface Report extends CheckResult {
  readonly state: CheckState;
  readonly toCome: readonly string[];
}

/** See the module. */
export class PublishedCheck {
  readonly #api: ConsoleApi;
  readonly #onTrouble: (sentence: string) => void;
  #latest: Report | undefined;
  #next: Report | undefined;
  #sending: Promise<void> | undefined;
  #hasFailed = false;

  constructor(api: ConsoleApi, onTrouble: (sentence: string) => void) {
    this.#api = api;
    this.#onTrouble = onTrouble;
  }

  /** Sends this soon. `toCome`: ids of the scenarios that have not run. */
  tell(state: CheckState, result: CheckResult, toCome: readonly string[]): void {
    this.#latest = { ...result, state, toCome };
    this.#next = this.#latest;
    this.#sending ??= this.#sendAll();
  }

  /** Resolves when all is sent. A check that has not told of its end was stopped. */
  async close(): Promise<void> {
    const latest = this.#latest;
    if (latest?.state === 'running') this.tell('stopped', latest, latest.toCome);
    await this.#sending;
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#next; next !== undefined; next = this.#next) {
      this.#next = undefined;
      try {
        const { body } = await this.#api.call('api/checks', { method: 'POST', body: next });
        body.resume();
      } catch (error) {
        if (!this.#hasFailed)
          this.#onTrouble(`The console does not show this check. ${messageOf(error)}`);
        this.#hasFailed = true;
      }
    }
    this.#sending = undefined;
  }
}

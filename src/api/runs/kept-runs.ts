/**
 * What a person set going through the API and may leave: some run at a time, the newest are kept, in memory.
 *
 * @module
 */
import { ApiError, notFound } from '../errors';

/** One of them, which people see as `V`. */
export interface KeptRun<V> {
  readonly isRunning: boolean;
  /** Nothing further begins, and what is under way is cut short. */
  stop(): void;
  /** Nobody can ask for it any more. */
  forget(): void;
  /** As it is shown. */
  view(): V;
}

/** How many there may be, and what one is called. */
export interface RunBounds {
  readonly name: string;
  /** That run at a time. */
  readonly running: number;
  /** That are kept, running ones among them. */
  readonly kept: number;
}

/** See the module. */
export class KeptRuns<V, R extends KeptRun<V>> {
  readonly #bounds: RunBounds;
  /** The oldest first. */
  readonly #runs = new Map<string, R>();
  readonly #underWay = new Set<Promise<void>>();
  #latestId = 0;

  constructor(bounds: RunBounds) {
    this.#bounds = bounds;
  }

  /** @throws ApiError when as many run as may */
  protected requireRoom(): void {
    const { name, running } = this.#bounds;
    if ([...this.#runs.values()].filter(({ isRunning }) => isRunning).length < running) return;
    const detail = `Cannot begin another ${name}: ${running} run. Wait for one, or stop one.`;
    throw new ApiError('WST_TOO_MANY', 429, detail);
  }

  /** Keeps a run under an id of its own, and sets it going; `work` never rejects. */
  protected begin(make: (id: string) => R, work: (run: R) => Promise<void>): R {
    this.#latestId += 1;
    const id = String(this.#latestId);
    const run = make(id);
    this.#keep(id, run);
    const underWay = work(run);
    this.#underWay.add(underWay);
    void underWay.finally(() => this.#underWay.delete(underWay));
    return run;
  }

  /** The newest first. */
  list(): readonly V[] {
    return [...this.#runs.values()].map((run) => run.view()).reverse();
  }

  /** @throws ApiError when there is none */
  get(id: string): V {
    return this.#find(id).view();
  }

  /** Stops it, if it runs. @throws ApiError when there is none */
  stop(id: string): void {
    this.#find(id).stop();
  }

  /** Stops all that run; resolves when nothing is under way. */
  async close(): Promise<void> {
    for (const run of this.#runs.values()) {
      run.stop();
      run.forget();
    }
    await Promise.all(this.#underWay);
  }

  #find(id: string): R {
    const run = this.#runs.get(id);
    if (run !== undefined) return run;
    const { name } = this.#bounds;
    const what = `the ${name} ${JSON.stringify(id)}`;
    throw notFound(`${what}: there is none, or newer ones took its place`);
  }

  #keep(id: string, run: R): void {
    this.#runs.set(id, run);
    for (const [one, old] of this.#runs) {
      if (this.#runs.size <= this.#bounds.kept) return;
      if (old.isRunning) continue;
      this.#runs.delete(one);
      old.forget();
    }
  }
}

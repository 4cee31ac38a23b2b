/**
 * The replays of an API: some run, the newest are kept, in memory.
 *
 * @module
 */
import type { ApiDependencies } from '../dependencies';
import { KeptRuns } from '../runs/kept-runs';
import { REPLAY_BOUNDS, type ReplayMany, type ReplayManyRequest } from '../schemas/replay';
import { OneReplay } from './one-replay';
import { prepareReplay, targetOf } from './replay-target';
import { replaySource } from './replayed-entries';

/** See the module. */
export class Replays {
  readonly #dependencies: ApiDependencies;
  readonly #onChange: () => void;
  readonly #runs = new KeptRuns<OneReplay>({ name: 'replay', ...REPLAY_BOUNDS });

  constructor(dependencies: ApiDependencies, onChange: () => void) {
    this.#dependencies = dependencies;
    this.#onChange = onChange;
  }

  /** Begins a replay. @throws ApiError, and what settings and queries that cannot be used throw */
  async start({ ids, query, rate, ...where }: ReplayManyRequest): Promise<ReplayMany> {
    const { journal, onDefect = () => undefined } = this.#dependencies;
    this.#runs.requireRoom();
    const ready = prepareReplay(targetOf(where), this.#dependencies);
    const source = await replaySource(journal, {
      ...(ids !== undefined && { ids }),
      ...(query !== undefined && { query }),
    });
    // Another may have begun meanwhile.
    this.#runs.requireRoom();
    const run = this.#runs.begin(
      (id) => new OneReplay({ ...ready, id, source, rate }, this.#onChange),
      (begun) => begun.run(onDefect),
    );
    this.#onChange();
    return run.view();
  }

  /** The newest first. */
  list(): readonly ReplayMany[] {
    return this.#runs.list().map((run) => run.view());
  }

  /** @throws ApiError when there is none */
  get(id: string): ReplayMany {
    return this.#runs.get(id).view();
  }

  /** Stops it, if it runs. @throws ApiError when there is none */
  stop(id: string): void {
    this.#runs.get(id).stop();
  }

  /** Stops all that run; resolves when nothing is under way. */
  close(): Promise<void> {
    return this.#runs.close();
  }
}

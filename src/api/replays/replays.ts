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
export class Replays extends KeptRuns<ReplayMany, OneReplay> {
  readonly #dependencies: ApiDependencies;
  readonly #onChange: () => void;

  constructor(dependencies: ApiDependencies, onChange: () => void) {
    super({ name: 'replay', ...REPLAY_BOUNDS });
    this.#dependencies = dependencies;
    this.#onChange = onChange;
  }

  /** Begins a replay. @throws ApiError, and what settings and queries that cannot be used throw */
  async start({ ids, query, rate, ...where }: ReplayManyRequest): Promise<ReplayMany> {
    const { journal, onDefect = () => undefined } = this.#dependencies;
    this.requireRoom();
    const ready = prepareReplay(targetOf(where), this.#dependencies);
    const source = await replaySource(journal, {
      ...(ids !== undefined && { ids }),
      ...(query !== undefined && { query }),
    });
    // Another may have begun meanwhile.
    this.requireRoom();
    const run = this.begin(
      (id) => new OneReplay({ ...ready, id, source, rate }, this.#onChange),
      (begun) => begun.run(onDefect),
    );
    this.#onChange();
    return run.view();
  }
}

/**
 * The faults of a receiver behind a console API.
 *
 * Invariant: what the check has switched on there is off after `close`, also when the answer to the switching on got
 * lost, and nothing that was on before is.
 *
 * @module
 */
import type { Fault } from '../../receiver/faults/fault';
import { parseJson } from '../parse-json';
import type { Faults } from '../scenario';
import type { ConsoleApi } from './console-api';
import { asFault, type FaultState, field } from './guards';

const PATH = 'api/faults';

/** The faults, or `undefined` when no receiver runs beside the API. @throws ArrivalsError */
export async function remoteFaults(api: ConsoleApi): Promise<RemoteFaults | undefined> {
  const begun = await api.call(PATH, { also: [503] });
  const answer = parseJson(await api.textOf(begun));
  return begun.isSuccess ? new RemoteFaults(api, faultsIn(api, answer)) : undefined;
}

/** See the module. */
export class RemoteFaults implements Faults {
  readonly #api: ConsoleApi;
  readonly #before: ReadonlySet<string>;
  /** All that was ever asked for here, as JSON. */
  readonly #asked = new Set<string>();

  constructor(api: ConsoleApi, before: readonly FaultState[]) {
    this.#api = api;
    this.#before = new Set(before.map(({ id }) => id));
  }

  async add(fault: Fault): Promise<FaultState> {
    this.#asked.add(JSON.stringify(fault));
    const added = asFault(await this.#api.ask(PATH, { method: 'POST', body: fault }));
    if (added === undefined) throw this.#api.foreign('what it switches on is no fault');
    return added;
  }

  async list(): Promise<readonly FaultState[]> {
    return faultsIn(this.#api, await this.#api.ask(PATH));
  }

  async clear(id: string): Promise<void> {
    // 404: it is off already.
    await this.#api.ask(`${PATH}/${encodeURIComponent(id)}`, { method: 'DELETE', also: [404] });
  }

  /** Switches off what is left. @throws ArrivalsError when that cannot be done */
  async close(): Promise<void> {
    if (this.#asked.size === 0) return;
    for (const { id, fault } of await this.list()) {
      if (!this.#before.has(id) && this.#asked.has(JSON.stringify(fault))) await this.clear(id);
    }
  }
}

function faultsIn(api: ConsoleApi, answer: unknown): readonly FaultState[] {
  const faults = field(answer, 'faults');
  if (!Array.isArray(faults)) throw api.foreign('it has no list of faults');
  return faults.flatMap((one: unknown) => asFault(one) ?? []);
}

/**
 * The sends of an API: some run, the newest are kept, in memory.
 *
 * @module
 */
import { setTimeout } from 'node:timers/promises';

import { prepareSend, type PreparedSend } from '../../console/send-many';
import { type ApiDependencies, theConsole, theReceiver } from '../dependencies';
import { ApiError, notFound } from '../errors';
import { type Send, SEND_BOUNDS, type SendRequest } from '../schemas/send';
import { SendArrivals } from './arrivals';
import { encodeSend } from './encode-send';
import { OneSend } from './one-send';

const DEFAULT_RATE = 10;
/** Milliseconds after the end of a send in which what it sent may still arrive. */
const LATE_MS = 60_000;

/** See the module. */
export class Sends {
  readonly #dependencies: ApiDependencies;
  readonly #onChange: () => void;
  /** The oldest first. */
  readonly #sends = new Map<string, OneSend>();
  readonly #running = new Set<Promise<void>>();
  #latestId = 0;

  constructor(dependencies: ApiDependencies, onChange: () => void) {
    this.#dependencies = dependencies;
    this.#onChange = onChange;
  }

  /** Begins a send. @throws ApiError, and what settings that cannot be used throw */
  start({ body: text, integration, count = 1, rate = DEFAULT_RATE, ...way }: SendRequest): Send {
    const running = [...this.#sends.values()].filter(({ isRunning }) => isRunning);
    if (running.length >= SEND_BOUNDS.running) {
      const detail = `Cannot begin another send: ${SEND_BOUNDS.running} run. Wait for one, or stop one.`;
      throw new ApiError('WST_TOO_MANY', 429, detail);
    }
    const { prepared, method, format, named } = this.#prepare(integration, way);
    const { body, notifications } = encodeSend(text, format);
    this.#latestId += 1;
    const id = String(this.#latestId);
    const to = { integration: named, authority: prepared.authority };
    const plan = { ...{ id, to, method, format, notifications }, ...{ count, rate } };
    const send = new OneSend(plan, body, this.#onChange);
    this.#keep(id, send);
    const work = this.#run(send, prepared, body);
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
    return send.view();
  }

  /** The newest first. */
  list(): readonly Send[] {
    return [...this.#sends.values()].map((send) => send.view()).reverse();
  }

  /** @throws ApiError when there is none */
  get(id: string): Send {
    return this.#find(id).view();
  }

  /** Stops it, if it runs. @throws ApiError when there is none */
  stop(id: string): void {
    this.#find(id).stop();
  }

  /** Stops all that run; resolves when nothing is under way. */
  async close(): Promise<void> {
    for (const send of this.#sends.values()) {
      send.stop();
      send.forget();
    }
    await Promise.all(this.#running);
  }

  #find(id: string): OneSend {
    const send = this.#sends.get(id);
    if (send !== undefined) return send;
    throw notFound(`the send ${JSON.stringify(id)}: there is none, or newer ones took its place`);
  }

  #keep(id: string, send: OneSend): void {
    this.#sends.set(id, send);
    for (const [one, old] of this.#sends) {
      if (this.#sends.size <= SEND_BOUNDS.kept) return;
      if (old.isRunning) continue;
      this.#sends.delete(one);
      old.forget();
    }
  }

  #prepare(
    reference: string | undefined,
    { method: wanted, format: typed }: Pick<SendRequest, 'method' | 'format'>,
  ): Prepared {
    if (reference === undefined) {
      const { url, ca } = theReceiver(this.#dependencies);
      const { receiverSecrets = [] } = this.#dependencies;
      const method = wanted ?? 'POST';
      const prepared = prepareSend({ url, ca, method, headers: receiverSecrets });
      return { prepared, method, format: typed ?? 'array', named: null };
    }
    const console = theConsole(this.#dependencies);
    const { id, name, ...kept } = console.get(reference);
    const method = wanted ?? kept.method;
    const prepared = console.prepareSend(id, { method });
    return { prepared, method, format: typed ?? kept.format, named: { id, name } };
  }

  async #run(send: OneSend, prepared: PreparedSend, body: Buffer): Promise<void> {
    const { onDefect = () => undefined } = this.#dependencies;
    const arrivals = new SendArrivals(body, this.#dependencies, (id) => send.arrived(id));
    await send.run(prepared, onDefect);
    const late = { signal: send.forgotten, ref: false };
    // What ends the wait is no failure of it.
    await setTimeout(LATE_MS, undefined, late).catch(() => undefined);
    arrivals.close();
  }
}

interface Prepared extends Pick<Send, 'method' | 'format'> {
  readonly prepared: PreparedSend;
  readonly named: Send['to']['integration'];
}

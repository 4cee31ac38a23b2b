/**
 * The sends of an API: some run, the newest are kept, in memory.
 *
 * @module
 */
import { setTimeout } from 'node:timers/promises';

import { prepareSend, type PreparedSend } from '../../console/send-many';
import { type ApiDependencies, theConsole, theReceiver } from '../dependencies';
import { KeptRuns } from '../runs/kept-runs';
import { type Send, SEND_BOUNDS, type SendRequest } from '../schemas/send';
import { SendArrivals } from './arrivals';
import { encodeSend } from './encode-send';
import { OneSend } from './one-send';

const DEFAULT_RATE = 10;
/** Milliseconds after the end of a send in which what it sent may still arrive. */
const LATE_MS = 60_000;

/** See the module. */
export class Sends extends KeptRuns<Send, OneSend> {
  readonly #dependencies: ApiDependencies;
  readonly #onChange: () => void;

  constructor(dependencies: ApiDependencies, onChange: () => void) {
    super({ name: 'send', ...SEND_BOUNDS });
    this.#dependencies = dependencies;
    this.#onChange = onChange;
  }

  /** Begins a send. @throws ApiError, and what settings that cannot be used throw */
  start({ body: text, integration, count = 1, rate = DEFAULT_RATE, ...way }: SendRequest): Send {
    this.requireRoom();
    const { prepared, method, format, named } = this.#prepare(integration, way);
    const { body, notifications } = encodeSend(text, format);
    const to = { integration: named, authority: prepared.authority };
    const plan = { ...{ to, method, format, notifications }, ...{ count, rate } };
    const send = this.begin(
      (id) => new OneSend({ ...plan, id }, body, this.#onChange),
      (begun) => this.#run(begun, prepared, body),
    );
    return send.view();
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

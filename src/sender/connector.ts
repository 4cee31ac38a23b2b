/**
 * Gives connections to requests: a fresh one for each, or kept ones through an agent.
 *
 * Invariants: every socket handed out came from `openConnection`; `destroy` ends all openings under way and all kept
 * sockets, so that nothing of a sender outlives it.
 *
 * @module
 */
import { Agent, type RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import {
  type ConnectionDependencies,
  type ConnectionInfo,
  openConnection,
  type Opening,
} from './open-connection';
import type { ConnectionUse } from './request-headers';
import type { ResolvedDeliverySettings } from './settings';

/** The failed opening travels through `node:http`'s callback as this error. */
export class OpeningFailed extends Error {
  readonly opening: Opening;

  constructor(opening: Opening) {
    super('the connection could not be opened');
    this.opening = opening;
  }
}

type Handover = (error: Error | null, socket: Duplex) => void;
type Open = (options: unknown, handOver?: Handover) => undefined;

/** See the module. */
export class Connector {
  /** What `https.request` needs to take its connection from here. */
  readonly requestOptions: Pick<RequestOptions, 'agent' | 'createConnection'>;
  readonly #settings: ResolvedDeliverySettings;
  readonly #dependencies: ConnectionDependencies;
  readonly #infos = new WeakMap<Duplex, ConnectionInfo>();
  readonly #openings = new Set<() => void>();
  readonly #agent: KeepAliveAgent | undefined;

  constructor(
    settings: ResolvedDeliverySettings,
    dependencies: ConnectionDependencies,
    use: ConnectionUse,
  ) {
    this.#settings = settings;
    this.#dependencies = dependencies;
    const open: Open = (_options, handOver) => this.#open(handOver);
    this.#agent = use === 'close' ? undefined : new KeepAliveAgent(open);
    this.requestOptions =
      this.#agent === undefined ? { createConnection: open } : { agent: this.#agent };
  }

  /** What was learnt when this socket was opened. */
  infoOf(socket: Socket): ConnectionInfo | undefined {
    return this.#infos.get(socket);
  }

  /** Ends what is being opened and what is kept; `true` when something was being opened. */
  destroy(): boolean {
    const opening = this.#openings.size > 0;
    for (const abort of this.#openings) abort();
    this.#agent?.destroy();
    return opening;
  }

  #open(handOver?: Handover): undefined {
    const abort = openConnection(this.#settings, this.#dependencies, (opening) => {
      this.#openings.delete(abort);
      if (opening.failure === null) {
        this.#infos.set(opening.socket, opening.info);
        handOver?.(null, opening.socket);
      } else {
        // node:http looks at no socket beside an error.
        handOver?.(new OpeningFailed(opening), undefined as unknown as Duplex);
      }
    });
    this.#openings.add(abort);
  }
}

/** Keeps sockets; has one receiver only, so that it need not build a key from all TLS options for each request. */
class KeepAliveAgent extends Agent {
  readonly #open: Open;

  constructor(open: Open) {
    super({ keepAlive: true });
    this.#open = open;
  }

  override createConnection(options: unknown, handOver?: Handover): undefined {
    this.#open(options, handOver);
  }

  override getName(): string {
    return 'receiver';
  }
}

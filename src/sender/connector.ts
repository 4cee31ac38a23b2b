/**
 * Opens connections for requests, and remembers what was learnt of each.
 *
 * Invariants: every socket handed out came from `openConnection`; `destroy` ends all openings under way.
 *
 * @module
 */
import type { RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import {
  type ConnectionDependencies,
  type ConnectionInfo,
  openConnection,
  type Opening,
} from './open-connection';
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

/** See the module. */
export class Connector {
  /** What `https.request` needs to take its connection from here. */
  readonly requestOptions: Pick<RequestOptions, 'createConnection'> = {
    createConnection: (_options, handOver) => this.#handOver(handOver),
  };
  readonly #settings: ResolvedDeliverySettings;
  readonly #dependencies: ConnectionDependencies;
  readonly #infos = new WeakMap<Duplex, ConnectionInfo>();
  readonly #openings = new Set<() => void>();

  constructor(settings: ResolvedDeliverySettings, dependencies: ConnectionDependencies) {
    this.#settings = settings;
    this.#dependencies = dependencies;
  }

  /** What was learnt when this socket was opened. */
  infoOf(socket: Socket): ConnectionInfo | undefined {
    return this.#infos.get(socket);
  }

  /** Opens a connection and calls `done` exactly once, later. The returned function gives up. */
  open(done: (opening: Opening) => void): () => void {
    const abort = openConnection(this.#settings, this.#dependencies, (opening) => {
      this.#openings.delete(abort);
      if (opening.failure === null) this.#infos.set(opening.socket, opening.info);
      done(opening);
    });
    this.#openings.add(abort);
    return abort;
  }

  /** Ends what is being opened; `true` when something was. */
  destroy(): boolean {
    const opening = this.#openings.size > 0;
    for (const abort of this.#openings) abort();
    return opening;
  }

  #handOver(handOver?: Handover): undefined {
    this.open((opening) => {
      if (opening.failure === null) handOver?.(null, opening.socket);
      // node:http looks at no socket beside an error.
      else handOver?.(new OpeningFailed(opening), undefined as unknown as Duplex);
    });
  }
}

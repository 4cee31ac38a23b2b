/**
 * A worker's way to the receiver, one exchange at a time: over a fresh connection each, or over a kept one.
 *
 * Invariants: a kept lane has at most one connection; a lane that was released leaves its connection, idle, to the
 * next; after `abort` of all lanes and `destroy` no connection is left.
 *
 * @module
 */
import { type Connector, OpeningFailed } from './connector';
import { type AbortSlot, exchange, type ExchangeContext, type ExchangeResult } from './exchange';
import { KeptConnection, type KeptConnectionContext } from './kept-connection';

/** See the module. */
export interface Lane {
  /** Sends a body and calls `done` exactly once, later. */
  exchange(body: Buffer, done: (result: ExchangeResult) => void): void;
  /** Ends the exchange under way, if there is one, and lets go of a connection that waits for the next. */
  abort(): void;
  /** The worker needs it no more. */
  release(): void;
}

/** A lane that opens a connection for each exchange. */
export function freshLane(context: Omit<ExchangeContext, 'slot'>): Lane {
  const slot: AbortSlot = { abort: null };
  const whole = { ...context, slot };
  return {
    exchange: (body, done) => exchange(whole, body, done),
    abort: () => slot.abort?.(),
    release: () => undefined,
  };
}

/** Lanes over kept connections, and the connections between two lanes. */
export class KeptLanes {
  readonly #connector: Connector;
  readonly #context: KeptConnectionContext;
  readonly #parked: KeptConnection[] = [];
  #destroyed = false;

  constructor(connector: Connector, context: KeptConnectionContext) {
    this.#connector = connector;
    this.#context = context;
  }

  /** A lane; it goes on with a parked connection if there is one. */
  lane(): Lane {
    const parked = this.#parked.pop();
    parked?.unpark();
    return new KeptLane(this.#connector, this.#context, parked, (connection) => {
      if (this.#destroyed || !connection.usable()) {
        connection.destroy();
        return;
      }
      connection.park();
      this.#parked.push(connection);
    });
  }

  /** Closes what is parked, now and later. */
  destroy(): void {
    this.#destroyed = true;
    for (const connection of this.#parked.splice(0)) connection.destroy();
  }
}

class KeptLane implements Lane {
  readonly #connector: Connector;
  readonly #context: KeptConnectionContext;
  readonly #park: (connection: KeptConnection) => void;
  #connection: KeptConnection | undefined;
  #abortOpening: (() => void) | null = null;

  constructor(
    connector: Connector,
    context: KeptConnectionContext,
    connection: KeptConnection | undefined,
    park: (connection: KeptConnection) => void,
  ) {
    this.#connector = connector;
    this.#context = context;
    this.#connection = connection;
    this.#park = park;
  }

  exchange(body: Buffer, done: (result: ExchangeResult) => void): void {
    if (this.#connection?.usable() === true) {
      this.#connection.send(body, done);
      return;
    }
    this.#connection?.destroy();
    this.#connection = undefined;
    this.#abortOpening = this.#connector.open((opening) => {
      this.#abortOpening = null;
      if (opening.failure !== null) {
        done(this.#failed(new OpeningFailed(opening)));
        return;
      }
      this.#connection = new KeptConnection(this.#context, opening.socket);
      this.#connection.send(body, done);
    });
  }

  abort(): void {
    if (this.#abortOpening === null) this.#connection?.abort();
    else this.#abortOpening();
  }

  release(): void {
    if (this.#connection !== undefined) this.#park(this.#connection);
    this.#connection = undefined;
  }

  #failed(trouble: OpeningFailed): ExchangeResult {
    return {
      socket: null,
      reusedConnection: false,
      firstByteAt: null,
      endedAt: this.#context.timers.stopwatch(),
      status: null,
      answer: null,
      trouble,
    };
  }
}

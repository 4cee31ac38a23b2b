/**
 * The deliveries of one connection, one after the other. A sender may send its next request before it has the answer to
 * the one before, and that answer may end the connection: what became of the next one nobody would hear. So it is decided
 * only when the answers before it have left.
 *
 * @module
 */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import { clearTimeout, setTimeout } from '../real-time';
import { PATIENCE } from './memory-budget';

/** See the module. */
export class Turns {
  /** By connection, what is to be done for those that wait when it ends. */
  readonly #waiting = new WeakMap<Socket, Set<() => void>>();

  /** Calls `begin` when this answer is the next one on its connection, now or later; `skip` when that does not come, or not in time. */
  wait(response: ServerResponse, begin: () => void, skip: () => void): void {
    // Node gives a response its socket when those before it are done.
    if (response.socket !== null) {
      begin();
      return;
    }
    const waiting = this.#waitingAt(response.req.socket);
    const leave = (): void => {
      clearTimeout(timer);
      waiting.delete(giveUp);
      response.off('socket', take);
    };
    const take = (): void => {
      leave();
      begin();
    };
    const giveUp = (): void => {
      leave();
      response.once('socket', (socket: Socket) => socket.destroySoon());
      skip();
    };
    const timer = setTimeout(giveUp, PATIENCE);
    waiting.add(giveUp);
    response.once('socket', take);
  }

  #waitingAt(socket: Socket): Set<() => void> {
    const known = this.#waiting.get(socket);
    if (known !== undefined) return known;
    const waiting = new Set<() => void>();
    this.#waiting.set(socket, waiting);
    socket.once('close', () => {
      for (const giveUp of waiting) giveUp();
    });
    return waiting;
  }
}

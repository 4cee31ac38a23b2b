/**
 * Reading on what is left of bodies that were answered before their end.
 *
 * Closing at once would reset the connection under a sender that is still writing, and the answer would be lost with it.
 * Only a few are read at a time: hundreds that pour at full speed would leave the event loop to nobody else, new
 * connections least of all, of which it takes one each turn. The others wait, unread, until the limit for a request ends
 * them.
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';

/** Bodies that are read on at a time. */
const AT_A_TIME = 4;

/** See the module. */
export class Drain {
  readonly #patience: number;
  readonly #waiting = new Set<() => void>();
  #reading = 0;

  /** @param patience - bytes that are read on of one body; then its connection is cut */
  constructor(patience: number) {
    this.#patience = patience;
  }

  /** Reads a request to its end, then calls `done`; does not when the connection is gone before. */
  read(request: IncomingMessage, done: () => void): void {
    if (request.readableEnded) {
      done();
      return;
    }
    request.pause();
    const start = (): void => {
      this.#reading += 1;
      this.#readOn(request);
    };
    this.#waiting.add(start);
    request.once('end', done);
    request.once('close', () => {
      if (this.#waiting.delete(start)) return;
      this.#reading -= 1;
      this.#next();
    });
    this.#next();
  }

  #next(): void {
    const [start] = this.#waiting;
    if (start === undefined || this.#reading === AT_A_TIME) return;
    this.#waiting.delete(start);
    start();
  }

  #readOn(request: IncomingMessage): void {
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > this.#patience) request.socket.destroy();
    });
    request.resume();
  }
}

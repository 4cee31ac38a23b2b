/**
 * Reads a request's body within a limit and within the memory that bodies may take.
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';
import { MessageChannel } from 'node:worker_threads';

import { type MemoryShare, SMALL } from './memory-budget';
import { DIRECT } from './heavy/weight';

/** What came of reading a body. */
export type ReceivedBody =
  | { readonly kind: 'complete'; readonly bytes: Buffer }
  /** Larger than the limit: `size` bytes are known of, none is kept. */
  | { readonly kind: 'too-large'; readonly size: number }
  /** The sender hung up, or was cut off for being slow, after `size` bytes. */
  | { readonly kind: 'aborted'; readonly size: number }
  /** There was no room for it in time, or it came too slowly while others waited. None of it is kept. */
  | { readonly kind: 'overloaded' };

/** What a body may take. */
export interface BodyBounds {
  /** Bytes. */
  readonly limit: number;
  readonly share: MemoryShare;
}

/** Reads the whole body, or as much as shows that it is larger than the limit, and tells what came of it, once. */
export function readBody(
  request: IncomingMessage,
  { limit, share }: BodyBounds,
  tell: (received: ReceivedBody) => void,
): void {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) {
    tell({ kind: 'too-large', size: announced });
    return;
  }
  let size = 0;
  let pieces: Pieces | undefined = new Pieces(announced);

  const complete = (bytes: Buffer): void => {
    // This closure lives as long as the connection.
    pieces = undefined;
    share.settle(size);
    tell({ kind: 'complete', bytes });
  };
  const giveUp = (received: Exclude<ReceivedBody, { readonly kind: 'complete' }>): void => {
    pieces?.free();
    pieces = undefined;
    request.removeListener('data', take);
    share.onEvicted = undefined;
    share.release();
    tell(received);
  };
  const take = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > limit) {
      giveUp({ kind: 'too-large', size: Math.max(size, announced) });
    } else if (!share.hold(chunk.length)) {
      giveUp({ kind: 'overloaded' });
    } else {
      pieces?.add(chunk);
      if (size > SMALL && size - chunk.length <= SMALL) waitForRoom();
    }
  };
  const waitForRoom = (): void => {
    request.pause();
    // Nothing is taken away from a body that is small.
    share.onEvicted = () => giveUp({ kind: 'overloaded' });
    void share.grow(announced || limit).then((admitted) => {
      if (pieces === undefined) return;
      if (admitted) request.resume();
      else giveUp({ kind: 'overloaded' });
    });
  };
  request.on('data', take);
  request.on('end', () => {
    if (pieces !== undefined) complete(pieces.whole());
  });
  // Without 'end' before it, 'close' means that the connection broke; 'error' is always followed by 'close'.
  request.on('error', ignore);
  request.on('close', () => {
    if (pieces !== undefined) giveUp({ kind: 'aborted', size });
  });
}

function ignore(): void {
  // 'close' tells.
}

/** The bytes so far. One that was announced is put in its place as it comes, so that it is never held twice. */
class Pieces {
  readonly #announced: number;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #whole: Buffer | undefined;

  constructor(announced: number) {
    this.#announced = announced;
  }

  add(chunk: Buffer): void {
    // With the first chunk behind the small ones there is room for all of it.
    const isAdmitted = this.#size > SMALL;
    if (this.#whole === undefined && isAdmitted && this.#announced > DIRECT) {
      this.#whole = Buffer.allocUnsafeSlow(this.#announced);
      this.#size = 0;
      for (const one of this.#chunks.splice(0)) this.#place(one, this.#whole);
    }
    if (this.#whole === undefined) {
      this.#chunks.push(chunk);
      this.#size += chunk.length;
    } else this.#place(chunk, this.#whole);
  }

  /** Gives the memory back now, not when it is collected: a hundred bodies may be broken off before that. */
  free(): void {
    const memory = this.#whole?.buffer;
    if (!(memory instanceof ArrayBuffer)) return;
    // What is handed to a port that closes is gone with it.
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(null, [memory]);
    port2.close();
    port1.close();
  }

  whole(): Buffer {
    const [first] = this.#chunks;
    if (this.#whole !== undefined) return this.#whole;
    return first !== undefined && this.#chunks.length === 1
      ? first
      : Buffer.concat(this.#chunks, this.#size);
  }

  #place(chunk: Buffer, whole: Buffer): void {
    chunk.copy(whole, this.#size);
    this.#size += chunk.length;
  }
}

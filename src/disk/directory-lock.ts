/**
 * One process at a time uses a directory: it listens on sockets for as long as it lives.
 *
 * The kernel closes them with the process, `kill -9` included, so a stale lock is known for certain: nobody answers.
 * Process numbers would not do: they repeat, above all in containers that share a volume.
 *
 * Who wants the lock first listens on sockets of its own names, then looks for others that answer; if there are any, it
 * withdraws. Whoever looks last sees all that listen, so two can never both hold it.
 *
 * There are two sockets, so that one removed by hand does not let a second process in: one in the directory, which
 * other containers see too, and one beside all temporary files. The holder puts back what is missing. Beside the
 * temporary files anybody may listen: there only sockets of this user count.
 *
 * @module
 */
import { randomInt } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

import {
  findAnswering,
  LockSocket,
  placesOf,
  type LockGreeting,
  type LockHolder,
} from './lock-socket';

/** A lock that is held. */
export interface DirectoryLock {
  release(): Promise<void>;
}

/** How to take a lock. */
export interface LockRequest {
  /** What others are told who ask; it may change while the lock is held. */
  readonly self: () => LockHolder;
  /** What to throw when another holds it. */
  readonly refusal: (holder: LockHolder) => Error;
}

const ATTEMPTS = 20;
/** How often the holder looks whether its sockets are there, in milliseconds. */
const LOOK_EVERY = 1_000;

/** Takes the lock of a directory that exists. @throws what `refusal` makes, when another holds it */
export async function lockDirectory(
  directory: string,
  { self, refusal }: LockRequest,
): Promise<DirectoryLock> {
  // However it is named, all must come to the same place.
  const places = placesOf(await realpath(directory));
  for (let attempt = 1; ; attempt += 1) {
    const greeting = { self, held: false };
    const sockets = await listenIn(places, greeting);
    const other = await findAnswering(places, sockets);
    if (other === undefined) {
      greeting.held = true;
      return keep(sockets);
    }
    await Promise.all(sockets.map((socket) => socket.close()));
    // Two that came at the same moment both withdraw, and come again at different ones.
    if (other.held || attempt === ATTEMPTS) throw refusal(other);
    await pause(randomInt(5, 50));
  }
}

/** Who uses this directory; `undefined` when nobody does. Removes and makes nothing. */
export async function findHolder(directory: string): Promise<LockHolder | undefined> {
  return findAnswering(placesOf(await realpath(directory)), undefined);
}

/** Listens wherever that is possible. @throws the first error, when it is possible nowhere */
async function listenIn(
  places: ReturnType<typeof placesOf>,
  greeting: LockGreeting,
): Promise<readonly LockSocket[]> {
  const results = await Promise.allSettled(
    places.map(async (place) => {
      const socket = new LockSocket(place, greeting);
      await socket.listen();
      return socket;
    }),
  );
  const sockets = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failure = results.find((one) => one.status === 'rejected');
  if (sockets.length === 0 && failure !== undefined) throw failure.reason;
  return sockets;
}

function keep(sockets: readonly LockSocket[]): DirectoryLock {
  let looking: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(() => Promise.all(sockets.map((socket) => socket.restore())));
  }, LOOK_EVERY);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      await looking;
      await Promise.all(sockets.map((socket) => socket.close()));
    },
  };
}

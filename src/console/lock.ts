/**
 * One process at a time runs the console of a directory: it listens on a socket there for as long as it lives.
 *
 * The kernel closes the socket with the process, `kill -9` included, so a stale lock is known for certain: nobody
 * answers. Each listens on a socket of its own name first and looks for others then: whoever looks last sees all, so
 * two can never both hold it. Two that come at the same moment withdraw both and come again.
 *
 * The socket tells whoever asks who holds the lock and, where there is one, the URL of the API that offers its console:
 * what it says is true as long as it says it, which no file could promise.
 *
 * @module
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { lstat, readdir, realpath, rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { ConsoleLockedError } from './errors';

/** Who holds a lock. */
export interface LockHolder {
  /** In its own words. */
  readonly owner: string;
  /** URL of the HTTP API that offers its console. @default none */
  readonly api?: string | undefined;
}

/** Ends the lock. */
export type Unlock = () => Promise<void>;

/** Socket paths end at 104 bytes on macOS, 108 on Linux, with their closing zero. */
const LONGEST_PATH = 100;
const SUFFIX = '.sock';
const ATTEMPTS = 20;
const ANSWER_TIMEOUT = 1_000;
/** Characters; no console says as much. */
const LONGEST_ANSWER = 10_000;

/** Takes the lock of a directory that exists, for what `self` says. @throws ConsoleLockedError when another holds it */
export async function lockConsole(directory: string, self: () => LockHolder): Promise<Unlock> {
  const place = placeOf(await realpath(directory));
  for (let attempt = 1; ; attempt += 1) {
    const name = `${place.prefix}${randomBytes(6).toString('hex')}${SUFFIX}`;
    const server = await listen(join(place.directory, name), self);
    const other = await findOther(place, name);
    if (other === undefined) return () => stop(server);
    await stop(server);
    // One that offers an API holds it for certain: it does not withdraw.
    if (attempt === ATTEMPTS || other.api !== undefined)
      throw new ConsoleLockedError(directory, other);
    await pause(randomInt(5, 50));
  }
}

/** Where the sockets are: in the directory, or beside all temporary files when its path is too long for a socket's. */
function placeOf(directory: string): { readonly directory: string; readonly prefix: string } {
  const inside = { directory, prefix: 'lock-' };
  const longest = join(directory, `${inside.prefix}${'f'.repeat(12)}${SUFFIX}`);
  if (Buffer.byteLength(longest) <= LONGEST_PATH) return inside;
  const hash = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  return { directory: tmpdir(), prefix: `wallstash-${hash}-` };
}

function listen(path: string, self: () => LockHolder): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(JSON.stringify(self()));
    });
    server.once('error', reject);
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** Closing removes the socket's file too. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

/** Who answers on another socket; those that nobody answers on are dead, and their files are removed. */
async function findOther(
  { directory, prefix }: { readonly directory: string; readonly prefix: string },
  own: string,
): Promise<LockHolder | undefined> {
  const { uid } = await stat(join(directory, own));
  for (const name of await readdir(directory)) {
    if (name === own || !name.startsWith(prefix) || !name.endsWith(SUFFIX)) continue;
    const path = join(directory, name);
    // Beside all temporary files anybody may put a socket: another user's says nothing about this directory.
    if (directory === tmpdir() && (await ownerOf(path)) !== uid) continue;
    const holder = await ask(path);
    if (holder !== undefined) return holder;
    await rm(path, { force: true });
  }
  return undefined;
}

/** `undefined` only when it is certain that nobody listens. */
function ask(path: string): Promise<LockHolder | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(path);
    socket.setTimeout(ANSWER_TIMEOUT, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
      if (answer.length > LONGEST_ANSWER) socket.destroy();
    });
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(undefined);
    });
    socket.on('close', () => {
      resolve(readHolder(answer));
    });
  });
}

/** What a socket said; nothing when its process has just been stopped, or does not find the time to answer. */
function readHolder(answer: string): LockHolder {
  try {
    const { owner, api } = JSON.parse(answer) as Partial<LockHolder>;
    if (typeof owner === 'string') return { owner, api };
  } catch {
    // It is known all the same that somebody listens.
  }
  return { owner: 'another process' };
}

async function ownerOf(path: string): Promise<number | undefined> {
  try {
    // Not of what a link leads to: anybody may link to a socket of this user.
    return (await lstat(path)).uid;
  } catch {
    return undefined;
  }
}

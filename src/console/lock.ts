/**
 * One process at a time runs the console of a directory: it listens on a socket there for as long as it lives.
 *
 * The kernel closes the socket with the process, `kill -9` included, so a stale lock is known for certain: nobody
 * answers. Each listens on a socket of its own name first and looks for others then: whoever looks last sees all, so
 * two can never both hold it. Two that come at the same moment withdraw both and come again.
 *
 * @module
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { readdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { ConsoleLockedError } from './errors';

/** Ends the lock. */
export type Unlock = () => Promise<void>;

/** Socket paths end at 104 bytes on macOS, 108 on Linux, with their closing zero. */
const LONGEST_PATH = 100;
const SUFFIX = '.sock';
const ATTEMPTS = 20;
const ANSWER_TIMEOUT = 1_000;

/** Takes the lock of a directory that exists. @throws ConsoleLockedError when another holds it */
export async function lockConsole(directory: string, owner: string): Promise<Unlock> {
  const place = placeOf(await realpath(directory));
  for (let attempt = 1; ; attempt += 1) {
    const name = `${place.prefix}${randomBytes(6).toString('hex')}${SUFFIX}`;
    const server = await listen(join(place.directory, name), owner);
    const other = await findOther(place, name);
    if (other === undefined) return () => stop(server);
    await stop(server);
    if (attempt === ATTEMPTS) throw new ConsoleLockedError(directory, other);
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

function listen(path: string, owner: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(owner);
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

/** The owner of another socket that answers; those that do not are dead, and their files are removed. */
async function findOther(
  { directory, prefix }: { readonly directory: string; readonly prefix: string },
  own: string,
): Promise<string | undefined> {
  for (const name of await readdir(directory)) {
    if (name === own || !name.startsWith(prefix) || !name.endsWith(SUFFIX)) continue;
    const owner = await ask(join(directory, name));
    if (owner !== undefined) return owner;
    await rm(join(directory, name), { force: true });
  }
  return undefined;
}

/** `undefined` only when it is certain that nobody listens. */
function ask(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let owner = '';
    const socket = connect(path);
    socket.setTimeout(ANSWER_TIMEOUT, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => (owner += chunk.toString()));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(undefined);
    });
    socket.on('close', () => {
      resolve(owner === '' ? 'another process' : owner);
    });
  });
}

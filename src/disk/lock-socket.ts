/**
 * The sockets of a lock: where they are, what they say, and who answers on those of others.
 *
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Who holds a lock. */
export interface LockHolder {
  /** In its own words. */
  readonly owner: string;
  /** URL of the HTTP API through which it can be used. @default none */
  readonly api?: string | undefined;
}

/** Where sockets of one lock are. */
export interface LockPlace {
  readonly directory: string;
  readonly prefix: string;
  /** Where anybody may put a socket: the directory that it is about, whose owner's count. */
  readonly about?: string;
}

/** What a socket says to one that connects. */
export interface LockGreeting {
  readonly self: () => LockHolder;
  /** `false` while it is itself still looking for others. */
  held: boolean;
}

/** A lock of another. */
export interface OtherLock extends LockHolder {
  readonly held: boolean;
}

/** Socket paths end at 104 bytes on macOS, 108 on Linux, with their closing zero. */
const LONGEST_PATH = 100;
const SUFFIX = '.sock';
const RANDOM_BYTES = 6;
const ANSWER_TIMEOUT = 1_000;
/** Characters; no holder says as much. */
const LONGEST_ANSWER = 10_000;
const STRANGER = 'another process';
const ROOT = 0;

/** In the directory, unless its path is too long for a socket's, and beside all temporary files. */
export function placesOf(directory: string): readonly LockPlace[] {
  const inside = { directory, prefix: 'lock-' };
  const hash = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  const outside = { directory: tmpdir(), prefix: `wallstash-${hash}-`, about: directory };
  return Buffer.byteLength(newPath(inside)) <= LONGEST_PATH ? [inside, outside] : [outside];
}

/** One socket that listens. */
export class LockSocket {
  readonly #place: LockPlace;
  readonly #greeting: LockGreeting;
  #path = '';
  #server: Server | undefined;

  constructor(place: LockPlace, greeting: LockGreeting) {
    this.#place = place;
    this.#greeting = greeting;
  }

  /** Its file. */
  get path(): string {
    return this.#path;
  }

  /** @throws the error of the system, such as that of a file system without sockets */
  async listen(): Promise<void> {
    const path = newPath(this.#place);
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      const { self, held } = this.#greeting;
      socket.end(JSON.stringify({ ...self(), held }));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    server.unref();
    this.#server = server;
    this.#path = path;
  }

  /** Listens anew when its file is gone. Where that is not possible now, it is tried again the next time. */
  async restore(): Promise<void> {
    if ((await ownerOf(this.#path)) !== undefined) return;
    const gone = this.#server;
    try {
      await this.listen();
    } catch {
      return;
    }
    if (gone !== undefined) await stop(gone);
  }

  /** Removes its file too. */
  async close(): Promise<void> {
    if (this.#server !== undefined) await stop(this.#server);
  }
}

/**
 * Who answers on sockets other than `own`; one that holds the lock rather than one that is still looking.
 *
 * Sockets on which nobody answers are dead. Whoever has sockets of its own removes their files.
 */
export async function findAnswering(
  places: readonly LockPlace[],
  own: readonly LockSocket[] | undefined,
): Promise<OtherLock | undefined> {
  const mine = new Set(own?.map(({ path }) => path));
  let found: OtherLock | undefined;
  for (const { directory, prefix, about } of places) {
    const trusted = about === undefined ? undefined : await ownersOf([about, ...mine]);
    // Without a directory for temporary files there are no sockets in it.
    const names = readdir(directory);
    for (const name of await (about === undefined ? names : names.catch(() => []))) {
      const path = join(directory, name);
      if (mine.has(path) || !name.startsWith(prefix) || !name.endsWith(SUFFIX)) continue;
      if (trusted?.has(await ownerOf(path)) === false) continue;
      const other = await ask(path);
      if (other === undefined) {
        if (own !== undefined) await rm(path, { force: true });
      } else if (found?.held !== true) found = other;
    }
  }
  return found;
}

function newPath({ directory, prefix }: LockPlace): string {
  return join(directory, `${prefix}${randomBytes(RANDOM_BYTES).toString('hex')}${SUFFIX}`);
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

/** `undefined` only when it is certain that nobody listens. One that listens and says nothing is there too. */
function ask(path: string): Promise<OtherLock | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(path);
    socket.setTimeout(ANSWER_TIMEOUT, () => {
      resolve({ owner: STRANGER, held: true });
      socket.destroy();
    });
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
      if (answer.length > LONGEST_ANSWER) socket.destroy();
    });
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(undefined);
      // A socket of another user, above all: it is there, and may not be asked.
      else if (code !== 'ECONNRESET') resolve({ owner: STRANGER, held: true });
    });
    socket.on('close', () => {
      resolve(readAnswer(answer));
    });
  });
}

/** One that hangs up without a word is withdrawing or dying: it does not hold the lock, but is not to be ignored. */
function readAnswer(text: string): OtherLock {
  try {
    const { owner, api, held } = JSON.parse(text) as Partial<OtherLock>;
    if (typeof owner === 'string') return { owner, api, held: held === true };
  } catch {
    // It is known all the same that somebody listens.
  }
  return { owner: STRANGER, held: false };
}

/** Users who may use the directory anyway: who own it or a socket for it, and the system's administrator. */
async function ownersOf(paths: readonly string[]): Promise<ReadonlySet<number | undefined>> {
  const owners = new Set([ROOT, ...(await Promise.all(paths.map(ownerOf)))]);
  // A file that is gone has no owner, and is nobody's.
  owners.delete(undefined);
  return owners;
}

/** The user whose file it is, `undefined` when there is none; not of what a link leads to: anybody may link to another's. */
async function ownerOf(path: string): Promise<number | undefined> {
  try {
    return (await lstat(path)).uid;
  } catch {
    return undefined;
  }
}

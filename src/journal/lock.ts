/**
 * One writer to a journal: a socket in its directory that listens for as long as the process lives.
 *
 * The kernel closes it with the process, `kill -9` included, so a stale lock is known for certain: nobody answers.
 * Process numbers would not do: they repeat, above all in containers that share a volume.
 *
 * Who wants the lock first listens on a socket of its own name, then looks for others that answer; if there are any,
 * it withdraws. Whoever looks last sees all that listen, so two can never both hold it.
 *
 * @module
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { readdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { JournalLockedError } from './errors';

/** A lock that is held. */
export interface JournalLock {
  release(): Promise<void>;
}

/** Where the sockets of one journal are. */
interface Place {
  readonly directory: string;
  readonly prefix: string;
}

/** What a socket says to one that connects. */
interface Greeting {
  readonly owner: string;
  /** `false` while it is itself still looking for others. */
  readonly held: boolean;
}

interface Candidate {
  readonly name: string;
  readonly server: Server;
  greeting: Greeting;
}

/** Socket paths end at 104 bytes on macOS, 108 on Linux, with their closing zero. */
const LONGEST_PATH = 100;
const SUFFIX = '.sock';
const ATTEMPTS = 20;
const GREETING_TIMEOUT = 1_000;
const STRANGER = 'another process';
/** Errors of a file system that has no sockets. */
const NO_SOCKETS = ['EOPNOTSUPP', 'ENOTSUP', 'EPERM', 'ENOSYS', 'EINVAL'];

/** Takes the lock of a directory that exists. @throws JournalLockedError when another holds it. */
export async function lockDirectory(directory: string, owner: string): Promise<JournalLock> {
  // However it is named, all must come to the same place.
  const real = await realpath(directory);
  for (let attempt = 1; ; attempt += 1) {
    const { candidate, place } = await announce(real, owner);
    const other = await findOther(place, candidate.name);
    if (other === undefined) {
      candidate.greeting = { owner, held: true };
      return { release: () => withdraw(candidate) };
    }
    await withdraw(candidate);
    // Two that came at the same moment both withdraw, and come again at different ones.
    if (other.held || attempt === ATTEMPTS) throw new JournalLockedError(directory, other.owner);
    await pause(randomInt(5, 50));
  }
}

/** Who writes to the journal in this directory, in its own words; `undefined` when nobody does. */
export async function findWriter(directory: string): Promise<string | undefined> {
  const real = await realpath(directory);
  for (const place of [inside(real), outside(real)]) {
    const other = await findOther(place, undefined);
    if (other !== undefined) return other.owner;
  }
  return undefined;
}

async function announce(
  directory: string,
  owner: string,
): Promise<{ candidate: Candidate; place: Place }> {
  const place = inside(directory);
  const name = `${place.prefix}${randomBytes(6).toString('hex')}${SUFFIX}`;
  if (Buffer.byteLength(join(directory, name)) <= LONGEST_PATH) {
    try {
      return { candidate: await listen(place, name, owner), place };
    } catch (error) {
      if (!NO_SOCKETS.includes(codeOf(error))) throw error;
    }
  }
  const elsewhere = outside(directory);
  const otherName = `${elsewhere.prefix}${randomBytes(6).toString('hex')}${SUFFIX}`;
  return { candidate: await listen(elsewhere, otherName, owner), place: elsewhere };
}

function inside(directory: string): Place {
  return { directory, prefix: 'lock-' };
}

/** For a path that is too long and a file system without sockets: this machine's temporary directory. */
function outside(directory: string): Place {
  const hash = createHash('sha256').update(directory).digest('hex');
  return { directory: tmpdir(), prefix: `wallstash-${hash.slice(0, 16)}-` };
}

function listen(place: Place, name: string, owner: string): Promise<Candidate> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(JSON.stringify(candidate.greeting));
    });
    const candidate: Candidate = { name, server, greeting: { owner, held: false } };
    server.once('error', reject);
    server.listen(join(place.directory, name), () => {
      server.unref();
      resolve(candidate);
    });
  });
}

/** Closing removes the socket's file too. */
function withdraw({ server }: Candidate): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

/** Another that answers; those that do not are dead, and their files are removed. */
async function findOther(place: Place, own: string | undefined): Promise<Greeting | undefined> {
  let found: Greeting | undefined;
  for (const name of await readdir(place.directory)) {
    if (name === own || !name.startsWith(place.prefix) || !name.endsWith(SUFFIX)) continue;
    const path = join(place.directory, name);
    const greeting = await greet(path);
    if (greeting === undefined) {
      if (own !== undefined) await rm(path, { force: true });
    } else if (found?.held !== true) found = greeting;
  }
  return found;
}

/** `undefined` only when it is certain that nobody listens. One that listens and says nothing is there too. */
function greet(path: string): Promise<Greeting | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(path);
    socket.setTimeout(GREETING_TIMEOUT, () => {
      resolve({ owner: STRANGER, held: true });
      socket.destroy();
    });
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    socket.on('error', (error) => {
      const code = codeOf(error);
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(undefined);
      // A socket of another user, above all: it is there, and may not be asked.
      else if (code !== 'ECONNRESET') resolve({ owner: STRANGER, held: true });
    });
    socket.on('close', () => {
      resolve(parseGreeting(text));
    });
  });
}

/** One that hangs up without a word is withdrawing or dying: it does not hold the lock, but is not to be ignored. */
function parseGreeting(text: string): Greeting {
  const silent = { owner: STRANGER, held: false };
  try {
    return { ...silent, ...(JSON.parse(text) as Partial<Greeting>) };
  } catch {
    return silent;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

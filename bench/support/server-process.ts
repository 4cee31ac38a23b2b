/**
 * Runs a benchmark's servers as processes of their own, pinned to one core where the system has `taskset`.
 *
 * @module
 */
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Cores: one for the server, another for the load. */
const SERVER_CORE = '0';
const LOAD_CORE = '1';

/** What a server has used. */
export interface Usage {
  /** Resident memory in bytes, now. */
  readonly rss: number;
  /** Processor time since its start, in microseconds, all threads. */
  readonly cpu: number;
}

export interface ServerProcess extends AsyncDisposable {
  readonly name: string;
  readonly port: number;
  usage(): Promise<Usage>;
}

/** Pins this process, the load generator, to its core; false where that cannot be done. */
export function pinLoad(): boolean {
  return pin(LOAD_CORE, process.pid);
}

/** Starts `servers.js` with this name; resolves when it listens. */
export async function startServer(
  name: string,
  environment: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const child = fork(join(__dirname, 'servers.js'), [name], {
    env: { ...process.env, ...environment },
  });
  pin(SERVER_CORE, child.pid ?? 0);
  const { port } = await message<{ port: number }>(child);
  return {
    name,
    port,
    usage() {
      child.send('usage');
      return message<Usage>(child);
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

function pin(core: string, pid: number): boolean {
  // All threads: the journal's disk work runs in others.
  return spawnSync('taskset', ['-a', '-c', '-p', core, String(pid)]).status === 0;
}

async function message<T>(child: ChildProcess): Promise<T> {
  const [received] = (await once(child, 'message')) as [T];
  return received;
}

/** A command of the built program in a process of its own, to be ended by real signals. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';

import { MAIN } from './serve-process';

/** A process that runs. */
export interface CommandProcess extends AsyncDisposable {
  /** Standard output, unless it goes to a file; nothing is read of it before somebody does. */
  readonly stdout: Readable | null;
  /** All of standard error, at its end. */
  readonly stderr: Promise<string>;
  /** The exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts `wallstash ARGS`. */
export function startCommand(
  args: readonly string[],
  { cwd, outFile, env = {} }: { cwd: string; outFile?: string; env?: Record<string, string> },
): CommandProcess {
  const out = outFile === undefined ? 'pipe' : openSync(outFile, 'w');
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', out, 'pipe'],
  });
  if (typeof out === 'number') closeSync(out);
  const { stdout, stderr } = child;
  if (child.pid === undefined || stderr === null) throw new Error('the process did not start');
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | string);
  return {
    ...{ stdout, ended, stderr: text(stderr) },
    kill: (signal) => void child.kill(signal),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A directory with a named pipe in it: who opens it for reading waits until somebody writes. */
export interface NamedPipe extends AsyncDisposable {
  readonly cwd: string;
  readonly path: string;
  /** Resolves when a process has opened the pipe; what it reads then never comes. */
  opened(): Promise<void>;
}

/** Makes the pipe under this name in a directory of its own. */
export async function namedPipe(name: string): Promise<NamedPipe> {
  const cwd = await mkdtemp(join(tmpdir(), 'wallstash-pipe-'));
  const path = join(cwd, name);
  const { status, stderr } = spawnSync('mkfifo', [path]);
  if (status !== 0) throw new Error(`mkfifo: ${stderr.toString()}`);
  let writer: FileHandle | undefined;
  return {
    ...{ cwd, path },
    async opened() {
      // The system lets the writer in when there is a reader.
      writer = await open(path, 'w');
    },
    async [Symbol.asyncDispose]() {
      await writer?.close();
      await rm(cwd, { recursive: true, force: true });
    },
  };
}

/** Resolves when the file holds more than so many bytes. */
export async function grown(file: string, bytes: number): Promise<void> {
  for (;;) {
    const { size } = await stat(file);
    if (size > bytes) return;
    await turn();
  }
}

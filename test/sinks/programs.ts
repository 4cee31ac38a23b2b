/** Real systems that the sinks of `logstash/` send to, where Debian's packages of them are installed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { delimiter, isAbsolute, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where a program is, or `undefined`: daemons stand in sbin, which is on no user's path. */
export function programAt(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  const files = isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name));
  return files.find((file) => existsSync(file));
}

/** `test`, or a skipped test whose title says why. */
export function testWith(name: string): { run: jest.It; reason: string; program: string } {
  const program = programAt(name);
  const isThere = program !== undefined;
  return {
    run: isThere ? test : test.skip,
    reason: isThere ? '' : ` (skipped: there is no ${name} here)`,
    program: program ?? name,
  };
}

/** A program that runs until it is disposed of. */
export interface Running extends AsyncDisposable {
  readonly child: ChildProcess;
}

export function run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Running {
  // A group of its own: what it has started is killed with it.
  const child = spawn(program, args, { stdio: 'ignore', detached: true, ...(env && { env }) });
  const ended = once(child, 'exit');
  return {
    child,
    async [Symbol.asyncDispose]() {
      const isOver = child.exitCode !== null || child.signalCode !== null;
      if (child.pid !== undefined && !isOver) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}

/** Connects, as soon as somebody listens; fails when the program has ended instead. */
export async function connectTo(port: number, { child }: Running): Promise<Socket> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      if (child.exitCode !== null) throw error;
      await sleep(50);
    }
  }
}

#!/usr/bin/env node
/**
 * The `wallstash` command: gives the program its streams and signals, and turns what it throws into an exit code.
 *
 * @module
 */
import { once } from 'node:events';

import { EXIT, type CommandDependencies } from './cli/command';
import { run } from './cli/program';

async function main(): Promise<void> {
  const { stdout, stderr, stdin, env } = process;
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // The first asks to finish, the second does not wait.
      if (interrupted.signal.aborted) process.exit(EXIT.environment);
      interrupted.abort();
    });
  }
  // A reader such as `head` that has had enough is no error of ours.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(EXIT.ok);
      throw error;
    });
  }

  const dependencies: CommandDependencies = {
    out: async (text) => {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    err: (text) => void stderr.write(text),
    stdin,
    cwd: process.cwd(),
    env,
    colour: stdout.isTTY && env['NO_COLOR'] === undefined,
    interactive: stderr.isTTY,
    signal: interrupted.signal,
  };
  process.exitCode = await run(process.argv.slice(2), dependencies);
}

void main();

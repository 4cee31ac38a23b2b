#!/usr/bin/env node
/**
 * The `wallstash` command: gives the program its streams and signals, and turns what it throws into an exit code.
 *
 * @module
 */
import { once } from 'node:events';
import { createWriteStream, fstatSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

import { EXIT, type CommandDependencies } from './cli/command';
import { run } from './cli/program';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

async function main(): Promise<void> {
  const { stdout, stderr, stdin, env } = process;
  for (const stream of [stdout, stderr]) stream.on('error', giveUp);

  const cwd = workingDirectory();
  if (cwd === undefined) {
    stderr.write(
      'wallstash: Cannot use the working directory: it is not there any more. Change to one that is, then start again.\n',
    );
    process.exitCode = EXIT.environment;
    return;
  }

  const interrupted = new AbortController();
  const { signal } = interrupted;
  const drained = (): Promise<unknown> =>
    // Who is to end does not wait for a reader that has stopped reading.
    once(stdout, 'drain', { signal }).catch(() => undefined);
  // The first process of a container gets only the signals that it takes itself.
  if (process.pid === 1) for (const one of SIGNALS) process.on(one, endBy);
  const out: CommandDependencies['out'] = async (text) => {
    if (!stdout.write(text) && !signal.aborted) await drained();
  };
  const dependencies: CommandDependencies = {
    out,
    log: fstatSync(stdout.fd).isFile() ? logToFile(stdout.fd) : out,
    err: (text) => void stderr.write(text),
    stdin,
    cwd,
    env,
    colour: stdout.isTTY && (env['NO_COLOR'] ?? '') === '',
    columns: stdout.isTTY ? stdout.columns : undefined,
    interactive: stderr.isTTY,
    signal,
    takeSignals: (milliseconds) => takeSignals(interrupted, milliseconds),
  };
  process.exitCode = await run(process.argv.slice(2), dependencies);
  if (!signal.aborted) return;
  // What nobody reads would hold the process.
  const unread = [stdout, stderr].filter(({ writableLength }) => writableLength > 0);
  await Promise.race([
    Promise.all(unread.map((stream) => once(stream, 'drain'))),
    pause(UNREAD_MS),
  ]);
  process.exit();
}

/** `undefined` when it was removed, or closed to this user, since the shell went there. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

/** Nobody can be shown what there is to show. */
function giveUp({ code = 'unknown' }: NodeJS.ErrnoException): never {
  // A reader such as `head` that has had enough is no error of ours.
  if (code === 'EPIPE') process.exit(EXIT.ok);
  process.stderr.write(`wallstash: Cannot write the output: the system says ${code}.\n`);
  process.exit(EXIT.environment);
}

/** Writes to the file that standard output is; what `out` writes may come before what was given here first. */
function logToFile(fd: number): NonNullable<CommandDependencies['log']> {
  const file = createWriteStream('', { fd, autoClose: false }).on('error', giveUp);
  return (text) =>
    new Promise((resolve) => {
      file.write(text, () => resolve());
    });
}

/** Milliseconds that what was written last waits for its reader when the command was interrupted. */
const UNREAD_MS = 500;

/** From now on the first signal asks to finish; the second, and the end of the time, end the process at once. */
function takeSignals(interrupted: AbortController, milliseconds: number): void {
  const finish = (signal: NodeJS.Signals): void => {
    for (const one of SIGNALS) {
      process.off(one, finish);
      // Else the system ends it by the next, also where the event loop does not turn.
      if (process.pid === 1) process.on(one, endBy);
    }
    interrupted.abort();
    setTimeout(endBy, milliseconds, signal);
  };
  for (const one of SIGNALS) {
    process.off(one, endBy);
    process.on(one, finish);
  }
}

/** Ends as the system would have: whoever waits for the process sees which signal it was. */
function endBy(signal: NodeJS.Signals): void {
  process.off(signal, endBy);
  process.kill(process.pid, signal);
  process.exit(128 + constants.signals[signal]);
}

void main();

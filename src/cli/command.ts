/**
 * What every command of the CLI shares: where it reads and writes, its exit codes, its flags' environment twins.
 *
 * A command never touches `process`: `main.ts` hands it the streams and turns its errors into an exit code, so
 * that a test can run it in process.
 *
 * @module
 */
import type { Readable } from 'node:stream';

import { Command, Option } from '@commander-js/extra-typings';

import { readTwins } from './environment';
import { tellMistyped } from './mistyped';

/** What a command may use of the outside world. */
export interface CommandDependencies {
  /** Writes text or bytes to standard output as they are; resolves when a slow reader has taken it. */
  readonly out: (text: string | Uint8Array) => Promise<void> | void;
  /** As `out`, for the log of a server: a file is written beside the event loop, as a write to it waits while the disk syncs. @default `out` */
  readonly log?: (text: string) => Promise<void> | void;
  /** Writes to standard error: progress and errors, never results. */
  readonly err: (text: string) => void;
  readonly stdin: Readable;
  /** The working directory: file arguments are relative to it. */
  readonly cwd: string;
  /** Environment variables that are no flags' twins. @default none */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Standard output is a terminal that wants colours. */
  readonly colour: boolean;
  /** Characters in a row of the terminal that standard output is. @default it is none: nothing is cut */
  readonly columns?: number | undefined;
  /** Standard error is a terminal: progress may be drawn on it. */
  readonly interactive: boolean;
  /** Aborted when the command was interrupted and has something to finish: see `interruption.ts`. */
  readonly signal: AbortSignal;
  /** From now on Ctrl-C and SIGTERM abort `signal`, and the command has so much time. @default they end the process */
  readonly takeSignals?: (milliseconds: number) => void;
}

/** Exit codes of every command. */
export const EXIT = {
  /** Everything asked for held. */
  ok: 0,
  /** It ran, and something did not hold: an invalid file, a failed delivery. */
  failed: 1,
  /** Wrong flags or arguments. */
  usage: 2,
  /** The environment did not let it run: a file, a port, a disk, a certificate. */
  environment: 3,
} as const;

/** Ends a command with this exit code and without a message: it has said all there is to say. */
export class ExitError extends Error {
  override readonly name = 'ExitError';
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** A flag with its environment twin: `--host-name` is also `WALLSTASH_HOST_NAME`. */
export function option<Flags extends string>(flags: Flags, description: string): Option<Flags> {
  const long = /--([a-z-]+)/.exec(flags)?.[1] ?? '';
  return new Option(flags, description).env(`WALLSTASH_${long.toUpperCase().replaceAll('-', '_')}`);
}

/** A flag that says what one call is about, such as a filter: no variable may change that for all calls. */
export function callOption<Flags extends string>(flags: Flags, description: string): Option<Flags> {
  return new Option(flags, description);
}

/** A new command whose errors reach `main.ts` instead of ending the process. */
export function command(name: string, description: string): Command {
  const made = new Command(name).description(description).exitOverride();
  readTwins(made);
  tellMistyped(made);
  return made;
}

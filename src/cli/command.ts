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
  tellTyposFirst(made);
  tellWhatToDo(made);
  helpWithWhatIsThere(made);
  return made;
}

/** `help journal list` is `journal list --help`, and neither is silent about a word that is no command, as Commander is. */
function helpWithWhatIsThere(command: Command): void {
  const checks = command as unknown as Dispatching;
  checks._dispatchHelpCommand = () => {
    let about = checks;
    for (const word of checks.args.slice(1)) {
      if (about.commands.length === 0) break;
      const below = about.commands.find((one) => one.name() === word);
      if (below === undefined) {
        about.args = [word];
        about.unknownCommand();
      } else about = below;
    }
    about.help();
  };
  const tellHelp = checks._outputHelpIfRequested.bind(checks);
  checks._outputHelpIfRequested = (flags) => {
    const [word = '-'] = checks.args;
    const isMistyped = checks.commands.length > 0 && !word.startsWith('-');
    if (isMistyped && flags.some((flag) => HELP.includes(flag))) checks.unknownCommand();
    tellHelp(flags);
  };
}

const HELP: readonly string[] = ['-h', '--help'];

/** What of Commander's command decides which help is shown. */
interface Dispatching {
  readonly commands: readonly Dispatching[];
  args: readonly string[];
  name(): string;
  help(): void;
  unknownCommand(): void;
  _dispatchHelpCommand(name?: string): void;
  _outputHelpIfRequested(flags: readonly string[]): void;
}

/** Commander says what is wrong with a line, and what to do only where it finds a name that is near. */
function tellWhatToDo(command: Command): void {
  const checks = command as unknown as {
    _excessArguments(words: readonly string[]): void;
    unknownCommand(): void;
  };
  const tellExcess = checks._excessArguments.bind(checks);
  // A word behind a command with others below it was meant for one of those.
  checks._excessArguments = (words) => {
    if (command.commands.length > 0) checks.unknownCommand();
    tellExcess(words);
  };
  const fail = command.error.bind(command);
  command.error = (message, options) => {
    const isTold = message.includes('\n(');
    return fail(isTold ? message : `${message}${remedyOf(command, options?.code)}`, options);
  };
}

const MISUSES: readonly (string | undefined)[] = [
  'commander.excessArguments',
  'commander.missingArgument',
  'commander.missingMandatoryOptionValue',
  'commander.optionMissingArgument',
  'commander.unknownOption',
];

/** What is to follow the sentence of an error; nothing for one that says it itself. */
function remedyOf(command: Command, code: string | undefined): string {
  if (code === 'commander.unknownCommand') {
    return `\n(One of ${command.commands.map((one) => one.name()).join(', ')}.)`;
  }
  if (!MISUSES.includes(code)) return '';
  return `\n(Usage: ${command.createHelp().commandUsage(command)}; --help lists the options.)`;
}

/** A flag that does not exist is told before the one that is then missing; Commander looks the other way round. */
function tellTyposFirst(command: Command): void {
  const checks = command as unknown as {
    missingMandatoryOptionValue(flag: unknown): void;
    unknownOption(flag: string): void;
  };
  const parse = command.parseOptions.bind(command);
  const tellMissing = checks.missingMandatoryOptionValue.bind(checks);
  let mistyped: string | undefined;
  command.parseOptions = (args) => {
    const parsed = parse(args);
    [mistyped] = parsed.unknown;
    return parsed;
  };
  checks.missingMandatoryOptionValue = (flag) => {
    if (mistyped !== undefined) checks.unknownOption(mistyped);
    tellMissing(flag);
  };
}

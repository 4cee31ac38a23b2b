/**
 * The program: all commands under one name, and the rule by which an error becomes an exit code.
 *
 * @module
 */
import { type Command, CommanderError } from '@commander-js/extra-typings';

import { InvalidOptionError, WallstashError } from '../errors';
import { command, EXIT, ExitError, type CommandDependencies } from './command';
import { commandsFor } from './commands';
import { addExamples } from './examples';
import { reportError, type ReportTarget } from './report-flags';
import { VERSION } from './version';

/** Runs one command line (without `node` and the script); resolves with the exit code, never rejects. */
export async function run(
  args: readonly string[],
  dependencies: CommandDependencies,
): Promise<number> {
  const program = createProgram(dependencies, args);
  let acting: Acting | undefined;
  program.hook('preAction', (_program, one) => void (acting = one));
  try {
    await program.parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    const typed = asTyped(error, acting);
    const code = exitCodeOf(typed, dependencies);
    await reportFailure(typed, acting, dependencies);
    return code;
  }
}

/** A command with `--report` leaves a report also when it could not do its work. */
async function reportFailure(
  error: unknown,
  acting: Acting | undefined,
  dependencies: CommandDependencies,
): Promise<void> {
  if (error instanceof ExitError || error instanceof CommanderError) return;
  const { report } = (acting?.opts() ?? {}) as { readonly report?: readonly ReportTarget[] };
  if (acting === undefined || report === undefined) return;
  try {
    await reportError(error, acting.name(), report, dependencies);
  } catch (second) {
    exitCodeOf(second, dependencies);
  }
}

/** What is asked of the command that was given. */
interface Acting extends Pick<Command, 'options' | 'getOptionValueSource'> {
  name(): string;
  opts(): object;
}

/** An option that was refused deep inside, under the name that the caller has given it. */
function asTyped(error: unknown, acting: Acting | undefined): unknown {
  if (!(error instanceof InvalidOptionError)) return error;
  // A flag that may be repeated is named for one of what the option holds.
  const names = [error.option, error.option.replace(/s$/, '')];
  const flag = acting?.options.find((one) => names.includes(one.attributeName()));
  if (flag === undefined) return error;
  const { long, envVar } = flag;
  const fromVariable = acting?.getOptionValueSource(flag.attributeName()) === 'env';
  return error.of((fromVariable ? envVar : long) ?? error.option);
}

/** With the commands that the arguments can be about: all, when there are none. Also read by tests. */
export function createProgram(dependencies: CommandDependencies, args: readonly string[] = []) {
  const program = command(
    'wallstash',
    'A local stand-in for both ends of the Logstash integration of Wallarm',
  )
    .version(VERSION)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      '\nFlags that are settings have an environment twin: --max-body is WALLSTASH_MAX_BODY.',
    );
  for (const one of commandsFor(args)) program.addCommand(one(dependencies));
  addExamples(program as unknown as Parameters<typeof addExamples>[0]);
  const output = {
    writeOut: (text: string) => void dependencies.out(text),
    writeErr: dependencies.err,
  };
  const configure = (one: {
    configureOutput(o: typeof output): unknown;
    commands: readonly unknown[];
  }): void => {
    one.configureOutput(output);
    (one.commands as (typeof one)[]).forEach(configure);
  };
  configure(program);
  return program;
}

/** Mistakes of whoever typed the line. */
const USAGE: readonly string[] = ['WST_OPTION', 'WST_NOTIFICATION_TYPE'];

function exitCodeOf(error: unknown, { err }: CommandDependencies): number {
  if (error instanceof ExitError) return error.exitCode;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof WallstashError) {
    err(`wallstash: ${error.message}\n`);
    return USAGE.includes(error.code) ? EXIT.usage : EXIT.environment;
  }
  // Not thrown on purpose: whoever reports it needs the stack.
  err(`wallstash: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.environment;
}

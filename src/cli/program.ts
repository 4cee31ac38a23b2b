/**
 * The program: all commands under one name, and the rule by which an error becomes an exit code.
 *
 * @module
 */
import { CommanderError } from '@commander-js/extra-typings';

import { WallstashError } from '../errors';
import { command, EXIT, ExitError, type CommandDependencies } from './command';
import { commandsFor } from './commands';
import { VERSION } from './version';

/** Runs one command line (without `node` and the script); resolves with the exit code, never rejects. */
export async function run(
  args: readonly string[],
  dependencies: CommandDependencies,
): Promise<number> {
  try {
    await createProgram(args, dependencies).parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    return exitCodeOf(error, dependencies);
  }
}

/** With those commands that the arguments can be about. */
function createProgram(args: readonly string[], dependencies: CommandDependencies) {
  const program = command(
    'wallstash',
    'A local stand-in for both ends of the Logstash integration of Wallarm',
  )
    .version(VERSION)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      '\nEvery flag has an environment twin: --max-body is WALLSTASH_MAX_BODY.',
    );
  for (const one of commandsFor(args)) program.addCommand(one(dependencies));
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

function exitCodeOf(error: unknown, { err }: CommandDependencies): number {
  if (error instanceof ExitError) return error.exitCode;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof WallstashError) {
    err(`wallstash: ${error.message}\n`);
    return error.code === 'WST_OPTION' ? EXIT.usage : EXIT.environment;
  }
  // Not thrown on purpose: whoever reports it needs the stack.
  err(`wallstash: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.environment;
}

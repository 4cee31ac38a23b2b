/**
 * The program: all commands under one name, and the rule by which an error becomes an exit code.
 *
 * @module
 */
import { CommanderError } from '@commander-js/extra-typings';

import { WallstashError } from '../errors';
import { certsCommand } from './certs/certs';
import { checkCommand } from './check/check';
import { command, EXIT, ExitError, type CommandDependencies } from './command';
import { doctorCommand } from './doctor/doctor';
import { eventCommand } from './integration/event';
import { integrationCommand } from './integration/integration';
import { journalCommand } from './journal/journal';
import { lintPipelineCommand } from './lint/lint-pipeline';
import { sampleCommand } from './sample';
import { schemaCommand } from './schema';
import { sendCommand } from './send/send';
import { serveCommand } from './serve/serve';
import { testCommand } from './integration/test-integration';
import { validateCommand } from './validate/validate';
import { verifyCommand } from './verify';
import { VERSION } from './version';

/** Runs one command line (without `node` and the script); resolves with the exit code, never rejects. */
export async function run(
  args: readonly string[],
  dependencies: CommandDependencies,
): Promise<number> {
  try {
    await createProgram(dependencies).parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    return exitCodeOf(error, dependencies);
  }
}

function createProgram(dependencies: CommandDependencies) {
  const program = command(
    'wallstash',
    'A local stand-in for both ends of the Logstash integration of Wallarm',
  )
    .version(VERSION)
    .configureHelp({ showGlobalOptions: true })
    .addCommand(serveCommand(dependencies))
    .addCommand(testCommand(dependencies))
    .addCommand(sendCommand(dependencies))
    .addCommand(doctorCommand(dependencies))
    .addCommand(checkCommand(dependencies))
    .addCommand(integrationCommand(dependencies))
    .addCommand(eventCommand(dependencies))
    .addCommand(validateCommand(dependencies))
    .addCommand(lintPipelineCommand(dependencies))
    .addCommand(verifyCommand(dependencies))
    .addCommand(sampleCommand(dependencies))
    .addCommand(schemaCommand(dependencies))
    .addCommand(journalCommand(dependencies))
    .addCommand(certsCommand(dependencies))
    .addHelpText(
      'after',
      '\nEvery flag has an environment twin: --max-body is WALLSTASH_MAX_BODY.',
    );
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

/**
 * Runs one command in process and keeps its output and exit code.
 *
 * @module
 */
import { EXIT, ExitError, type CommandDependencies } from '../../src/cli/command';
import { collectOutput } from './output';

/** The part of a command that is needed to run it. */
interface Runnable {
  configureOutput(output: { writeErr: (text: string) => void }): Runnable;
  parseAsync(args: readonly string[], options: { from: 'user' }): Promise<unknown>;
}

/** What a run printed, and its exit code. */
export interface CommandRun {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command to its end; rejects with what it throws unless that is an exit code. */
export async function runCommand(
  make: (dependencies: CommandDependencies) => Runnable,
  args: readonly string[],
  given: Partial<CommandDependencies> = {},
): Promise<CommandRun> {
  const { dependencies, text } = collectOutput();
  const errors: string[] = [];
  const err = (part: string): void => void errors.push(part);
  const command = make({ ...dependencies, err, ...given });
  let code: number = EXIT.ok;
  try {
    await command.configureOutput({ writeErr: () => undefined }).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof ExitError)) throw error;
    code = error.exitCode;
  }
  return { code, output: text(), errors: errors.join('') };
}

/** The text with times, ports and other numbers that differ from run to run masked. */
export function masked(text: string): string {
  return text
    .replaceAll(/:\d{4,5}\b/g, ':PORT')
    .replaceAll(/\bPort \d+/g, 'Port PORT')
    .replaceAll(/ *\d+(?:\.\d+)? (?:ms|s)\b/g, ' TIME')
    .replaceAll(/\d+ requests\/s/g, 'N requests/s')
    .replaceAll(/\d{4}-\d\d-\d\d(?:T[\d:]+Z)?/g, 'DATE')
    .replaceAll(/\d+ days? left/g, 'N days left');
}

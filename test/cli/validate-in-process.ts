/**
 * Runs `wallstash validate` in process.
 *
 * @module
 */
import { EXIT, ExitError } from '../../src/cli/command';
import type { CommandDependencies } from '../../src/cli/command';
import { validateCommand } from '../../src/cli/validate/validate';
import { collectOutput } from './output';

/** Runs the command in a directory; resolves with its exit code and output. */
export async function validate(
  args: readonly string[],
  dependencies: Partial<CommandDependencies>,
): Promise<{ readonly code: number; readonly output: string }> {
  const { dependencies: defaults, text } = collectOutput();
  const command = validateCommand({ ...defaults, ...dependencies });
  try {
    await command.configureOutput({ writeErr: () => undefined }).parseAsync(args, { from: 'user' });
    return { code: EXIT.ok, output: text() };
  } catch (error) {
    if (!(error instanceof ExitError)) throw error;
    return { code: error.exitCode, output: text() };
  }
}

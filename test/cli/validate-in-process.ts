/**
 * Runs `wallstash validate` in process.
 *
 * @module
 */
import type { CommandDependencies } from '../../src/cli/command';
import { validateCommand } from '../../src/cli/validate/validate';
import { runCommand } from './run-command';

/** Runs the command in a directory; resolves with its exit code and output. */
export async function validate(
  args: readonly string[],
  dependencies: Partial<CommandDependencies>,
): Promise<{ readonly code: number; readonly output: string }> {
  const { code, output } = await runCommand(validateCommand, args, dependencies);
  return { code, output };
}

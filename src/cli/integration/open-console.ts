/**
 * Opens the console of a data directory for a command: here, or through the `serve` that runs it.
 *
 * @module
 */
import { ConsoleLockedError } from '../../console/errors';
import { startConsole } from '../../console/start-console';
import type { CommandDependencies } from '../command';
import { consoleDirectory, makeDataDirectory } from '../data-directory';
import { finishOnSignal } from '../interruption';
import { type CommandConsole, LocalConsole } from './command-console';
import { RemoteConsole } from './remote-console';

/** Which console, and for what. */
export interface OpenConsoleFlags {
  readonly data: string;
  readonly consoleToken?: string | undefined;
  /** Deliver nothing meanwhile. @default false */
  readonly paused?: boolean;
  /** Takes a line for each attempt. @default standard error */
  readonly onAttempt?: (line: string) => void;
}

/**
 * Opens it. Dispose of it.
 *
 * @throws ConsoleLockedError when another process runs it and offers no API.
 */
export async function openConsole(
  flags: OpenConsoleFlags,
  dependencies: CommandDependencies,
): Promise<CommandConsole> {
  const { data, consoleToken, paused = false, onAttempt = dependencies.err } = flags;
  await makeDataDirectory(data, dependencies.cwd);
  finishOnSignal('integration', dependencies);
  const directory = consoleDirectory(data, dependencies.cwd);
  try {
    return new LocalConsole(await startConsole({ directory, paused }), {
      ...dependencies,
      onAttempt,
    });
  } catch (error) {
    if (!(error instanceof ConsoleLockedError) || error.api === undefined) throw error;
    const { api, owner } = error;
    return new RemoteConsole(
      { url: api, owner, token: consoleToken },
      { ...dependencies, onAttempt },
    );
  }
}

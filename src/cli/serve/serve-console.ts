/**
 * The console as part of `serve`: retries and hourly counts go on as long as the receiver runs.
 *
 * The receiver comes first: a console that cannot be opened is told of and left out, unless it was asked for by name.
 *
 * @module
 */
import type { RunningConsole } from '../../console/running-console';
import { startRunningConsole } from '../../console/start-console';
import { WallstashError } from '../../errors';
import { option } from '../command';
import { consoleDirectory } from '../data-directory';

/** `--console` and `--no-console`; neither is set as long as neither is given. */
export function consoleFlags() {
  return {
    console: option(
      '--console',
      'run the console, or do not start (default: run it, or start without it and say why)',
    ),
    noConsole: option(
      '--no-console',
      'no integrations, retries and hourly counts beside the endpoint',
    ),
  };
}

/** What `serve` has read of these flags. */
export interface ConsoleFlags {
  readonly console?: boolean | undefined;
  readonly data: string;
}

/** The console, or why there is none. */
export interface ServeConsole extends AsyncDisposable {
  readonly console?: RunningConsole;
  /** Why there is none and what to do, in whole sentences. */
  readonly noConsole?: string;
  /** It could not be opened. */
  readonly failed: boolean;
  /** Tells where the API that offers it is: other processes then use that. */
  offeredAt(url: string): void;
}

/** Opens it. @throws what `startConsole` throws, when `--console` was given */
export async function openServeConsole(flags: ConsoleFlags, cwd: string): Promise<ServeConsole> {
  if (flags.console === false) return missing('Start without --no-console.', false);
  let api: string | undefined;
  try {
    const console = await startRunningConsole({
      directory: consoleDirectory(flags.data, cwd),
      owner: `wallstash serve, process ${process.pid}`,
      api: () => api,
      hourlyCounts: true,
    });
    return {
      ...{ console, failed: false },
      offeredAt: (url) => (api = url),
      [Symbol.asyncDispose]: () => console.close(),
    };
  } catch (error) {
    if (flags.console === true || !(error instanceof WallstashError)) throw error;
    return missing(`${error.message} Then start again.`, true);
  }
}

function missing(noConsole: string, failed: boolean): ServeConsole {
  return {
    ...{ noConsole, failed },
    offeredAt: () => undefined,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

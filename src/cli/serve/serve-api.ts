/**
 * The console's HTTP API as part of `serve`: its flags, and how it is started.
 *
 * @module
 */
import { type RunningApi, startApi } from '../../api/api';
import type { ApiDependencies } from '../../api/dependencies';
import { API_DEFAULTS, type ApiOptions, resolveApiOptions } from '../../api/options';
import { option } from '../command';
import { portOf } from '../notification-flags';

/** The flags of the API; each is added to `serve` with `addOption`. */
export function apiFlags() {
  const { port, host } = API_DEFAULTS;
  return {
    consolePort: option('--console-port <number>', "port of the console's API; 0 takes a free one")
      .default(port)
      .argParser(portOf('--console-port')),
    consoleHost: option('--console-host <address>', "address of the console's API").default(host),
    consoleToken: option(
      '--console-token <secret>',
      'what callers of the API must bear; required off loopback. Prefer WALLSTASH_CONSOLE_TOKEN',
    ),
    consoleHostName: option(
      '--console-host-name <names...>',
      'further names under which the API may be reached (default: localhost and addresses)',
    ),
  };
}

/** What `serve` has read of these flags. */
export interface ApiFlags {
  readonly consolePort: number;
  readonly consoleHost: string;
  readonly consoleToken?: string | undefined;
  readonly consoleHostName?: readonly string[] | undefined;
}

/** What `serve` puts together for the API. */
export interface ServeApiParts extends ApiDependencies {
  readonly flags: ApiFlags;
}

/** The options of these flags, checked before anything is opened for them. @throws InvalidOptionError */
export function apiOptions(flags: ApiFlags): ApiOptions {
  const { consolePort, consoleHost, consoleToken, consoleHostName } = flags;
  const options = {
    port: consolePort,
    host: consoleHost,
    token: consoleToken,
    allowedHosts: consoleHostName,
  };
  resolveApiOptions(options);
  return options;
}

/** Starts the API. @throws PortInUseError, ListenError */
export function serveApi({ flags, probe, ...dependencies }: ServeApiParts): Promise<RunningApi> {
  const disk = probe === undefined ? {} : { probe: oneAtATime(probe) };
  return startApi({ ...dependencies, ...disk }, apiOptions(flags));
}

/** One probe at a time, however many ask: everybody may, without a token. */
function oneAtATime(probe: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= probe().finally(() => (running = undefined));
    return running;
  };
}

/**
 * How the console's API listens, and the check of it.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import { isLoopback, requireHost } from '../listen-host';

/** How the API listens. */
export interface ApiOptions {
  /** Port to listen on; `0` takes a free one. @default 8044 */
  readonly port?: number | undefined;
  /** Address to listen on. Off loopback a token is required. @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** What every caller must bear; at least 16 characters. @default none */
  readonly token?: string | undefined;
  /** Names under which the console may be reached, beside `localhost`, its own host and every IP address. @default [] */
  readonly allowedHosts?: readonly string[] | undefined;
}

/** Options that were checked. */
export interface ResolvedApiOptions {
  readonly port: number;
  readonly host: string;
  readonly token: string | undefined;
  /** In lower case. */
  readonly allowedHosts: readonly string[];
}

/** The one place where the defaults are written. */
export const API_DEFAULTS = { port: 8044, host: '127.0.0.1' } as const;

const SHORTEST_TOKEN = 16;

/** Checks options. @throws InvalidOptionError */
export function resolveApiOptions(options: ApiOptions): ResolvedApiOptions {
  const { port = API_DEFAULTS.port, host = API_DEFAULTS.host, token, allowedHosts = [] } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidOptionError('consolePort', port, 'an integer from 0 to 65535');
  }
  requireHost('consoleHost', host);
  if (token === undefined && !isLoopback(host)) {
    const expected = `a token, since others than this machine can reach ${host}`;
    throw new InvalidOptionError('consoleToken', undefined, expected);
  }
  if (token !== undefined && token.length < SHORTEST_TOKEN) {
    const expected = `at least ${SHORTEST_TOKEN} characters`;
    throw new InvalidOptionError('consoleToken', '(value not shown)', expected);
  }
  const names = ['localhost', host, ...allowedHosts].map((name) => name.toLowerCase());
  return { port, host, token, allowedHosts: names };
}

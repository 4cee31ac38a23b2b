/**
 * Who may call Wallarm's API here, and the check of it.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import { isLoopback, requireHost } from '../listen-host';

/** How it is offered. */
export interface WallarmApiOptions {
  /** Address to listen on. Off loopback a token is required. @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** The token that callers must bear, in Wallarm's form. @default any of that form */
  readonly token?: string | undefined;
  /** Names under which it may be reached, beside `localhost`, its own host and every IP address. @default [] */
  readonly allowedHosts?: readonly string[] | undefined;
}

/** Options that were checked. */
export interface ResolvedWallarmApiOptions {
  readonly host: string;
  readonly token: string | undefined;
  /** In lower case. */
  readonly allowedHosts: readonly string[];
}

/** The one place where the defaults are written. */
export const WALLARM_API_DEFAULTS = { port: 8443, host: '127.0.0.1' } as const;

/** 48 random bytes in base64, as the Terraform provider wants it. */
export const TOKEN_FORM = /^[A-Za-z0-9+/]{64}$/;

/** Checks options. @throws InvalidOptionError */
export function resolveWallarmApiOptions(options: WallarmApiOptions): ResolvedWallarmApiOptions {
  const { host = WALLARM_API_DEFAULTS.host, token, allowedHosts = [] } = options;
  requireHost('wallarmApiHost', host);
  if (token === undefined && !isLoopback(host)) {
    const expected = `a token, since others than this machine can reach ${host}`;
    throw new InvalidOptionError('wallarm token', undefined, expected);
  }
  if (token !== undefined && !TOKEN_FORM.test(token)) {
    const expected = 'Wallarm’s form, 64 characters of base64: "openssl rand -base64 48" makes one';
    throw new InvalidOptionError('wallarm token', '(value not shown)', expected);
  }
  const names = ['localhost', host, ...allowedHosts].map((name) => name.toLowerCase());
  return { host, token, allowedHosts: names };
}

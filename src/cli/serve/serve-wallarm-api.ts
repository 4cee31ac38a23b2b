/**
 * Wallarm's own API as part of `serve`: its flags, and how it is started over HTTPS with a certificate of our CA.
 *
 * The receiver comes first: an API that cannot listen is told of and left out.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import type { WallarmSide } from '../../console/wallarm-side';
import { WallstashError } from '../../errors';
import { bind } from '../../receiver/bind';
import { resolveWallarmApiOptions, WALLARM_API_DEFAULTS } from '../../wallarm-api/options';
import { createWallarmApi } from '../../wallarm-api/server';
import { option } from '../command';

/** The flags; each is added to `serve` with `addOption`. */
export function wallarmApiFlags() {
  const { port, host } = WALLARM_API_DEFAULTS;
  return {
    wallarmApi: option(
      '--no-wallarm-api',
      "do not offer Wallarm's own API, for its Go client and Terraform provider",
    ),
    wallarmApiPort: option(
      '--wallarm-api-port <number>',
      "port of Wallarm's own API; 0 takes a free one",
    )
      .default(port)
      .argParser(Number),
    wallarmApiHost: option('--wallarm-api-host <address>', "address of Wallarm's own API").default(
      host,
    ),
    wallarmToken: option(
      '--wallarm-token <secret>',
      "the token that callers of Wallarm's own API must bear; required off loopback (default: any of Wallarm's form). Prefer WALLSTASH_WALLARM_TOKEN",
    ),
  };
}

/** What `serve` has read of these flags. */
export interface WallarmApiFlags {
  readonly wallarmApi: boolean;
  readonly wallarmApiPort: number;
  readonly wallarmApiHost: string;
  readonly wallarmToken?: string | undefined;
  /** Names of the host, for certificate and API alike. */
  readonly hostName?: readonly string[] | undefined;
}

/** What it is put together of. */
export interface ServeWallarmApiParts {
  readonly flags: WallarmApiFlags;
  readonly wallarm: WallarmSide | undefined;
  readonly certificate: { readonly cert: string; readonly key: string };
  /** Why it cannot have its port, and what to do; `undefined` when none of ours has it. */
  readonly portTaken?: string | undefined;
  /** Told why it was left out, and of defects. */
  readonly note: (message: string) => void;
}

/** The API that listens, or nothing. */
export interface ServeWallarmApi extends AsyncDisposable {
  /** `https://localhost:8443`; `null` when it was left out. */
  readonly url: string | null;
  /** A token for whoever tries it; `null` when callers must know one. */
  readonly token: string | null;
}

/** Milliseconds for a request's headers, and for all of it. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
const MOST_CONNECTIONS = 200;

/** Starts it. @throws InvalidOptionError for options that cannot be */
export async function serveWallarmApi({
  flags,
  wallarm,
  certificate,
  portTaken,
  note,
}: ServeWallarmApiParts): Promise<ServeWallarmApi> {
  const { wallarmApiHost: host, wallarmApiPort: port, wallarmToken: token, hostName } = flags;
  if (!flags.wallarmApi) return LEFT_OUT;
  const options = resolveWallarmApiOptions({ host, token, allowedHosts: hostName });
  if (wallarm === undefined) return LEFT_OUT;
  if (portTaken !== undefined) {
    note(`Wallarm's own API is left out. ${portTaken}`);
    return LEFT_OUT;
  }
  const onDefect = (error: unknown): void =>
    note(String(error instanceof Error ? error.stack : error));
  const server = createServer(
    { ...certificate, headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS },
    createWallarmApi({ wallarm, options, onDefect }),
  );
  server.maxConnections = MOST_CONNECTIONS;
  try {
    await bind(server, { host, port }, { flag: '--wallarm-api-port' });
  } catch (error) {
    if (!(error instanceof WallstashError)) throw error;
    note(`Wallarm's own API is left out. ${error.message}`);
    return LEFT_OUT;
  }
  // Without a listener, a connection that cannot be taken would end the process, and the receiver with it.
  server.on('error', onDefect);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${taken}`,
    token: token === undefined ? randomBytes(48).toString('base64') : null,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Changes that are under way are finished by the console, which is closed behind this.
      server.closeAllConnections();
      await closed;
    },
  };
}

const LEFT_OUT: ServeWallarmApi = {
  ...{ url: null, token: null },
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

/**
 * The console's HTTP API on its own listener.
 *
 * Invariant: it only reads the journal, and closes nothing that it was given.
 *
 * @module
 */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { ListenError, PortInUseError } from '../receiver/errors';
import { tokenAccess } from './access';
import { createApiApp } from './app';
import type { ApiDependencies } from './dependencies';
import { LiveStreams } from './live-streams';
import { Metrics } from './metrics';
import { type ApiOptions, resolveApiOptions, type ResolvedApiOptions } from './options';
import { allRoutes } from './routes';

/** An API that listens. */
export interface RunningApi extends AsyncDisposable {
  /** Where it is, with the port: `http://127.0.0.1:8044`. */
  readonly url: string;
  readonly port: number;
  /** Ends the live streams and finishes the answers under way. Idempotent. */
  close(): Promise<void>;
}

/** Milliseconds that answers under way get at the end. */
const GRACE_MS = 5_000;

/**
 * Starts to listen; resolves once the port takes connections.
 *
 * @throws InvalidOptionError for options that cannot be: off loopback without a token too.
 * @throws PortInUseError, ListenError
 */
export async function startApi(
  dependencies: ApiDependencies,
  options: ApiOptions = {},
): Promise<RunningApi> {
  const resolved = resolveApiOptions(options);
  const access = tokenAccess(resolved);
  const streams = new LiveStreams(dependencies);
  const metrics = new Metrics(dependencies, streams);
  const routes = allRoutes(dependencies, { streams, metrics, access });
  const { onDefect = () => undefined } = dependencies;
  const stop = (): void => {
    metrics.close();
    streams.close();
  };
  let server: Server;
  try {
    server = await bind(createApiApp({ options: resolved, access, routes, onDefect }), resolved);
  } catch (error) {
    stop();
    throw error;
  }
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    stop();
    return (closing ??= shutDown(server));
  };
  const { port } = server.address() as AddressInfo;
  const host = resolved.host.includes(':') ? `[${resolved.host}]` : resolved.host;
  return { url: `http://${host}:${port}`, port, close, [Symbol.asyncDispose]: close };
}

function bind(app: RequestListener, { host, port }: ResolvedApiOptions): Promise<Server> {
  const server = createServer(app);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      const flag = '--console-port';
      reject(
        taken
          ? new PortInUseError(port, { cause: error, flag })
          : new ListenError(host, port, error),
      );
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve(server);
    });
  });
}

async function shutDown(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(timer);
}

/**
 * The console's HTTP API on its own listener.
 *
 * Invariant: it closes nothing that it was given.
 *
 * @module
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { bind } from '../receiver/bind';
import { tokenAccess } from './access';
import { createApiApp } from './app';
import { openChecks } from './checks';
import type { ApiDependencies } from './dependencies';
import { LiveStreams } from './live-streams';
import { Metrics } from './metrics';
import { type ApiOptions, resolveApiOptions } from './options';
import { allRoutes } from './routes';
import { Replays } from './replays/replays';
import { Sends } from './sends/sends';

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

/** Of an API that listens on every address: the one that opens here. */
const THIS_MACHINE: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

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
  const { onDefect = () => undefined, checksDirectory, onTrouble } = dependencies;
  const onChange = (): void => streams.changed('checks');
  const checks = await openChecks({ directory: checksDirectory, onTrouble, onChange });
  const sends = new Sends(dependencies, () => streams.changed('sends'));
  const replays = new Replays(dependencies, () => streams.changed('replays'));
  const routes = allRoutes(dependencies, { streams, metrics, access, checks, sends, replays });
  const stop = (): void => {
    metrics.close();
    streams.close();
  };
  const server = createServer(createApiApp({ options: resolved, access, routes, onDefect }));
  const underWay = trackAnswers(server);
  try {
    await bind(server, resolved, { flag: '--console-port' });
  } catch (error) {
    stop();
    await checks.close();
    throw error;
  }
  // Without a listener, a connection that cannot be taken would end the process, and the receiver with it.
  server.on('error', onDefect);
  const finish = async (): Promise<void> => {
    await Promise.all([sends.close(), replays.close()]);
    await checks.close();
  };
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    stop();
    return (closing ??= shutDown(server, underWay).then(() => finish()));
  };
  const { port } = server.address() as AddressInfo;
  const reachable = THIS_MACHINE[resolved.host] ?? resolved.host;
  const host = reachable.includes(':') ? `[${reachable}]` : reachable;
  return { url: `http://${host}:${port}`, port, close, [Symbol.asyncDispose]: close };
}

/** The answers that are not through. */
function trackAnswers(server: Server): ReadonlySet<ServerResponse> {
  const answers = new Set<ServerResponse>();
  server.on('request', (_request, response) => {
    answers.add(response);
    response.once('close', () => answers.delete(response));
  });
  return answers;
}

async function shutDown(server: Server, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // Node would keep their connections until the keep-alive timeout.
  for (const answer of underWay) if (!answer.headersSent) answer.setHeader('connection', 'close');
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(timer);
}

/**
 * How a server of ours begins to listen.
 *
 * @module
 */
import type { Server } from 'node:net';

import { ListenError, PortInUseError } from './errors';

/** Resolves once the port takes connections; `flag` is the one that chooses it. @throws PortInUseError, ListenError */
export function bind(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
  options: { readonly flag?: string } = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new PortInUseError(port, { cause: error, ...options })
          : new ListenError(host, port, error),
      );
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

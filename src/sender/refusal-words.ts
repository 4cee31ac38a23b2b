/**
 * Asks for OpenSSL's own words on a certificate that it refused.
 *
 * Node has a code for some of OpenSSL's verdicts and calls all others `UNSPECIFIED`. The words behind it come to
 * light only when Node itself breaks off, and then the certificate cannot be read any longer: hence a second handshake.
 *
 * @module
 */
import { connect } from 'node:tls';

import type { ResolvedDeliverySettings } from './settings';

/** Node's code for a verdict that it has no name for. */
export const UNNAMED_VERDICT = 'UNSPECIFIED';

/**
 * Calls `done` once with the words, or with `undefined` when there is no refusal this time or no connection. The
 * returned function gives up, without a call.
 */
export function askForWords(
  { host, port, servername }: { host: string; port: number; servername: string | undefined },
  { secureContext }: ResolvedDeliverySettings,
  done: (words: string | undefined) => void,
): () => void {
  const socket = connect({
    host,
    port,
    secureContext,
    rejectUnauthorized: true,
    checkServerIdentity: () => undefined,
    ...(servername !== undefined && { servername }),
  });
  let settled = false;
  const settle = (words?: string): void => {
    if (settled) return;
    settled = true;
    socket.destroy();
    done(words);
  };
  socket.once('secureConnect', () => settle());
  socket.once('close', () => settle());
  // Stays for good: whatever comes later must not become an uncaught error.
  socket.on('error', (error: NodeJS.ErrnoException) => {
    settle(error.code === UNNAMED_VERDICT ? error.message : undefined);
  });
  return () => {
    settled = true;
    socket.destroy();
  };
}

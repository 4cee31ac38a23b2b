/**
 * Who sends over a connection: the same for each of its requests, so the system and OpenSSL are asked once.
 *
 * @module
 */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

import type { EntryDraft } from '../journal/entry';

/** What an entry says of its sender. */
export type Sender = Pick<EntryDraft, 'remoteAddress' | 'tlsVersion'>;

/** Makes the function that tells the sender of a connection. */
export function createSenderReader(): (socket: Socket) => Sender {
  const known = new WeakMap<Socket, Sender>();

  return (socket) => {
    const before = known.get(socket);
    if (before !== undefined) return before;
    const { remoteAddress } = socket;
    const tlsVersion = (socket as Partial<TLSSocket>).getProtocol?.() ?? null;
    // One that is closed already has none any more.
    if (remoteAddress === undefined) return { remoteAddress: '', tlsVersion };
    const sender = { remoteAddress, tlsVersion };
    known.set(socket, sender);
    return sender;
  };
}

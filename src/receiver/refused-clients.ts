/**
 * Journals the handshakes of clients whose certificate the receiver refused, and reports them.
 *
 * A client without any certificate is not journalled: whoever scans the port would fill the journal, and the client
 * itself is told by an alert.
 *
 * @module
 */
import type { Socket } from 'node:net';

import { messageOf } from '../errors';
import type { Journal } from '../journal/journal';
import type { ClientCertificates, ClientRefusal } from './client-certificates';
import { HANDSHAKE_ENTRY } from './handshake-entry';
import type { TroubleListener } from './trouble';

export interface RefusedClientsDependencies {
  /** `undefined`: none are asked for. */
  readonly clients: ClientCertificates | undefined;
  readonly journal: Journal;
  readonly report: TroubleListener;
  /** Unix milliseconds. */
  readonly now: () => number;
}

export interface RefusedClients {
  /** `false` when it was not the certificate that this connection failed for. */
  keep(socket: Socket): boolean;
  /** Resolves once the journal has all of them. */
  settled(): Promise<void>;
}

/** See the module. */
export function createRefusedClients(dependencies: RefusedClientsDependencies): RefusedClients {
  const { clients, journal, report, now } = dependencies;
  const underWay = new Set<Promise<void>>();

  async function append({ message, tlsVersion, remoteAddress }: ClientRefusal): Promise<void> {
    const answer = { status: 0, reason: message };
    const draft = { ...HANDSHAKE_ENTRY, receivedAt: now(), remoteAddress, tlsVersion, answer };
    try {
      const { id } = await journal.append(draft);
      report({ kind: 'tls', message, remoteAddress, entry: id });
    } catch (error) {
      report({ kind: 'tls', message, remoteAddress });
      const why = messageOf(error);
      const failure = `The refused TLS handshake is not in the journal: ${why}`;
      report({ kind: 'journal', message: failure, remoteAddress });
    }
  }

  return {
    keep(socket) {
      const refusal = clients?.refusalOf(socket);
      if (refusal === undefined) return false;
      const done: Promise<void> = append(refusal).finally(() => underWay.delete(done));
      underWay.add(done);
      return true;
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

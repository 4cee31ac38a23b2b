/**
 * Client certificates that the receiver refuses, and why.
 *
 * Node's server ends such a connection without an alert and without a word: its error is an ordinary ECONNRESET, and
 * by then the certificate is gone. So each certificate is looked at when the handshake is over and before Node judges
 * it. Should a Node line not let us, the reason is told without the certificate.
 *
 * @module
 */
import type { Socket } from 'node:net';
import type { Server, TLSSocket } from 'node:tls';

import { parseCaFile } from '../tls/ca-file';
import { factsOf } from '../tls/certificate-facts';
import type { Chain } from '../tls/chain';
import { explainCertificate } from '../tls/explain-certificate';
import { peerChain, sentCertificates } from '../tls/peer-chain';

/** A client certificate refused. */
export interface ClientRefusal {
  /** One sentence with the certificate's name, its issuer, what is wrong and what to do. */
  readonly message: string;
  readonly tlsVersion: string | null;
  readonly remoteAddress: string;
}

/** See the module. */
export interface ClientCertificates {
  /** Looks at what the clients of this server show. */
  watch(server: Server): void;
  /** `undefined` when it was not its certificate that a connection failed for. */
  refusalOf(socket: Socket): ClientRefusal | undefined;
}

/** What was seen of a client. */
interface Seen {
  readonly chain: Chain | undefined;
  readonly tlsVersion: string | null;
  readonly remoteAddress: string | undefined;
}

/** Client certificates are held against these CAs, PEM. */
export function createClientCertificates(clientCa: string): ClientCertificates {
  const given = parseCaFile(clientCa, 'the CA of --client-ca')
    .map((pem) => factsOf(pem))
    .filter((facts) => facts !== undefined);
  const seen = new WeakMap<Socket, Seen>();

  return {
    watch(server) {
      const watched = new WeakSet<TLSSocket>();
      // The one event that hands out a connection whose handshake is under way; what it is for is not looked at.
      server.on('keylog', (_line: Buffer, socket: TLSSocket) => {
        if (watched.has(socket)) return;
        watched.add(socket);
        // Before Node's own listener, which destroys the connection of a certificate that it refuses.
        socket.prependOnceListener('secure', () => {
          const chain = peerChain(sentCertificates(socket), given);
          const { remoteAddress } = socket;
          seen.set(socket, { chain, tlsVersion: socket.getProtocol(), remoteAddress });
        });
      });
    },
    refusalOf(socket) {
      const { authorizationError } = socket as { authorizationError?: unknown };
      if (typeof authorizationError !== 'string') return undefined;
      const { chain, tlsVersion = null, remoteAddress = '' } = seen.get(socket) ?? {};
      return { message: explain(authorizationError, chain), tlsVersion, remoteAddress };
    },
  };
}

function explain(reason: string, chain: Chain | undefined): string {
  const leaf = chain?.links[0]?.facts;
  if (chain === undefined || leaf === undefined) {
    return `The sender's client certificate was refused (${reason}): it must be signed by the CA of --client-ca, be in force, and be one for clients.`;
  }
  const what = `The client certificate of "${leaf.subject}"`;
  const refusal = explainCertificate({ reason }, chain, {
    purpose: 'client',
    what,
    given: 'the CA of --client-ca',
  });
  return (
    refusal?.message ??
    `${what}, issued by "${leaf.issuer}", was refused (${reason}); give the sender one that the CA of --client-ca signed for TLS clients.`
  );
}

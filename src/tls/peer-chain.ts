/**
 * What a peer showed in the handshake, followed to where it ends.
 *
 * @module
 */
import type { TLSSocket } from 'node:tls';

import { type CertificateFacts, factsOf } from './certificate-facts';
import { type Chain, followChain } from './chain';

/** A peer may send as many as fit into a handshake. */
const MOST_CERTIFICATES = 32;

/** `undefined` when the peer's own certificate cannot be read. */
export function peerChain(
  sent: readonly Buffer[],
  given: readonly CertificateFacts[],
): Chain | undefined {
  const [leaf, ...others] = sent.map((der) => factsOf(der));
  if (leaf === undefined) return undefined;
  return followChain([leaf, ...others.filter((one) => one !== undefined)], given);
}

/**
 * What the peer sent, in DER, its own certificate first; `issuerCertificate` is only the next one. To be called once
 * for a socket, and before anything else that reads certificates: up to Node 24 the first call takes the chain away.
 */
export function sentCertificates(socket: TLSSocket): readonly Buffer[] {
  const sent: Buffer[] = [];
  let next = socket.getPeerX509Certificate();
  while (next !== undefined && sent.length < MOST_CERTIFICATES) {
    sent.push(next.raw);
    next = next.issuerCertificate;
  }
  return sent;
}

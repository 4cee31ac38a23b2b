/**
 * Whether a server's certificate is for the host that was called.
 *
 * Node's own check, but for addresses: Node 22.23, 24.17 to 24.19 and 26.3 to 26.5 find no IPv6 address in any
 * certificate (nodejs/node#64144). OpenSSL is asked there.
 *
 * @module
 */
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { checkServerIdentity as nodesCheck, type PeerCertificate } from 'node:tls';

/** For `tls.connect`: the error of a host that the certificate is not for, with Node's code. */
export function checkServerIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  const mismatch = nodesCheck(host, certificate);
  if (mismatch === undefined || isIP(host) === 0) return mismatch;
  return new X509Certificate(certificate.raw).checkIP(host) === undefined ? mismatch : undefined;
}

/** Whether the certificate is for this host. */
export function isForHost(certificate: X509Certificate, host: string): boolean {
  return checkServerIdentity(host, certificate.toLegacyObject()) === undefined;
}

/**
 * The certificates that faults show in the handshake: real ones, issued by the receiver's own CA at the moment when
 * the fault is switched on, with everything right but the one thing.
 *
 * @module
 */
import { InvalidOptionError } from '../../errors';
import { realNow } from '../../real-time';
import { createAuthority, issueCertificate, type Authority } from '../../tls/authority';
import { describeCertificate } from '../../tls/describe-certificate';
import type { ServerCertificate } from '../server-certificate';
import type { HandshakeFault } from './fault';

/** Faults that the sender meets in the certificate. */
export type CertificateFault = Exclude<
  HandshakeFault['kind'],
  'handshake-hang' | 'handshake-reset'
>;

/** PEM: what a server sends, and its key. */
export type ShownCertificate = Pick<ServerCertificate, 'cert' | 'key'>;

const NEED_THE_KEY: readonly string[] = [
  ...['expired', 'not-yet-valid', 'wrong-host', 'missing-intermediate'],
];
const DAY = 86_400_000;
/** Kept for examples (RFC 2606): it is nobody's name, so no client can have called it. */
const NOBODY = 'wrong-host.invalid';

/**
 * Refuses a fault whose certificate cannot be issued, since the key of the CA is not at hand.
 *
 * @throws InvalidOptionError
 */
export function checkIssuable(
  kind: HandshakeFault['kind'],
  authority: Authority | undefined,
): void {
  if (authority !== undefined || !NEED_THE_KEY.includes(kind)) return;
  const expected =
    "a fault that needs no key of the receiver's CA (ca.key is not at hand), such as unknown-ca";
  throw new InvalidOptionError('kind', kind, expected);
}

/** Issues the certificate for a fault, with the receiver's own key and names. */
export async function issueFaulty(
  kind: CertificateFault,
  { cert, key }: ShownCertificate,
  known: Authority | undefined,
): Promise<ShownCertificate> {
  const authority = known === undefined || kind === 'unknown-ca' ? await createAuthority() : known;
  const names = kind === 'wrong-host' ? [NOBODY] : describeCertificate(cert).names;
  const subject = { names, key, purpose: 'server' } as const;
  if (kind === 'missing-intermediate') {
    const intermediate = await createAuthority({ issuer: authority });
    const issued = await issueCertificate(intermediate, subject);
    return { cert: issued.cert, key };
  }
  const { chain } = await issueCertificate(authority, { ...subject, ...validity(kind) });
  // With its root, as many servers send it: the sender can tell the CA from a link that is missing.
  return { cert: kind === 'unknown-ca' ? chain + authority.cert : chain, key };
}

function validity(kind: CertificateFault): { notBefore?: Date; notAfter?: Date } {
  const inDays = (days: number): Date => new Date(realNow() + days * DAY);
  if (kind === 'expired') return { notBefore: inDays(-30), notAfter: inDays(-1) };
  if (kind === 'not-yet-valid') return { notBefore: inDays(365), notAfter: inDays(730) };
  return {};
}

/**
 * The certificate that a receiver showed, as plain data for an attempt's record.
 *
 * Invariant: nothing that a hostile certificate holds makes this throw, and its names are bounded.
 *
 * @module
 */
import { describeCertificate } from '../tls/describe-certificate';

/** What an attempt keeps of the receiver's certificate. */
export interface PeerCertificate {
  /** Distinguished name on one line, for example `CN=localhost`. */
  readonly subject: string;
  readonly issuer: string;
  /** DNS names and IP addresses that it is for; at most 50 are kept. */
  readonly names: readonly string[];
  /** ISO 8601, UTC. */
  readonly validFrom: string;
  /** ISO 8601, UTC. */
  readonly validTo: string;
  /** SHA-256, upper-case hex with colons. */
  readonly fingerprint: string;
}

const KEPT_NAMES = 50;

/** Describes a certificate in DER; `null` when it cannot be described: an odd key, dates that are none. */
export function peerCertificate(der: Uint8Array): PeerCertificate | null {
  try {
    const { subject, issuer, names, validFrom, validTo, fingerprint } = describeCertificate(der);
    return {
      subject,
      issuer,
      names: names.slice(0, KEPT_NAMES),
      validFrom: validFrom.toISOString(),
      validTo: validTo.toISOString(),
      fingerprint,
    };
  } catch {
    return null;
  }
}

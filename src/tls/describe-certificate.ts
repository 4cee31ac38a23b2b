/**
 * A certificate as data: who, by whom, for which names, until when.
 *
 * Reads with `node:crypto` alone and judges nothing.
 *
 * @module
 */
import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { CertificateError } from './errors';
import { oneLine, subjectNames } from './subject-names';

/** What a certificate says of itself. */
export interface CertificateDescription {
  /** Distinguished name on one line, for example `CN=localhost`. */
  readonly subject: string;
  readonly issuer: string;
  /**
   * DNS names and IP addresses it is for, in one spelling each; other kinds of names are left out. An address that
   * stands there as a DNS name, which is no use to clients, is `DNS:127.0.0.1`.
   */
  readonly names: readonly string[];
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Whole days from `now` until it ends; negative once it has. */
  readonly daysLeft: number;
  /** SHA-256 of the certificate, upper-case hex with colons, as `openssl x509 -fingerprint -sha256` prints it. */
  readonly fingerprint: string;
  /** For example `EC P-256` or `RSA 2048`. */
  readonly key: string;
  /** May sign other certificates. */
  readonly ca: boolean;
  /** Subject and issuer are the same. */
  readonly selfIssued: boolean;
  /** Hexadecimal. */
  readonly serialNumber: string;
}

const DAY = 86_400_000;

/**
 * Describes a certificate; of several in one PEM text, the first.
 *
 * @throws CertificateError (`WST_CERTIFICATE`) when it is not a certificate.
 */
export function describeCertificate(
  certificate: string | Uint8Array,
  now: Date = new Date(),
): CertificateDescription {
  const x509 = parse(certificate);
  const validTo = new Date(x509.validTo);
  return {
    subject: oneLine(x509.subject),
    issuer: oneLine(x509.issuer),
    names: subjectNames(x509.subjectAltName).inOrder,
    validFrom: new Date(x509.validFrom),
    validTo,
    daysLeft: Math.floor((validTo.getTime() - now.getTime()) / DAY),
    fingerprint: x509.fingerprint256,
    key: keyInWords(x509.publicKey),
    ca: x509.ca,
    selfIssued: x509.subject === x509.issuer,
    serialNumber: x509.serialNumber,
  };
}

function parse(certificate: string | Uint8Array): X509Certificate {
  try {
    return new X509Certificate(certificate);
  } catch (cause) {
    throw new CertificateError('Cannot read the certificate: it is neither valid PEM nor DER.', {
      cause,
    });
  }
}

function keyInWords({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string {
  if (type === 'rsa') return `RSA ${details?.modulusLength ?? 0}`;
  if (type !== 'ec') return type ?? 'unknown';
  const curve = details?.namedCurve ?? 'unknown';
  return `EC ${curve === 'prime256v1' ? 'P-256' : curve}`;
}

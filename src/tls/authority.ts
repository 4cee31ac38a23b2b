/**
 * Certificate authorities and what they issue, in memory: touches no file.
 *
 * Every date can be given, so that a certificate may just as well be expired or not yet valid: faults need those.
 *
 * @module
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

import { InvalidOptionError } from '../errors';
import { realNow } from '../real-time';
import { makeCertificate } from './engine';
import type { CertificateDraft, KeyType } from './engine';
import { normaliseNames } from './names';

/** A certificate authority that can sign. */
export interface Authority {
  /** Its own certificate, PEM. */
  readonly cert: string;
  /** Its private key, PKCS#8 PEM unless it was made elsewhere. */
  readonly key: string;
  /** What a server sends after its own certificate, PEM: empty for a root, else the intermediates up to the root. */
  readonly chain: string;
}

/** Type and validity of a certificate to make. */
interface ValidityOptions {
  /** Type of a new key. @default 'ec' (P-256) */
  readonly keyType?: KeyType;
  /** Bits of a new RSA key. @default 2048 */
  readonly keySize?: 2048 | 3072;
  /** A private key to certify, PEM. @default a new one is made */
  readonly key?: string;
  /** @default an hour ago, for clocks that are behind */
  readonly notBefore?: Date;
  /** @default 3650 days after `notBefore` for an authority, 397 days for what it issues and no longer than its CA */
  readonly notAfter?: Date;
}

/** What kind of authority to make. */
export interface AuthorityOptions extends ValidityOptions {
  /** Common name. @default "Wallstash CA" and eight digits of the key's identifier */
  readonly name?: string;
  /** Makes an intermediate authority that this one signs. @default a root, which signs itself */
  readonly issuer?: Authority;
}

/** What certificate to issue. */
export interface IssueOptions extends ValidityOptions {
  /** DNS names and IP addresses. A server needs at least one; a client may have a common name alone. */
  readonly names: readonly string[];
  readonly purpose: 'server' | 'client';
  /** @default the first of the names */
  readonly commonName?: string;
}

/** A certificate with its private key. */
export interface IssuedCertificate {
  /** The certificate alone, PEM. */
  readonly cert: string;
  /** The certificate and the intermediates after it, PEM: what a server presents. */
  readonly chain: string;
  /** PKCS#8 PEM, unless the key was given. */
  readonly key: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AUTHORITY_LIFETIME = 3650 * DAY;
// Browsers and Apple's platforms refuse a server certificate that is valid for 398 days or more.
const LEAF_LIFETIME = 397 * DAY;
// X.520 allows 64 characters; the rest keeps clear of what a distinguished name must escape.
const COMMON_NAME = /^[\w*:.@-](?:[\w*:.@ -]{0,62}[\w*:.@-])?$/;

/**
 * Makes a root authority, or an intermediate one under `issuer`.
 *
 * @throws InvalidOptionError (`WST_OPTION`) for a name longer than 64 characters or with characters that need an escape.
 */
export async function createAuthority(options: AuthorityOptions = {}): Promise<Authority> {
  const { name, issuer } = options;
  if (name !== undefined) checkCommonName('name', name);
  const made = await makeCertificate({
    ...keyAndValidity(options, AUTHORITY_LIFETIME),
    commonName: name ?? 'Wallstash CA',
    nameByKey: name === undefined,
    organization: 'Wallstash',
    extensions: [
      {
        name: 'basicConstraints',
        cA: true,
        critical: true,
        ...(issuer === undefined ? {} : { pathLenConstraint: 0 }),
      },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
    ...(issuer === undefined ? {} : { signer: issuer }),
  });
  return { ...made, chain: issuer === undefined ? '' : made.cert + issuer.chain };
}

/**
 * Issues a certificate for a TLS server or client.
 *
 * @throws InvalidOptionError (`WST_OPTION`) for a name that no certificate can bear, or a server without a name.
 */
export async function issueCertificate(
  authority: Authority,
  options: IssueOptions,
): Promise<IssuedCertificate> {
  const { purpose } = options;
  const names = normaliseNames(options.names, 'names');
  const [first] = names;
  const commonName = options.commonName ?? (first === undefined ? '' : shortName(first));
  if (purpose === 'server' && first === undefined) {
    throw new InvalidOptionError('names', [], 'at least one name for a server certificate');
  }
  checkCommonName('commonName', commonName);
  const keyAndDates = { ...keyAndValidity(options, LEAF_LIFETIME) };
  if (options.notAfter === undefined)
    keyAndDates.notAfter = earliest(keyAndDates.notAfter, authority);
  const made = await makeCertificate({
    ...keyAndDates,
    commonName,
    extensions: leafExtensions(purpose, names, keyAndDates.keyType),
    signer: authority,
  });
  return { cert: made.cert, chain: made.cert + authority.chain, key: made.key };
}

/** No certificate is of use after its CA, so it ends with the first of those above it. */
function earliest(notAfter: Date, { cert, chain }: Authority): Date {
  const above = (cert + chain).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  const ends = (above ?? []).map((pem) => new Date(new X509Certificate(pem).validTo).getTime());
  return new Date(Math.min(notAfter.getTime(), ...ends));
}

/** Whether this authority's key signed the certificate (PEM), under this authority's name. */
export function hasIssued(authorityCert: string, cert: string): boolean {
  const issuer = new X509Certificate(authorityCert);
  const certificate = new X509Certificate(cert);
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function keyAndValidity(
  options: ValidityOptions,
  lifetime: number,
): Pick<CertificateDraft, 'keyType' | 'keySize' | 'key' | 'notBefore' | 'notAfter'> {
  const { keySize = 2048, key } = options;
  const keyType = key === undefined ? (options.keyType ?? 'ec') : keyTypeOf(key);
  const notBefore = options.notBefore ?? new Date(realNow() - HOUR);
  const notAfter = options.notAfter ?? new Date(notBefore.getTime() + lifetime);
  return { keyType, keySize, notBefore, notAfter, ...(key === undefined ? {} : { key }) };
}

function leafExtensions(
  purpose: 'server' | 'client',
  names: readonly string[],
  keyType: KeyType,
): NonNullable<CertificateDraft['extensions']> {
  const altNames = names.map((name) =>
    isIP(name) === 0 ? { type: 2 as const, value: name } : { type: 7 as const, ip: name },
  );
  return [
    { name: 'basicConstraints', cA: false, critical: true },
    // Only an RSA key can encipher another key (TLS 1.2 without forward secrecy).
    {
      name: 'keyUsage',
      digitalSignature: true,
      keyEncipherment: keyType === 'rsa',
      critical: true,
    },
    { name: 'extKeyUsage', serverAuth: purpose === 'server', clientAuth: purpose === 'client' },
    ...(altNames.length === 0 ? [] : [{ name: 'subjectAltName' as const, altNames }]),
  ];
}

/** Type of a private key (PEM), as far as there are two: what is not RSA is tried as EC. */
function keyTypeOf(key: string): KeyType {
  return createPrivateKey(key).asymmetricKeyType === 'rsa' ? 'rsa' : 'ec';
}

/** A name too long for a common name stands in the certificate all the same: clients read the alternative names. */
function shortName(name: string): string {
  return name.length > 64 ? 'wallstash' : name;
}

function checkCommonName(option: string, value: string): void {
  if (COMMON_NAME.test(value)) return;
  throw new InvalidOptionError(option, value, '1 to 64 letters, digits, spaces and . - _ @ : *');
}

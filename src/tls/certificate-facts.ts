/**
 * What a certificate allows and demands, as far as clients judge it: purposes, limits, identifiers, strength.
 *
 * `node:crypto` tells names and dates; the rest is read from the DER, since runtimes differ in it. Judges nothing.
 *
 * @module
 */
import { X509Certificate } from 'node:crypto';

import { derElements, derObjectIdentifier, TAG } from './der';
import type { DerElement } from './der';
import { commonNameOf, oneLine, subjectNames } from './subject-names';
import type { SubjectNames } from './subject-names';

/** Bits of the key usage extension, in their order (RFC 5280, 4.2.1.3); the last two are not told. */
const KEY_USAGES = [
  ...(['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment'] as const),
  ...(['keyAgreement', 'keyCertSign', 'cRLSign'] as const),
];
export type KeyUsage = (typeof KEY_USAGES)[number];

/** Name constraints: subtrees of DNS names as they stand, and of addresses as address and mask. */
export interface NameSubtrees {
  readonly dns: readonly string[];
  readonly ip: readonly Buffer[];
}

/** See the module. */
export interface CertificateFacts {
  readonly x509: X509Certificate;
  /** Distinguished names on one line. */
  readonly subject: string;
  readonly issuer: string;
  readonly selfIssued: boolean;
  readonly names: SubjectNames;
  readonly commonName: string | undefined;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Basic constraints say that it may sign certificates; `undefined` without that extension. */
  readonly ca: boolean | undefined;
  /** How many further CAs may stand between it and what is issued at the end; `undefined`: any number. */
  readonly pathLength: number | undefined;
  /** `undefined` without that extension: everything is allowed. */
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined;
  /** Object identifiers; `undefined` without that extension. */
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly subjectKeyId: string | undefined;
  readonly authorityKeyId: string | undefined;
  readonly permitted: NameSubtrees | undefined;
  readonly excluded: NameSubtrees | undefined;
  /** Object identifiers of critical extensions that OpenSSL does not know. */
  readonly unknownCritical: readonly string[];
  /** `MD5` or `SHA-1` when its signature rests on one of these; `undefined` for any other. */
  readonly weakDigest: string | undefined;
}

/** Object identifiers of the extensions that are read or known to be handled by OpenSSL. */
const EXTENSION = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;
const HANDLED: ReadonlySet<string> = new Set([
  ...Object.values(EXTENSION),
  // subjectAltName, cRLDistributionPoints, certificatePolicies, policyMappings, policyConstraints, inhibitAnyPolicy
  ...['2.5.29.17', '2.5.29.31', '2.5.29.32', '2.5.29.33', '2.5.29.36', '2.5.29.54'],
  // Netscape's certificate type, proxy certificates, addresses and systems of RFC 3779.
  ...['2.16.840.1.113730.1.1', '1.3.6.1.5.5.7.1.14', '1.3.6.1.5.5.7.1.7', '1.3.6.1.5.5.7.1.8'],
]);

const WEAK_SIGNATURES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.4', 'MD5'],
  ['1.2.840.113549.1.1.5', 'SHA-1'],
  ['1.2.840.10045.4.1', 'SHA-1'],
]);

/** Object identifiers of extended key usage. */
export const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
export const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
export const ANY_PURPOSE = '2.5.29.37.0';

/**
 * Reads a certificate in PEM or DER.
 *
 * @throws Error for what OpenSSL cannot read as a certificate; Error or RangeError for extensions that are no DER.
 */
export function readFacts(certificate: string | Uint8Array): CertificateFacts {
  const x509 = new X509Certificate(certificate);
  const [body, algorithm] = children(derElements(x509.raw)[0]);
  const extensions = readExtensions(body);
  const basic = children(
    derElements(extensions.get(EXTENSION.basicConstraints)?.value ?? EMPTY)[0],
  );
  const constraints = extensions.get(EXTENSION.nameConstraints)?.value;
  return {
    x509,
    subject: oneLine(x509.subject),
    issuer: oneLine(x509.issuer),
    selfIssued: x509.subject === x509.issuer,
    names: subjectNames(x509.subjectAltName),
    commonName: commonNameOf(x509.subject),
    validFrom: new Date(x509.validFrom),
    validTo: new Date(x509.validTo),
    ca: extensions.has(EXTENSION.basicConstraints)
      ? basic.some(({ tag, content }) => tag === TAG.boolean && content[0] !== 0)
      : undefined,
    pathLength: integer(basic.find(({ tag }) => tag === TAG.integer)),
    keyUsage: readKeyUsage(extensions.get(EXTENSION.keyUsage)?.value),
    extendedKeyUsage: readExtendedKeyUsage(extensions.get(EXTENSION.extendedKeyUsage)?.value),
    subjectKeyId: hexOf(derElements(extensions.get(EXTENSION.subjectKeyId)?.value ?? EMPTY)[0]),
    authorityKeyId: hexOf(
      children(derElements(extensions.get(EXTENSION.authorityKeyId)?.value ?? EMPTY)[0]).find(
        ({ tag }) => tag === TAG.context(0),
      ),
    ),
    permitted: readSubtrees(constraints, 0),
    excluded: readSubtrees(constraints, 1),
    unknownCritical: [...extensions]
      .filter(([id, { critical }]) => critical && !HANDLED.has(id))
      .map(([id]) => id),
    weakDigest: WEAK_SIGNATURES.get(objectIdentifier(children(algorithm)[0])),
  };
}

/** Reads it, or `undefined` for one that cannot be read: a stranger's certificate must not make anything throw. */
export function factsOf(certificate: string | Uint8Array): CertificateFacts | undefined {
  try {
    return readFacts(certificate);
  } catch {
    return undefined;
  }
}

const EMPTY = Buffer.alloc(0);

interface Extension {
  readonly critical: boolean;
  readonly value: Buffer;
}

function readExtensions(body: DerElement | undefined): ReadonlyMap<string, Extension> {
  const wrapped = children(body).find(({ tag }) => tag === TAG.contextConstructed(3));
  const extensions = children(wrapped).flatMap(children).map(children);
  return new Map(
    extensions.map((parts) => {
      const value = parts.find(({ tag }) => tag === TAG.octetString)?.content ?? EMPTY;
      const critical = parts.some(({ tag, content }) => tag === TAG.boolean && content[0] !== 0);
      return [objectIdentifier(parts[0]), { critical, value }];
    }),
  );
}

function readKeyUsage(value: Buffer | undefined): ReadonlySet<KeyUsage> | undefined {
  if (value === undefined) return undefined;
  const [, bits = 0] = derElements(value)[0]?.content ?? [];
  return new Set(KEY_USAGES.filter((_usage, bit) => (bits & (0x80 >> bit)) !== 0));
}

function readExtendedKeyUsage(value: Buffer | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : children(derElements(value)[0]).map(objectIdentifier);
}

/** Permitted are [0], excluded [1]; in each the base of a subtree is a general name: DNS [2], address [7]. */
function readSubtrees(value: Buffer | undefined, number: 0 | 1): NameSubtrees | undefined {
  const constraints = value === undefined ? [] : children(derElements(value)[0]);
  const subtrees = constraints.find(({ tag }) => tag === TAG.contextConstructed(number));
  if (subtrees === undefined) return undefined;
  const bases = children(subtrees).flatMap((subtree) => children(subtree).slice(0, 1));
  const ofKind = (kind: number): readonly Buffer[] =>
    bases.filter(({ tag }) => tag === TAG.context(kind)).map(({ content }) => content);
  return { dns: ofKind(2).map((name) => name.toString('latin1').toLowerCase()), ip: ofKind(7) };
}

function children(element: DerElement | undefined): readonly DerElement[] {
  return element === undefined ? [] : derElements(element.content);
}

function objectIdentifier(element: DerElement | undefined): string {
  return element?.tag === TAG.objectIdentifier ? derObjectIdentifier(element.content) : '';
}

function integer(element: DerElement | undefined): number | undefined {
  if (element === undefined || element.content.length === 0) return undefined;
  return element.content.length > 4
    ? Infinity
    : element.content.readIntBE(0, element.content.length);
}

function hexOf(element: DerElement | undefined): string | undefined {
  return element?.content.toString('hex');
}

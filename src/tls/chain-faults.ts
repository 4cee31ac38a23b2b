/**
 * What is wrong with the certificates of a chain, each by itself: dates, purposes, limits, strength.
 *
 * @module
 */
import { isIP } from 'node:net';

import {
  ANY_PURPOSE,
  type CertificateFacts,
  CLIENT_AUTH,
  type NameSubtrees,
  SERVER_AUTH,
} from './certificate-facts';
import type { Chain, Link } from './chain';

export type ChainFaultKind =
  | 'expired'
  | 'not-yet-valid'
  | 'purpose'
  | 'no-ca'
  | 'may-not-sign'
  | 'path-length'
  | 'critical-extension'
  | 'weak-key'
  | 'weak-digest'
  | 'name-not-permitted'
  | 'name-excluded';

/** A fault, and the certificate that has it. */
export interface ChainFault {
  readonly kind: ChainFaultKind;
  readonly link: Link;
  /** Its place: 0 is the peer's own certificate. */
  readonly depth: number;
  /** What is wrong, in words that continue "The certificate …", without a remedy. */
  readonly words: string;
}

/** What the chain is for. */
export interface ChainUse {
  readonly purpose: 'server' | 'client';
  readonly now: Date;
}

type Finding = readonly [kind: ChainFaultKind, words: string];

/** All faults, the peer's own certificate first. */
export function chainFaults(chain: Chain, use: ChainUse): readonly ChainFault[] {
  const [leaf] = chain.links;
  if (leaf === undefined) return [];
  return chain.links.flatMap((link, depth) => {
    const { facts } = link;
    const found = [
      ...dates(facts, use.now),
      ...(depth === 0 ? leafPurpose(facts, use) : caPurpose(facts, depth, use)),
      ...extensions(facts),
      ...strength(facts),
      ...(depth === 0 ? [] : constraints(facts, leaf.facts)),
    ];
    return found.map(([kind, words]) => ({ kind, words, link, depth }));
  });
}

function dates({ validFrom, validTo }: CertificateFacts, now: Date): readonly Finding[] {
  if (validTo < now) return [['expired', `expired on ${instant(validTo)}`]];
  return validFrom > now
    ? [['not-yet-valid', `is not valid yet: it begins on ${instant(validFrom)}`]]
    : [];
}

const PURPOSE_NAMES: ReadonlyMap<string, string> = new Map([
  [SERVER_AUTH, 'serverAuth'],
  [CLIENT_AUTH, 'clientAuth'],
  ['1.3.6.1.5.5.7.3.3', 'codeSigning'],
  ['1.3.6.1.5.5.7.3.4', 'emailProtection'],
  ['1.3.6.1.5.5.7.3.8', 'timeStamping'],
  ['1.3.6.1.5.5.7.3.9', 'OCSPSigning'],
  [ANY_PURPOSE, 'any'],
]);

function leafPurpose(facts: CertificateFacts, { purpose }: ChainUse): readonly Finding[] {
  const { keyUsage } = facts;
  const usable: readonly ('digitalSignature' | 'keyEncipherment' | 'keyAgreement')[] =
    purpose === 'server'
      ? ['digitalSignature', 'keyEncipherment', 'keyAgreement']
      : ['digitalSignature', 'keyAgreement'];
  const found: Finding[] = [...wrongPurpose(facts, purpose)];
  if (keyUsage !== undefined && !usable.some((usage) => keyUsage.has(usage))) {
    const has = keyUsage.size === 0 ? 'nothing' : [...keyUsage].join(', ');
    found.push([
      'purpose',
      `may be used for ${has} alone (key usage), and TLS needs digitalSignature`,
    ]);
  }
  return found;
}

/** OpenSSL lets "any" pass in a CA's certificate and not in the peer's own. */
function wrongPurpose(
  { extendedKeyUsage }: CertificateFacts,
  purpose: ChainUse['purpose'],
): readonly Finding[] {
  const wanted = purpose === 'server' ? SERVER_AUTH : CLIENT_AUTH;
  if (extendedKeyUsage === undefined || extendedKeyUsage.includes(wanted)) return [];
  const has = extendedKeyUsage.map((id) => PURPOSE_NAMES.get(id) ?? id).join(', ');
  const name = PURPOSE_NAMES.get(wanted) ?? wanted;
  return [['purpose', `is for ${has} and not for ${name} (extended key usage)`]];
}

function caPurpose(
  facts: CertificateFacts,
  depth: number,
  { purpose }: ChainUse,
): readonly Finding[] {
  const { ca, keyUsage, pathLength } = facts;
  const found: Finding[] =
    facts.extendedKeyUsage?.includes(ANY_PURPOSE) === true ? [] : [...wrongPurpose(facts, purpose)];
  if (ca === false) found.push(['no-ca', 'is no CA (basic constraints CA:FALSE)']);
  // An old root of version 1, or without extensions, passes as a CA when it signed itself.
  if (ca === undefined && !facts.selfIssued)
    found.push(['no-ca', 'is no CA (it has no basic constraints)']);
  if (keyUsage?.has('keyCertSign') === false) {
    found.push(['may-not-sign', 'may not sign certificates (its key usage lacks keyCertSign)']);
  }
  // Between this CA and the peer's own certificate stand all links below but that one.
  const between = depth - 1;
  if (pathLength !== undefined && between > pathLength) {
    const most =
      pathLength === 0 ? 'no CA' : `at most ${pathLength} CA${pathLength === 1 ? '' : 's'}`;
    found.push([
      'path-length',
      `allows ${most} below it (pathlen:${pathLength}), and there ${between === 1 ? 'is 1' : `are ${between}`}`,
    ]);
  }
  return found;
}

function extensions({ unknownCritical }: CertificateFacts): readonly Finding[] {
  return unknownCritical.map((id): Finding => [
    'critical-extension',
    `has an extension that is critical and that OpenSSL does not know (${id})`,
  ]);
}

/** Below these OpenSSL 3.5 and distributions refuse (security level 2: 112 bits). */
const RSA_BITS = 2048;
const WEAK_CURVES: ReadonlySet<string> = new Set(['prime192v1', 'secp192k1', 'secp160r1']);

function strength({ x509, weakDigest, selfIssued }: CertificateFacts): readonly Finding[] {
  const found: Finding[] = [];
  const key = weakKey(x509);
  if (key !== undefined) found.push(['weak-key', `has a key that is too weak (${key})`]);
  // Nobody checks the signature of a root.
  if (weakDigest !== undefined && !selfIssued) {
    found.push(['weak-digest', `is signed with ${weakDigest}, which is too weak`]);
  }
  return found;
}

/** Such as `RSA 1024`; `undefined` for a key that is strong enough or that cannot be read. */
function weakKey(x509: CertificateFacts['x509']): string | undefined {
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = x509.publicKey;
    const bits = details?.modulusLength ?? Infinity;
    if ((type === 'rsa' || type === 'rsa-pss') && bits < RSA_BITS) return `RSA ${bits}`;
    const curve = details?.namedCurve ?? '';
    return WEAK_CURVES.has(curve) ? `EC ${curve}` : undefined;
  } catch {
    return undefined;
  }
}

function constraints(
  { permitted, excluded }: CertificateFacts,
  leaf: CertificateFacts,
): readonly Finding[] {
  const { dns, addresses } = leaf.names;
  // OpenSSL holds the common name against the constraints of DNS names when there is no such name.
  const common = dns.length === 0 && addresses.length === 0 ? leaf.commonName : undefined;
  const names = [...dns, ...(common === undefined ? [] : [common])];
  const found: Finding[] = [];
  const outside = [
    ...names.filter(
      (name) =>
        permitted !== undefined &&
        permitted.dns.length > 0 &&
        !permitted.dns.some((base) => isBelow(name, base)),
    ),
    ...addresses.filter(
      (one) =>
        permitted !== undefined &&
        permitted.ip.length > 0 &&
        !permitted.ip.some((base) => isInside(one, base)),
    ),
  ];
  if (permitted !== undefined && outside.length > 0) {
    found.push([
      'name-not-permitted',
      `may vouch for ${inWords(permitted)} alone (name constraints), and not for ${outside.join(', ')}`,
    ]);
  }
  const inside = [
    ...names.filter((name) => excluded?.dns.some((base) => isBelow(name, base)) === true),
    ...addresses.filter((one) => excluded?.ip.some((base) => isInside(one, base)) === true),
  ];
  if (inside.length > 0) {
    found.push(['name-excluded', `may not vouch for ${inside.join(', ')} (name constraints)`]);
  }
  return found;
}

function isBelow(name: string, base: string): boolean {
  if (base === '') return true;
  const suffix = base.startsWith('.') ? base : `.${base}`;
  return name.toLowerCase() === base || name.toLowerCase().endsWith(suffix);
}

/** `base` is an address and a mask of the same length. */
function isInside(address: string, base: Buffer): boolean {
  const bytes = addressBytes(address);
  if (base.length !== bytes.length * 2) return false;
  return bytes.every((byte, at) => {
    const mask = base[bytes.length + at] ?? 0;
    return (byte & mask) === ((base[at] ?? 0) & mask);
  });
}

function addressBytes(address: string): readonly number[] {
  const family = isIP(address);
  if (family === 4) return address.split('.').map(Number);
  if (family === 0) return [];
  const [head = '', tail] = address.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const after = groups(tail ?? '');
  const missing = tail === undefined ? 0 : 8 - groups(head).length - after.length;
  return [...groups(head), ...Array<string>(missing).fill('0'), ...after].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

function inWords({ dns, ip }: NameSubtrees): string {
  return [...dns, ...ip.map(networkInWords)].join(', ');
}

function networkInWords(base: Buffer): string {
  if (base.length !== 8 && base.length !== 32) return base.toString('hex');
  const half = base.length / 2;
  const bits = [...base.subarray(half)].reduce(
    (sum, byte) => sum + byte.toString(2).replaceAll('0', '').length,
    0,
  );
  if (half === 4) return `${base.subarray(0, 4).join('.')}/${bits}`;
  const groups = Array.from({ length: 8 }, (_, at) => base.readUInt16BE(at * 2).toString(16));
  return `${new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)}/${bits}`;
}

/** A moment as these sentences write it. */
export function instant(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}

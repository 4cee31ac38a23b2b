/** Certificates with anything wrong that a test asks for: made by the engine itself, since `tls/` makes right ones alone. */
import { generateKeyPairSync, randomBytes, webcrypto } from 'node:crypto';

import * as x509 from '@peculiar/x509';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Bits of key usage in their order. */
const USAGES = [
  ...(['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment'] as const),
  ...(['keyAgreement', 'keyCertSign', 'cRLSign'] as const),
];
type Usage = (typeof USAGES)[number];

/** What the certificate is to hold; whatever is left out is as it should be. */
export interface Recipe {
  readonly cn?: string;
  /** Who signs. @default it signs itself */
  readonly issuer?: Made;
  /** `undefined` as a key: no basic constraints. @default true without names, false with names */
  readonly ca?: boolean | undefined;
  readonly pathLength?: number;
  /** Alternative names as `DNS:…`, `IP:…`, `URI:…`. @default none */
  readonly names?: readonly string[];
  /** `[]`: the extension with no bit set; `undefined` as a key: no extension. @default what fits */
  readonly keyUsage?: readonly Usage[] | undefined;
  /** @default none */
  readonly purposes?: readonly ('serverAuth' | 'clientAuth' | 'codeSigning')[];
  /** Days from now. @default -1 */
  readonly from?: number;
  /** Days from now. @default 30 */
  readonly to?: number;
  /** @default 'ec' */
  readonly keyType?: 'ec' | 'rsa1024' | 'rsa2048' | 'ed25519';
  /** @default 'SHA-256' */
  readonly digest?: 'SHA-256' | 'SHA-1';
  /** Key identifiers. @default true */
  readonly identifiers?: boolean;
  /** Name constraints: `permitted;DNS:…`, `excluded;IP:10.0.0.0/255.0.0.0`. @default none */
  readonly constraints?: readonly string[];
  /** Object identifier of a critical extension that nobody knows. @default none */
  readonly critical?: string;
  /** Keys of one that was made before. @default new ones */
  readonly keys?: Made;
}

/** A certificate with its key, PEM. */
export interface Made {
  readonly cert: string;
  readonly key: string;
  readonly subject: string;
  readonly pair: webcrypto.CryptoKeyPair;
}

const KEYS = {
  ec: { name: 'ECDSA', namedCurve: 'P-256' },
  ed25519: { name: 'Ed25519' },
} as const;

/** Makes one. */
export async function make(recipe: Recipe): Promise<Made> {
  const { cn = 'localhost', issuer, names = [], from = -1, to = 30, digest = 'SHA-256' } = recipe;
  const pair = recipe.keys?.pair ?? (await makeKeys(recipe.keyType ?? 'ec', digest));
  const signer = issuer?.pair ?? pair;
  const subject = cn === '' ? '' : `CN=${cn}`;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: `4${randomBytes(8).toString('hex').slice(1)}`,
    subject,
    issuer: issuer?.subject ?? subject,
    notBefore: new Date(Date.now() + from * DAY),
    notAfter: new Date(Date.now() + to * DAY),
    publicKey: pair.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: { name: signer.privateKey.algorithm.name, hash: digest },
    extensions: await extensionsOf(recipe, names, pair, signer),
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey));
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString('base64')}\n-----END PRIVATE KEY-----\n`;
  return { cert: `${certificate.toString('pem')}\n`, key, subject, pair };
}

async function makeKeys(
  type: NonNullable<Recipe['keyType']>,
  hash: string,
): Promise<webcrypto.CryptoKeyPair> {
  const usages = ['sign', 'verify'] as const;
  if (type === 'ec' || type === 'ed25519') {
    return webcrypto.subtle.generateKey(KEYS[type] as webcrypto.EcKeyGenParams, true, [...usages]);
  }
  // The Web Crypto of some Node lines makes no short ones.
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: type === 'rsa1024' ? 1024 : 2048,
  });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash };
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return {
    privateKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', spki, algorithm, true, ['verify']),
  };
}

async function extensionsOf(
  recipe: Recipe,
  names: readonly string[],
  { publicKey }: webcrypto.CryptoKeyPair,
  signer: webcrypto.CryptoKeyPair,
): Promise<x509.Extension[]> {
  const ca = 'ca' in recipe ? recipe.ca : names.length === 0;
  const usual: Recipe['keyUsage'] = ca === true ? ['keyCertSign', 'cRLSign'] : ['digitalSignature'];
  const usage = 'keyUsage' in recipe ? recipe.keyUsage : usual;
  const { purposes, identifiers = true, constraints, critical } = recipe;
  return [
    ...(ca === undefined ? [] : [new x509.BasicConstraintsExtension(ca, recipe.pathLength, true)]),
    ...(usage === undefined ? [] : [new x509.Extension('2.5.29.15', true, bitsOf(usage))]),
    ...(purposes === undefined
      ? []
      : [new x509.ExtendedKeyUsageExtension(purposes.map((one) => x509.ExtendedKeyUsage[one]))]),
    ...(names.length === 0
      ? []
      : [new x509.Extension('2.5.29.17', false, sequence(names.map(generalName)))]),
    ...(identifiers ? [await x509.SubjectKeyIdentifierExtension.create(publicKey)] : []),
    ...(identifiers ? [await x509.AuthorityKeyIdentifierExtension.create(signer.publicKey)] : []),
    ...(constraints === undefined ? [] : [nameConstraints(constraints)]),
    ...(critical === undefined ? [] : [new x509.Extension(critical, true, Buffer.from([5, 0]))]),
  ];
}

/** A bit string of one byte; none of the bits used is beyond it. */
function bitsOf(usages: readonly Usage[]): Buffer {
  const bits = usages.map((usage) => 0x80 >> USAGES.indexOf(usage)).reduce((a, b) => a | b, 0);
  return Buffer.from([3, 2, 0, bits]);
}

function nameConstraints(constraints: readonly string[]): x509.Extension {
  const subtrees = (which: string): Buffer[] =>
    constraints
      .filter((one) => one.startsWith(`${which};`))
      .map((one) => sequence([generalName(one.slice(which.length + 1))]));
  const parts = ['permitted', 'excluded'].map((which, number) => {
    const content = Buffer.concat(subtrees(which));
    return content.length === 0 ? content : element(0xa0 + number, content);
  });
  return new x509.Extension('2.5.29.30', true, sequence(parts));
}

function generalName(text: string): Buffer {
  const value = text.slice(text.indexOf(':') + 1);
  if (text.startsWith('DNS:')) return element(0x82, Buffer.from(value, 'utf8'));
  if (text.startsWith('URI:')) return element(0x86, Buffer.from(value, 'utf8'));
  return element(0x87, Buffer.concat(value.split('/').map(addressBytes)));
}

function addressBytes(address: string): Buffer {
  if (address.includes('.')) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail = ''] = address.split('::');
  const before = head.split(':').filter((group) => group !== '');
  const after = tail.split(':').filter((group) => group !== '');
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  const bytes = Buffer.alloc(16);
  [...before, ...zeros, ...after].forEach((group, at) =>
    bytes.writeUInt16BE(Number.parseInt(group, 16), at * 2),
  );
  return bytes;
}

function sequence(parts: readonly Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

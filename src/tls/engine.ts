/**
 * Makes keys and certificates. The only module that knows `selfsigned` and its engine.
 *
 * `selfsigned` reaches as far as the key pair, the subject, the validity and the four usual extensions. It cannot
 * write the Subject and Authority Key Identifiers that `openssl verify -x509_strict` and Python's
 * `VERIFY_X509_STRICT` demand, its serial numbers have 9 bytes, and it signs only with a key of the leaf's own type.
 * There its own engine, `@peculiar/x509`, takes over: it issues the certificate that `selfsigned` drew up once more,
 * with the identifiers, a serial number of 16 random bytes, and the authority's signature.
 *
 * Signatures are SHA-256 (the default of `selfsigned` is SHA-1), keys are PKCS#8, PEM ends in a newline. Both
 * packages are loaded at first use: a start with existing certificates need not wait for them.
 *
 * @module
 */
import { createPrivateKey, createPublicKey, randomBytes, webcrypto } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createRequire } from 'node:module';

import type * as Engine from '@peculiar/x509';
import type * as Selfsigned from 'selfsigned';

import { CertificateError } from './errors';

/** Type of a key: EC P-256 or RSA. */
export type KeyType = 'ec' | 'rsa';

/** What the certificate is to hold. */
export interface CertificateDraft {
  /** At most 64 characters of those that need no escape in a distinguished name. */
  readonly commonName: string;
  /** Append the key's identifier to the common name, so that two authorities never share a name. */
  readonly nameByKey?: boolean;
  readonly organization?: string;
  readonly keyType: KeyType;
  /** Bits of a new RSA key. */
  readonly keySize: number;
  /** A key to certify, PEM; without it a new one is made. */
  readonly key?: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: NonNullable<Parameters<typeof Selfsigned.generate>[1]>['extensions'];
  /** Who signs, PEM; without it the certificate signs itself. */
  readonly signer?: { readonly cert: string; readonly key: string };
}

const CURVES: ReadonlyMap<string | undefined, 'P-256' | 'P-384' | 'P-521'> = new Map([
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
]);

/**
 * Makes one certificate, with a new key unless one is given.
 *
 * @throws CertificateError (`WST_CERTIFICATE`) for a key that is neither EC (P-256, P-384, P-521) nor RSA.
 */
export async function makeCertificate(
  draft: CertificateDraft,
): Promise<{ readonly cert: string; readonly key: string }> {
  const basic = await drawUp(draft);
  const engine = loadEngine();
  const drawn = new engine.X509Certificate(basic.cert);
  const signer = draft.signer === undefined ? drawn : new engine.X509Certificate(draft.signer.cert);
  const subjectKeyId = await engine.SubjectKeyIdentifierExtension.create(drawn.publicKey);
  const name = `CN=${draft.commonName} ${subjectKeyId.keyId.slice(0, 8)}, O=${draft.organization ?? ''}`;
  const subject = draft.nameByKey === true ? new engine.Name(name) : drawn.subjectName;
  const certificate = await engine.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject,
    issuer: signer === drawn ? subject : signer.subjectName,
    notBefore: drawn.notBefore,
    notAfter: drawn.notAfter,
    publicKey: drawn.publicKey,
    signingKey: await importSigningKey(draft.signer?.key ?? basic.private),
    extensions: [...drawn.extensions, subjectKeyId, await authorityKeyId(engine, signer)],
  });
  return { cert: `${certificate.toString('pem')}\n`, key: draft.key ?? basic.private };
}

async function drawUp(draft: CertificateDraft): ReturnType<typeof Selfsigned.generate> {
  const { commonName, organization, extensions, key } = draft;
  const attributes = [{ name: 'commonName', value: commonName }];
  if (organization !== undefined) {
    attributes.push({ name: 'organizationName', value: organization });
  }
  const options = {
    algorithm: 'sha256',
    notBeforeDate: wholeSeconds(draft.notBefore),
    notAfterDate: wholeSeconds(draft.notAfter),
    ...(extensions === undefined ? {} : { extensions }),
  };
  const { generate } = loadSelfsigned();
  if (key === undefined) {
    return generate(attributes, { ...options, keyType: draft.keyType, keySize: draft.keySize });
  }
  const keyObject = createPrivateKey(key);
  const curve = curveOf(keyObject);
  return generate(attributes, {
    ...options,
    keyType: curve === undefined ? 'rsa' : 'ec',
    ...(curve === undefined ? {} : { curve }),
    keyPair: {
      privateKey: key,
      publicKey: createPublicKey(keyObject).export({ type: 'spki', format: 'pem' }).toString(),
    },
  });
}

/** The curve of an EC key; `undefined` for an RSA key. */
function curveOf(key: KeyObject): 'P-256' | 'P-384' | 'P-521' | undefined {
  if (key.asymmetricKeyType === 'rsa') return undefined;
  const curve = CURVES.get(key.asymmetricKeyDetails?.namedCurve);
  if (key.asymmetricKeyType === 'ec' && curve !== undefined) return curve;
  const found = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? 'unknown';
  throw new CertificateError(
    `Cannot make a certificate with a key of type ${found}: use EC P-256, P-384 or P-521, or RSA.`,
  );
}

async function importSigningKey(pem: string): Promise<webcrypto.CryptoKey> {
  const key = createPrivateKey(pem);
  const namedCurve = curveOf(key);
  const algorithm =
    namedCurve === undefined
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : { name: 'ECDSA', namedCurve };
  const der = key.export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
}

/** The signer's own identifier where it bears one: a CA made elsewhere may have computed it in another way. */
async function authorityKeyId(
  engine: typeof Engine,
  signer: Engine.X509Certificate,
): Promise<Engine.AuthorityKeyIdentifierExtension> {
  const borne = signer.getExtension(engine.SubjectKeyIdentifierExtension);
  return borne === null
    ? engine.AuthorityKeyIdentifierExtension.create(signer.publicKey)
    : new engine.AuthorityKeyIdentifierExtension(borne.keyId);
}

/** 16 random bytes, positive and without a leading zero byte (RFC 5280, 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x3f) | 0x40, 0);
  return bytes.toString('hex');
}

function wholeSeconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

// `require` and not `import()`: users' Jest cannot run a dynamic import without a flag.
const load = createRequire(__filename);

/** Loads both now, for those who know that they will issue and would rather wait at import than at the first use. */
export function loadEngines(): void {
  loadSelfsigned();
  loadEngine();
}

function loadSelfsigned(): typeof Selfsigned {
  return load('selfsigned') as typeof Selfsigned;
}

function loadEngine(): typeof Engine {
  return load('@peculiar/x509') as typeof Engine;
}

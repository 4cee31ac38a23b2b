/**
 * A certificate and its private key as two files that belong together.
 *
 * Two files cannot be replaced in one step, so the order of the steps keeps them a pair: a certificate leaves before
 * its key changes, and comes after its key. Whatever moment a process is killed at, the disk holds a matching pair
 * or a key that waits for its certificate.
 *
 * @module
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { parseCaFile } from './ca-file';
import { CertificateError } from './errors';
import {
  CERTIFICATE_MODE,
  createFile,
  isOpenToOthers,
  KEY_MODE,
  readIfThere,
  removeFile,
  replaceFile,
} from './files';

/** Where a pair is kept. */
export interface PairFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** What is there of a pair, PEM. */
export interface PairContent {
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

/** Reads a pair as it was at one moment, even while another process replaces it. */
export async function readPair({ certFile, keyFile }: PairFiles): Promise<PairContent> {
  let cert = await readIfThere(certFile);
  for (;;) {
    const key = await readIfThere(keyFile);
    const again = await readIfThere(certFile);
    if (again === cert) return { cert, key };
    cert = again;
  }
}

/**
 * Puts a pair in the place of what was there before; `false` when another process was faster, and nothing of its
 * work was replaced.
 */
export async function placePair(
  { certFile, keyFile }: PairFiles,
  before: PairContent,
  pair: { readonly cert: string; readonly key: string },
): Promise<boolean> {
  if (pair.key === before.key && before.cert !== undefined) {
    await replaceFile(certFile, pair.cert, CERTIFICATE_MODE);
    return true;
  }
  if (pair.key !== before.key) {
    if (before.cert !== undefined) await removeFile(certFile);
    if (before.key !== undefined) await replaceFile(keyFile, pair.key, KEY_MODE);
    else if (!(await createFile(keyFile, pair.key, KEY_MODE))) return false;
  }
  return createFile(certFile, pair.cert, CERTIFICATE_MODE);
}

/**
 * Checks that what is there can be read and belongs together.
 *
 * @throws CertificateError (`WST_CERTIFICATE`) that names the files.
 */
export function checkPair({ certFile, keyFile }: PairFiles, { cert, key }: PairContent): void {
  const [certificate, ...others] = cert === undefined ? [] : parseCaFile(cert, certFile);
  const privateKey = key === undefined ? undefined : readKey(key, keyFile);
  if (certificate === undefined || privateKey === undefined) return;
  if (belongsTo(privateKey, certificate)) return;
  if (others.some((other) => belongsTo(privateKey, other))) {
    throw new CertificateError(
      `Cannot use ${certFile}: the certificate of ${keyFile} stands behind another one. Put it first, then the intermediates in the order in which each signed the one before.`,
    );
  }
  throw new CertificateError(
    `Cannot use ${certFile} with ${keyFile}: the key does not belong to the certificate. Put the right key there, or move both files away to have new ones made.`,
  );
}

function belongsTo(key: KeyObject, certificate: string): boolean {
  return new X509Certificate(certificate).checkPrivateKey(key);
}

/** Warns of a private key that others than its owner may read. */
export async function openKeyWarnings(keyFile: string): Promise<readonly string[]> {
  if (!(await isOpenToOthers(keyFile))) return [];
  return [`Others can read the private key ${keyFile}; run: chmod 600 ${keyFile}`];
}

function readKey(pem: string, path: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    // PKCS#8 says it in its label, the older forms in a header.
    const why = pem.includes('ENCRYPTED')
      ? 'it is encrypted. Decrypt it: openssl pkey -in FILE -out NEW'
      : 'it is not a PEM private key. Put the right file there, or move it and its certificate away to have new ones made';
    throw new CertificateError(`Cannot use ${path} as a private key: ${why}.`, { cause });
  }
}

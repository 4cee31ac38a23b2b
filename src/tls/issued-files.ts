/**
 * Puts an issued certificate and its key into a directory, as `NAME.crt` and `NAME.key`.
 *
 * Never overwrites without being told to, and a CA not even then. What somebody else issued is kept beside the new files.
 *
 * @module
 */
import { join } from 'node:path';

import { parseCaFile } from './ca-file';
import { describeCertificate } from './describe-certificate';
import type { IssuedCertificate } from './authority';
import { CertificateError } from './errors';
import { ensureDirectory } from './files';
import { isOwnIssuer } from './own-certificates';
import { placePair, readPair } from './pair';
import type { PairFiles } from './pair';
import { keepReplaced } from './replaced-files';

/** Where to put a pair. */
export interface IssuedFileOptions {
  /** Made, for this user alone, when it is not there. */
  readonly directory: string;
  /** What the files are called after: `*` becomes "wildcard", other unusual characters a dash. */
  readonly name: string;
  /** Overwrite a pair that is there. @default false */
  readonly force?: boolean;
}

/**
 * Writes the certificate with its chain, and the key for its owner alone; `kept` are copies of what was replaced.
 *
 * @throws CertificateError (`WST_CERTIFICATE`) when a file is there already; CertificateFileError (`WST_FILE`).
 */
export async function saveIssued(
  { chain, key }: IssuedCertificate,
  { directory, name, force = false }: IssuedFileOptions,
): Promise<PairFiles & { readonly kept: readonly string[] }> {
  const base = join(directory, name.replace('*', 'wildcard').replaceAll(/[^\w.@-]/g, '-'));
  const files = { certFile: `${base}.crt`, keyFile: `${base}.key` };
  await ensureDirectory(directory);
  const before = await readPair(files);
  if (before.cert !== undefined && isAuthority(before.cert, files.certFile)) {
    throw new CertificateError(
      `Cannot write ${files.certFile}: a CA's certificate is there, and a CA is never overwritten. Choose another name or directory.`,
    );
  }
  const taken = before.cert !== undefined || before.key !== undefined;
  const foreign = force && before.cert !== undefined && !isOwnIssuer(before.cert);
  const kept = foreign ? await keepReplaced(files, before, { key }) : [];
  if ((taken && !force) || !(await placePair(files, before, { cert: chain, key }))) {
    throw new CertificateError(
      `Cannot write ${files.certFile} and ${files.keyFile}: they are there already. Pass --force to replace them, or choose another directory.`,
    );
  }
  return { ...files, kept };
}

function isAuthority(cert: string, path: string): boolean {
  return parseCaFile(cert, path).some((pem, index) => index === 0 && describeCertificate(pem).ca);
}

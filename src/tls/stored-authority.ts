/**
 * The CA on disk, `ca.crt` and `ca.key`: made once, never overwritten.
 *
 * A CA made elsewhere may stand there as well. Without its key it can still vouch for certificates that exist, so
 * a missing key is an error only where something must be signed.
 *
 * @module
 */
import { join } from 'node:path';

import { createAuthority } from './authority';
import type { Authority } from './authority';
import { parseCaFile } from './ca-file';
import { describeCertificate } from './describe-certificate';
import type { KeyType } from './engine';
import { CertificateError } from './errors';
import { CERTIFICATE_MODE, createFile, ensureDirectory, KEY_MODE } from './files';
import { authorityWarnings } from './issued-check';
import { isOwnIssuer } from './own-certificates';
import { checkPair, openKeyWarnings, readPair } from './pair';
import type { PairContent, PairFiles } from './pair';
import type { RenewalReason } from './renewal';

/** Where the CA is. */
export interface AuthorityStoreOptions {
  /** Made, for this user alone, when it is not there. */
  readonly directory: string;
  /** Type of new keys; a CA that is there stays as it is. @default 'ec' */
  readonly keyType?: KeyType;
  /** @default the current time */
  readonly now?: Date;
}

/** A certificate that was made or made anew. */
export interface CertificateChange {
  readonly file: 'ca' | 'server';
  readonly path: string;
  readonly reason: 'missing' | RenewalReason;
}

/** The CA on disk. */
export interface StoredAuthority {
  /** The certificates of `ca.crt`, PEM. */
  readonly ca: string;
  readonly caFile: string;
  /** Absent when `ca.key` is not there: then nothing can be issued. */
  readonly authority?: Authority;
  readonly created: readonly CertificateChange[];
  /** Sentences for the user, such as a private key that others can read. */
  readonly warnings: readonly string[];
}

// Another process may place a file between this one's reading and writing; it settles within a few rounds.
const ROUNDS = 20;
const HOUR = 3_600_000;
const SOON = 30;

/**
 * Reads the CA, or makes one when there is none, unless a certificate in `server` has one that is not here.
 *
 * @throws CertificateError (`WST_CERTIFICATE`) for a CA that cannot be used; CertificateFileError (`WST_FILE`).
 */
export async function openAuthority(
  options: AuthorityStoreOptions,
  server?: PairFiles,
): Promise<StoredAuthority> {
  const { directory, now = new Date() } = options;
  const files = { certFile: join(directory, 'ca.crt'), keyFile: join(directory, 'ca.key') };
  await ensureDirectory(directory);
  let made = false;
  return settle(directory, async () => {
    const content = await readPair(files);
    checkPair(files, content);
    if (content.cert === undefined) {
      if (server !== undefined) await checkNoForeign(server, files.certFile);
      made = await makeAuthority(files, content, options);
      return undefined;
    }
    const { certFile: caFile, keyFile } = files;
    const { cert, chain, ca } = checkAuthority(content, caFile, now);
    const authority =
      content.key === undefined ? {} : { authority: { cert, key: content.key, chain } };
    const created: CertificateChange[] = made
      ? [{ file: 'ca', path: caFile, reason: 'missing' }]
      : [];
    const open = content.key === undefined ? [] : await openKeyWarnings(keyFile);
    const warnings = [
      ...expiryWarnings(cert, caFile, now),
      ...authorityWarnings(ca, caFile),
      ...open,
    ];
    return { ca, caFile, ...authority, created, warnings };
  });
}

/** Tries until an attempt returns something: `undefined` means that files were written and must be read again. */
export async function settle<T>(
  directory: string,
  attempt: () => Promise<T | undefined>,
): Promise<T> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  throw new CertificateError(
    `Cannot settle the certificates in ${directory}: another process keeps changing them. Stop it, or give each its own directory.`,
  );
}

/** With a CA of our own the certificate that somebody put there would be replaced, and their clients would refuse ours. */
async function checkNoForeign(server: PairFiles, caFile: string): Promise<void> {
  const { cert } = await readPair(server);
  if (cert === undefined) return;
  checkPair(server, await readPair(server));
  if (isOwnIssuer(cert)) return;
  const { issuer, selfIssued } = describeCertificate(cert);
  const remedy = selfIssued
    ? `It signed itself: copy it to ${caFile} as well`
    : `Put the certificate of "${issuer}" in ${caFile}`;
  throw new CertificateError(
    `Cannot use ${server.certFile} without the CA that vouches for it: ${caFile} is not there. ${remedy}, or move ${server.certFile} and ${server.keyFile} away to have a CA and new ones made. Nothing was changed.`,
  );
}

/** Whether this process made the certificate; another one may have been faster. */
async function makeAuthority(
  { certFile, keyFile }: PairFiles,
  { key }: PairContent,
  { keyType, now = new Date() }: AuthorityStoreOptions,
): Promise<boolean> {
  const made = await createAuthority({
    ...(keyType === undefined ? {} : { keyType }),
    ...(key === undefined ? {} : { key }),
    notBefore: new Date(now.getTime() - HOUR),
  });
  if (key === undefined && !(await createFile(keyFile, made.key, KEY_MODE))) return false;
  return createFile(certFile, made.cert, CERTIFICATE_MODE);
}

/** The first certificate of the file, the intermediates that a server must send (none below a root), and all, PEM. */
function checkAuthority(
  { cert: text = '', key }: PairContent,
  caFile: string,
  now: Date,
): { readonly cert: string; readonly chain: string; readonly ca: string } {
  const certificates = parseCaFile(text, caFile);
  const [first = ''] = certificates;
  const { ca: maySign, selfIssued, validFrom, validTo } = describeCertificate(first, now);
  // A self-signed certificate that is no CA can still vouch for itself.
  if (!maySign && !(selfIssued && key === undefined)) {
    throw new CertificateError(
      `Cannot use ${caFile} as a CA: its certificate may not sign others. Put the CA's certificate there, or move ca.crt and ca.key away to have a new CA made.`,
    );
  }
  if (validTo <= now) {
    throw new CertificateError(
      `Cannot use the CA in ${caFile}: it expired on ${validTo.toISOString()}. Move ca.crt and ca.key away, start again, and give the new ca.crt to every client that trusted the old one (in Wallarm Console: the integration's CA certificate).`,
    );
  }
  if (validFrom > now) {
    throw new CertificateError(
      `Cannot use the CA in ${caFile}: it is not valid before ${validFrom.toISOString()}. Check this machine's clock.`,
    );
  }
  const chain = certificates.filter((pem) => !describeCertificate(pem, now).selfIssued).join('');
  return { cert: first, chain, ca: certificates.join('') };
}

function expiryWarnings(cert: string, caFile: string, now: Date): readonly string[] {
  const { daysLeft } = describeCertificate(cert, now);
  if (daysLeft >= SOON) return [];
  return [
    `The CA in ${caFile} expires in ${daysLeft} days; before that, move ca.crt and ca.key away, start again and give the new ca.crt to every client`,
  ];
}

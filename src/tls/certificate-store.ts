/**
 * The certificates on disk: `ca.crt`, `ca.key`, `server.crt` and `server.key` in one directory.
 *
 * Invariants:
 * - A CA is made once and never overwritten. A private key stays too, unless another key type is asked for: renewing
 *   makes a new certificate for the key that is there.
 * - However many processes start at once, and whatever moment one is killed at, no mismatched pair is left: the
 *   first to place a file wins, and each one reads again what the winner wrote (see `pair.ts`).
 * - Nothing that cannot be read or does not belong together is overwritten.
 *
 * @module
 */
import { join } from 'node:path';

import { issueCertificate } from './authority';
import type { Authority, IssuedCertificate } from './authority';
import { CertificateError } from './errors';
import { normaliseName, normaliseNames } from './names';
import { checkPair, openKeyWarnings, placePair, readPair } from './pair';
import type { PairContent, PairFiles } from './pair';
import { keptNames, renewalReason } from './renewal';
import { openAuthority, settle } from './stored-authority';
import type { AuthorityStoreOptions, CertificateChange, StoredAuthority } from './stored-authority';

/** Where the certificates are and what the server's must be. */
export interface CertificateStoreOptions extends AuthorityStoreOptions {
  /** Names the server certificate must bear besides `localhost`, `127.0.0.1` and `::1`. @default none */
  readonly hostNames?: readonly string[];
  /** The machine's own name; left out without a word when no certificate can bear it. @default none */
  readonly machineName?: string;
}

/** What a TLS server needs, and what its clients must trust. */
export interface StoredCertificates extends StoredAuthority {
  /** Content of `server.crt`, PEM: the server's certificate and the intermediates after it. */
  readonly cert: string;
  /** Content of `server.key`, PEM. Never print it. */
  readonly key: string;
  readonly certFile: string;
  readonly keyFile: string;
}

/** What a step of the store works on. */
interface Context {
  readonly files: PairFiles;
  readonly stored: StoredAuthority;
  readonly names: readonly string[];
  readonly options: CertificateStoreOptions;
  readonly now: Date;
}

const HOUR = 3_600_000;

/**
 * Reads the server's certificate and its CA; makes what is missing and renews what will not do any longer: a server
 * certificate that expires within 7 days, lacks a wanted name, was signed by another CA, or has another key type
 * than the one asked for.
 *
 * @throws InvalidOptionError (`WST_OPTION`) for a host name that no certificate can bear; CertificateError
 *   (`WST_CERTIFICATE`) for files that do not belong together or cannot be used; CertificateFileError (`WST_FILE`).
 */
export async function openCertificates(
  options: CertificateStoreOptions,
): Promise<StoredCertificates> {
  const { directory, now = new Date() } = options;
  const names = wantedNames(options);
  const stored = await openAuthority(options);
  const files = { certFile: join(directory, 'server.crt'), keyFile: join(directory, 'server.key') };
  const context: Context = { files, stored, names, options, now };
  const created = [...stored.created];
  return settle(directory, async () => {
    const content = await readPair(files);
    const reason = reasonToIssue(content, context);
    if (reason !== undefined) {
      const issued = await issue(content, reason, context);
      const pair = { cert: issued.chain, key: issued.key };
      if (await placePair(files, content, pair)) {
        created.push({ file: 'server', path: files.certFile, reason });
      }
      return undefined;
    }
    const { cert = '', key = '' } = content;
    const warnings = [...stored.warnings, ...(await openKeyWarnings(files.keyFile))];
    return { ...stored, ...files, cert, key, created, warnings };
  });
}

function wantedNames({ hostNames = [], machineName }: CertificateStoreOptions): readonly string[] {
  const own = machineName === undefined ? undefined : normaliseName(machineName);
  const names = ['localhost', '127.0.0.1', '::1', ...(own === undefined ? [] : [own])];
  return [...new Set([...names, ...normaliseNames(hostNames, '--host-name')])];
}

function reasonToIssue(
  content: PairContent,
  { files, stored, names, options, now }: Context,
): CertificateChange['reason'] | undefined {
  checkPair(files, content);
  if (content.cert === undefined || content.key === undefined) return 'missing';
  return renewalReason(content.cert, { ca: stored.ca, names, keyType: options.keyType, now });
}

async function issue(
  { cert, key }: PairContent,
  reason: CertificateChange['reason'],
  { stored, files, names, options, now }: Context,
): Promise<IssuedCertificate> {
  const { keyType } = options;
  return issueCertificate(signer(stored, files.certFile, reason), {
    names: keptNames(cert, names),
    purpose: 'server',
    commonName: 'localhost',
    notBefore: new Date(now.getTime() - HOUR),
    ...(key === undefined || reason === 'key-type' ? {} : { key }),
    ...(keyType === undefined ? {} : { keyType }),
  });
}

function signer(
  { authority, caFile }: StoredAuthority,
  certFile: string,
  reason: CertificateChange['reason'],
): Authority {
  if (authority !== undefined) return authority;
  throw new CertificateError(
    `Cannot issue ${certFile} (${reason}): ${caFile} is there but its key, ca.key beside it, is not. Put the key there, or put a certificate that this CA signed in server.crt with its key in server.key, or move ca.crt away to have a new CA made.`,
  );
}

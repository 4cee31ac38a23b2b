/**
 * The certificates on disk: `ca.crt`, `ca.key`, `server.crt` and `server.key` in one directory.
 *
 * Invariants:
 * - A certificate that somebody else issued is used as it is wherever nothing must be signed, and what is replaced
 *   without being Wallstash's own is kept beside it.
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
import type { Chain } from './chain';
import { describeCertificate } from './describe-certificate';
import { CertificateError } from './errors';
import { normaliseName, normaliseNames } from './names';
import { checkPair, openKeyWarnings, placePair, readPair } from './pair';
import type { PairContent, PairFiles } from './pair';
import { keptNames, renewalReason } from './renewal';
import { chainOf, isVouchedFor, nameWarnings, unusableBecause } from './issued-check';
import { isOwnIssuer } from './own-certificates';
import { keepReplaced } from './replaced-files';
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
/** Days left below which a certificate that is not made anew by itself is warned of. */
const SOON = 30;

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
  const files = { certFile: join(directory, 'server.crt'), keyFile: join(directory, 'server.key') };
  const stored = await openAuthority(options, files);
  const context: Context = { files, stored, names, options, now };
  const created = [...stored.created];
  const kept: string[] = [];
  return settle(directory, async () => {
    const content = await readPair(files);
    const reason = reasonToIssue(content, context);
    if (reason !== undefined) {
      const issued = await issue(content, reason, context);
      const pair = { cert: issued.chain, key: issued.key };
      kept.push(...(await keepForeign(content, pair, files)));
      if (await placePair(files, content, pair)) {
        created.push({ file: 'server', path: files.certFile, reason });
      }
      return undefined;
    }
    const { cert = '', key = '' } = content;
    const warnings = [
      ...stored.warnings,
      ...nameWarnings(normaliseNames(options.hostNames ?? [], '--host-name')),
      ...foreignWarnings(cert, context),
      ...kept.map((path) => `What was in the place of a new file is kept as ${path}`),
      ...(await openKeyWarnings(files.keyFile)),
    ];
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
  const { ca, authority } = stored;
  const vouchedFor = isVouchedFor(chainIn(content.cert, files, stored));
  const demands = { ca, vouchedFor, names, keyType: options.keyType, now };
  const reason = renewalReason(content.cert, demands);
  return authority === undefined && willDo(content.cert, reason, options) ? undefined : reason;
}

/** Without the CA's key nothing can be made anew: what can be used at all is used as it is, with a warning. */
function willDo(
  cert: string,
  reason: CertificateChange['reason'] | undefined,
  { hostNames = [] }: CertificateStoreOptions,
): boolean {
  if (reason === 'expires-soon' || reason === 'key-type' || reason === 'outlives-authority') {
    return true;
  }
  if (reason !== 'name-missing') return false;
  // A name that was asked for is an order to Wallstash's own certificate, not to one that came from elsewhere.
  const { names } = describeCertificate(cert);
  const ordered = normaliseNames(hostNames, '--host-name');
  return !isOwnIssuer(cert) || ordered.every((name) => names.includes(name));
}

/** What is there was not issued by Wallstash: it is kept when it is replaced. */
async function keepForeign(
  content: PairContent,
  pair: { readonly cert: string; readonly key: string },
  files: PairFiles,
): Promise<readonly string[]> {
  if (content.cert === undefined || isOwnIssuer(content.cert)) return [];
  return keepReplaced(files, content, pair);
}

/** What clients will hold against a certificate that was issued elsewhere. */
function foreignWarnings(cert: string, { files, stored, names, now }: Context): readonly string[] {
  const held = describeCertificate(cert, now);
  const missing = names.filter((name) => !held.names.includes(name));
  const why = unusableBecause(chainIn(cert, files, stored), now);
  return [
    ...(missing.length === 0
      ? []
      : [
          `The certificate in ${files.certFile} is for ${held.names.join(', ') || 'no name'}: clients that call this server by ${missing.join(', ')} will refuse it`,
        ]),
    ...(stored.authority === undefined && held.daysLeft < SOON
      ? [
          `The certificate in ${files.certFile} expires in ${held.daysLeft} days; put a new one there before`,
        ]
      : []),
    ...(why === undefined ? [] : [`Clients refuse the certificate in ${files.certFile}: ${why}`]),
  ];
}

function chainIn(cert: string, { certFile }: PairFiles, { ca, caFile }: StoredAuthority): Chain {
  return chainOf(cert, ca, { cert: certFile, ca: caFile });
}

async function issue(
  content: PairContent,
  reason: CertificateChange['reason'],
  { stored, files, names, options, now }: Context,
): Promise<IssuedCertificate> {
  const { keyType } = options;
  const { cert, key } = content;
  const issued = await issueCertificate(signer(stored, files.certFile, { content, reason }), {
    names: keptNames(cert, names),
    purpose: 'server',
    commonName: 'localhost',
    notBefore: new Date(now.getTime() - HOUR),
    ...(key === undefined || reason === 'key-type' ? {} : { key }),
    ...(keyType === undefined ? {} : { keyType }),
  });
  const why = unusableBecause(chainIn(issued.chain, files, stored), now);
  if (why === undefined) return issued;
  throw new CertificateError(
    `Cannot issue ${files.certFile} below the CA in ${stored.caFile}: clients would refuse it, because ${why}. Use another CA, or put a certificate that this one may vouch for in server.crt, with its key in server.key, and take ca.key away.`,
  );
}

function signer({ authority, caFile }: StoredAuthority, certFile: string, need: Need): Authority {
  if (authority !== undefined) return authority;
  const { why, remedy } = wordsFor(need);
  throw new CertificateError(
    `Cannot issue ${certFile} (${why}): ${caFile} is there but its key, ca.key beside it, is not. ${remedy}, or put ca.key there, or move ca.crt away to have a new CA made.`,
  );
}

/** What made a new certificate necessary. */
interface Need {
  readonly content: PairContent;
  readonly reason: CertificateChange['reason'];
}

/** Why the one that is there does not do, and which would. */
function wordsFor({ content: { cert, key }, reason }: Need): {
  readonly why: string;
  readonly remedy: string;
} {
  const remedy = 'Put a certificate that this CA signed in server.crt with its key in server.key';
  if (cert !== undefined && key === undefined) {
    return { why: 'server.key is missing', remedy: 'Put the key of server.crt in server.key' };
  }
  if (cert === undefined && key !== undefined) {
    return {
      why: 'server.crt is missing',
      remedy: 'Put the certificate of server.key, signed by this CA, in server.crt',
    };
  }
  if (cert === undefined) return { why: 'server.crt and server.key are missing', remedy };
  if (reason !== 'other-authority') return { why: WHY[reason] ?? reason, remedy };
  const { issuer } = describeCertificate(cert);
  return {
    why: `the one there is signed by "${issuer}", which ca.crt does not lead to`,
    remedy: `If "${issuer}" is an intermediate below this CA, put its certificate behind the first in server.crt; else put one that this CA signed there with its key in server.key`,
  };
}

const WHY: Partial<Record<CertificateChange['reason'], string>> = {
  expired: 'the one there has expired',
  'not-yet-valid': 'the one there is not valid yet',
  'name-missing': 'the one there lacks a name that was asked for',
};

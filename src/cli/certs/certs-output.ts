/**
 * What `wallstash certs` prints, for people and as JSON. Pure; never sees a key.
 *
 * @module
 */
import type { StoredCertificates } from '../../tls/certificate-store';
import { describeCertificate } from '../../tls/describe-certificate';
import type { CertificateChange } from '../../tls/stored-authority';
import { shellWord } from '../terminal';

/** A certificate that `certs server` or `certs client` issued. */
export interface IssuedReport {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  /** PEM. */
  readonly cert: string;
}

type StoreReport = Pick<
  StoredCertificates,
  'ca' | 'cert' | 'caFile' | 'certFile' | 'keyFile' | 'created' | 'warnings'
>;

const REASONS: Readonly<Record<CertificateChange['reason'], string>> = {
  missing: 'made now',
  expired: 'renewed: it had expired',
  'expires-soon': 'renewed: it would expire within 7 days',
  'not-yet-valid': 'renewed: it was not valid yet',
  'outlives-authority': 'renewed: it would have outlived its CA',
  'name-missing': 'renewed: a name was missing',
  'other-authority': 'renewed: another CA had signed it',
  'key-type': 'renewed: another key type was asked for',
};

/** The CA and the server certificate. */
export function renderStore(report: StoreReport, json: boolean): string {
  const { ca, cert, caFile, certFile, keyFile, created, warnings } = report;
  if (json) {
    const server = { certFile, keyFile, ...asData(cert) };
    return asJson({ ca: { file: caFile, ...asData(ca) }, server, created, warnings });
  }
  return [
    `CA           ${caFile}${news(created, 'ca')}`,
    ...details(ca),
    '',
    `Server       ${certFile}${news(created, 'server')}`,
    `  key        ${keyFile}`,
    ...details(cert),
    '',
    `Clients must trust the CA: curl --cacert ${shellWord(caFile)}; in Wallarm Console upload it as the CA certificate.`,
    '',
  ].join('\n');
}

/** One issued certificate. */
export function renderIssued(report: IssuedReport, json: boolean): string {
  const { caFile, certFile, keyFile, cert } = report;
  if (json) return asJson({ caFile, certFile, keyFile, ...asData(cert) });
  const bundle = certFile.replace(/\.crt$/, '.p12');
  return [
    `Certificate  ${certFile}`,
    `  key        ${keyFile}`,
    ...details(cert),
    `  signed by  ${caFile}`,
    '',
    'As PKCS#12, for Java and browsers:',
    `  openssl pkcs12 -export -in ${shellWord(certFile)} -inkey ${shellWord(keyFile)} -certfile ${shellWord(caFile)} -out ${shellWord(bundle)}`,
    '',
  ].join('\n');
}

function news(created: readonly CertificateChange[], file: CertificateChange['file']): string {
  // The last tells why the file is as it is now.
  const change = created.findLast((one) => one.file === file);
  return change === undefined ? '' : ` (${REASONS[change.reason]})`;
}

function details(cert: string): readonly string[] {
  const { subject, names, validTo, daysLeft, fingerprint, key } = describeCertificate(cert);
  return [
    `  subject    ${subject}, ${key}`,
    ...(names.length === 0 ? [] : [`  names      ${names.join(', ')}`]),
    `  valid to   ${validTo.toISOString().slice(0, 10)}, ${daysLeft} days left`,
    `  SHA-256    ${fingerprint}`,
  ];
}

function asData(cert: string): object {
  const { subject, issuer, names, validFrom, validTo, daysLeft, fingerprint, key } =
    describeCertificate(cert);
  return { subject, issuer, names, validFrom, validTo, daysLeft, fingerprint, keyType: key };
}

function asJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

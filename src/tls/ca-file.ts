/**
 * Reads what a person gives as CA certificates, and names what it is when it is something else.
 *
 * Node takes nearly anything as `ca` without an error and then trusts nothing, so each certificate is parsed here
 * and handed on alone.
 *
 * @module
 */
import { X509Certificate } from 'node:crypto';

import { InvalidCertificateFileError } from './errors';
import type { CertificateFileContent } from './errors';

const BLOCK = /-----BEGIN ([^-\r\n]+)-----([\s\S]*?)-----END \1-----/g;

/** Old OpenSSL wrote the second, and it still reads it. */
const CERTIFICATE_LABELS: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE']);

/**
 * The certificates of a PEM text, each as PEM of its own that ends in a newline.
 *
 * @param origin - where the text came from, for the message: a path, or words
 * @throws InvalidCertificateFileError (`WST_CERTIFICATE`) for a text without a certificate, with a broken one, or
 *   with a private key beside it.
 */
export function parseCaFile(content: string | Uint8Array, origin: string): readonly string[] {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
  const blocks = [...text.matchAll(BLOCK)];
  const labels = [...text.matchAll(/-----BEGIN ([^-\r\n]+)-----/g)].map(([, label = '']) => label);
  if (labels.some((label) => label.endsWith('PRIVATE KEY'))) {
    throw new InvalidCertificateFileError(
      origin,
      'private key',
      labels.some((label) => CERTIFICATE_LABELS.has(label))
        ? 'it holds a private key beside the certificate. Give a file with the certificate alone; never pass a private key on.'
        : 'it is a private key. Give the certificate that belongs to the CA; never pass a private key on.',
    );
  }
  const bodies = blocks
    .filter(([, label = '']) => CERTIFICATE_LABELS.has(label))
    .map(([, , body = '']) => body);
  const certificates = labels.filter((label) => CERTIFICATE_LABELS.has(label));
  if (certificates.length === 0) throw somethingElse(text, labels, origin);
  if (bodies.length < certificates.length) {
    throw broken(origin, bodies.length + 1);
  }
  return bodies.map((body, index) => certificatePem(body, index + 1, origin));
}

function certificatePem(body: string, position: number, origin: string): string {
  try {
    return new X509Certificate(Buffer.from(body, 'base64')).toString();
  } catch (cause) {
    throw broken(origin, position, { cause });
  }
}

function broken(
  origin: string,
  position: number,
  options?: ErrorOptions,
): InvalidCertificateFileError {
  return new InvalidCertificateFileError(
    origin,
    'broken certificate',
    `certificate ${position} in it is cut short or damaged. Copy the file again, from BEGIN to END.`,
    options,
  );
}

function somethingElse(
  text: string,
  labels: readonly string[],
  origin: string,
): InvalidCertificateFileError {
  const [found, explanation] = recognise(text, labels);
  return new InvalidCertificateFileError(origin, found, explanation);
}

function recognise(
  text: string,
  [label]: readonly string[],
): readonly [CertificateFileContent, string] {
  if (label?.endsWith('CERTIFICATE REQUEST') === true) {
    return [
      'certificate request',
      'it is a certificate request. Give the certificate that the CA issued for it.',
    ];
  }
  if (label === 'PUBLIC KEY' || label === 'RSA PUBLIC KEY') {
    return ['public key', 'it is a public key. Give the certificate.'];
  }
  if (label === 'PKCS7' || label === 'CMS') {
    return ['PKCS#7', 'it is PKCS#7. Convert it: openssl pkcs7 -in FILE -print_certs -out ca.pem.'];
  }
  if (label === 'TRUSTED CERTIFICATE') {
    return [
      'other',
      "it is a certificate with OpenSSL's own notes on trust. Take them off: openssl x509 -in FILE -out ca.pem.",
    ];
  }
  if (label !== undefined) return ['other', `it holds ${label}, not CERTIFICATE.`];
  if (text.trim() === '') return ['nothing', 'it is empty.'];
  if (/[\0\ufffd]/.test(text)) {
    return isUtf16(text)
      ? [
          'other',
          'it is text in UTF-16, as ">" in Windows PowerShell writes it. Write it anew: Get-Content FILE | Set-Content -Encoding ascii ca.pem.',
        ]
      : [
          'binary',
          'it is binary, likely DER or PKCS#12. Convert DER: openssl x509 -inform DER -in FILE -out ca.pem; PKCS#12: openssl pkcs12 -in FILE -nokeys -out ca.pem.',
        ];
  }
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(text)) {
    return [
      'HTML',
      'it is a web page, likely an error page saved by a download. Download it again.',
    ];
  }
  return ['other', 'it holds no "-----BEGIN CERTIFICATE-----".'];
}

/** Whether text that was read as UTF-8 was none: every other byte is zero. */
function isUtf16(text: string): boolean {
  return text.replaceAll('\0', '').includes('-----BEGIN ');
}

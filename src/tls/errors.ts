/**
 * What `tls/` throws: a certificate or key that cannot be used, and a file that cannot be read or written.
 *
 * Never holds a key: a message names files, never their content.
 *
 * @module
 */
import { whyRefused } from '../disk/why-refused';
import { WallstashError } from '../errors';

/** A certificate, a key or a pair of them cannot be used. Nothing was overwritten. */
export class CertificateError extends WallstashError {
  override readonly name: string = 'CertificateError';

  constructor(message: string, options?: ErrorOptions) {
    super('WST_CERTIFICATE', message, options);
  }
}

/** What a text turned out to hold where certificates were expected. */
export type CertificateFileContent =
  | 'nothing'
  | 'private key'
  | 'public key'
  | 'certificate request'
  | 'PKCS#7'
  | 'binary'
  | 'HTML'
  | 'broken certificate'
  | 'other';

/** A file that should hold PEM certificates holds something else. */
export class InvalidCertificateFileError extends CertificateError {
  override readonly name = 'InvalidCertificateFileError';
  /** Where the text came from: a path, or words such as "the CA certificate". */
  readonly origin: string;
  readonly found: CertificateFileContent;

  constructor(
    origin: string,
    found: CertificateFileContent,
    explanation: string,
    options?: ErrorOptions,
  ) {
    super(`Cannot use ${origin} as a PEM certificate: ${explanation}`, options);
    this.origin = origin;
    this.found = found;
  }
}

/** A file of the certificate store cannot be read or written. */
export class CertificateFileError extends WallstashError {
  override readonly name = 'CertificateFileError';
  readonly path: string;
  /** The system's reason, for example `EACCES`. */
  readonly reason: string;

  constructor(action: 'read' | 'write', path: string, cause: NodeJS.ErrnoException) {
    const reason = cause.code ?? 'unknown';
    const why =
      whyRefused(reason, 'another directory for the certificates') ?? `the system says ${reason}`;
    super('WST_FILE', `Cannot ${action} ${path}: ${why}.`, { cause });
    this.path = path;
    this.reason = reason;
  }
}

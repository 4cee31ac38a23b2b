/**
 * What `tls/` throws: a certificate or key that cannot be used, and a file that cannot be read or written.
 *
 * Never holds a key: a message names files, never their content.
 *
 * @module
 */
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
    super('WST_FILE', `Cannot ${action} ${path}: ${words(reason)}.`, { cause });
    this.path = path;
    this.reason = reason;
  }
}

function words(reason: string): string {
  switch (reason) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied. Give this user access to it, or use another directory for the certificates';
    case 'EROFS':
      return 'the file system is read-only. Use a writable directory for the certificates';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'no space is left. Free some, then start again';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a file stands where a directory is needed. Move it away, or use another directory for the certificates';
    case 'EISDIR':
      return 'a directory stands where the file is needed. Move it away';
    case 'ENOENT':
      return 'there is no such file or directory, and none was made. Check the path';
    default:
      return `the system says ${reason}`;
  }
}

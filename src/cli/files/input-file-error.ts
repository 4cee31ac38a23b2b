/**
 * A file argument that leads to nothing readable.
 *
 * @module
 */
import { WallstashError } from '../../errors';

/** Why the system does not give a file, in words and with what to do; `given` is what named it. */
export function reasonFor(code: string, given = 'the name'): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return `there is no such file; check ${given}`;
  if (code === 'EACCES' || code === 'EPERM')
    return `permission denied (${code}); give this user access to it`;
  if (code === 'EISDIR') return 'it is a directory; name the file in it';
  if (code === 'EMFILE' || code === 'ENFILE')
    return `too many files are open (${code}); raise the limit (ulimit -n)`;
  return `the system says ${code}`;
}

/** A file argument that leads to nothing readable. */
export class InputFileError extends WallstashError {
  override readonly name = 'InputFileError';
  readonly path: string;

  constructor(path: string, message: string, options?: ErrorOptions) {
    super('WST_FILE', message, options);
    this.path = path;
  }
}

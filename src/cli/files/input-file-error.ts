/**
 * A file argument that leads to nothing readable.
 *
 * @module
 */
import { WallstashError } from '../../errors';

/** A file argument that leads to nothing readable. */
export class InputFileError extends WallstashError {
  override readonly name = 'InputFileError';
  readonly path: string;

  constructor(path: string, message: string, options?: ErrorOptions) {
    super('WST_FILE', message, options);
    this.path = path;
  }
}

/**
 * Why nothing at all was imported.
 *
 * @module
 */
import { WallstashError } from '../../errors';

/** What was given is no export as NDJSON, or there is nothing in it. */
export class ImportError extends WallstashError {
  override readonly name = 'ImportError';

  constructor(why: string) {
    super('WST_IMPORT', `Cannot import this: ${why}`);
  }
}

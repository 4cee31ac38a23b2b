/**
 * The errors of the check.
 *
 * @module
 */
import { WallstashError } from '../errors';

/** What was to be checked takes no delivery at all, so nothing can be said of it. */
export class LogstashUnreachableError extends WallstashError {
  override readonly name = 'LogstashUnreachableError';
  /** Host and port. */
  readonly authority: string;

  constructor(authority: string, sentence: string) {
    super('WST_CHECK_UNREACHABLE', `Cannot check ${authority}: ${sentence}`);
    this.authority = authority;
  }
}

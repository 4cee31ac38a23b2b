/**
 * The errors of the check.
 *
 * @module
 */
import { type ErrorCode, WallstashError } from '../errors';

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

/** What is sent to and what is read are one, or but a proxy lies in between: nothing would be checked. */
export class SelfCheckError extends WallstashError {
  override readonly name = 'SelfCheckError';
  /** Host and port. */
  readonly authority: string;

  constructor(authority: string) {
    super(
      'WST_CHECK_SELF',
      `Cannot check ${authority}: what is sent there comes as it is to the receiver at which the check reads what arrives: it is that receiver, or a proxy in front of it, so nothing is checked. Send through what posts to it: give the address of your Logstash, or of the collector in its place, as --through.`,
    );
    this.authority = authority;
  }
}

/** What can go wrong with a console API from which arrivals are read. */
type ArrivalsErrorCode = Extract<
  ErrorCode,
  'WST_ARRIVALS_UNREACHABLE' | 'WST_ARRIVALS_REFUSED' | 'WST_ARRIVALS_FOREIGN' | 'WST_ARRIVALS_LOST'
>;

/** What arrives behind Logstash cannot be read from a console API, so nothing can be said of the way there. */
export class ArrivalsError extends WallstashError {
  override readonly name = 'ArrivalsError';
  override readonly code: ArrivalsErrorCode;
  /** Where the console API is. */
  readonly url: string;

  constructor(code: ArrivalsErrorCode, url: string, sentence: string, options?: ErrorOptions) {
    super(code, `Cannot read what arrives at ${url}: ${sentence}`, options);
    this.code = code;
    this.url = url;
  }
}

/**
 * Errors of the notification contract: mistakes of a caller. What is wrong with a notification is data, not an error.
 *
 * @module
 */
import { WallstashError } from '../errors';
import { nearestName } from './nearest-name';

/** A notification of this type was asked for, and Wallarm is not known to send it. */
export class UnknownNotificationTypeError extends WallstashError {
  override readonly name = 'UnknownNotificationTypeError';
  readonly type: string;

  constructor(type: string, known: readonly string[]) {
    const nearest = nearestName(type, known);
    const remedy =
      nearest === undefined ? `Use one of ${known.join(', ')}.` : `Did you mean ${nearest}?`;
    super(
      'WST_NOTIFICATION_TYPE',
      `Cannot use ${JSON.stringify(type)} as a notification type: Wallarm is not known to send it. ${remedy}`,
    );
    this.type = type;
  }
}

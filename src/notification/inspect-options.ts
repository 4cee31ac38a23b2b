/**
 * How a body is inspected.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';

/** Options of `inspectBody`. */
export interface InspectOptions {
  /** Field of a Logstash event that holds the notification, if it is not at the event's root. @default 'wallarm' */
  readonly logstashField?: string;
  /** Deepest nesting of arrays and objects that is accepted, from 1 to 1000. @default 64 */
  readonly maxDepth?: number;
  /** Elements or lines that are inspected; a body of more has a violation. @default 20000 */
  readonly maxNotifications?: number;
}
export type ResolvedInspectOptions = Readonly<Required<InspectOptions>>;

/** The one place where these defaults are written. */
export const INSPECT_DEFAULTS: ResolvedInspectOptions = {
  logstashField: 'wallarm',
  maxDepth: 64,
  maxNotifications: 20_000,
};

/** Code that recurses over a value needs stack for this depth; V8's own limit is near 4,000. */
const DEEPEST = 1_000;

/**
 * Fills in the defaults.
 *
 * @throws InvalidOptionError when a limit is no positive integer, or the depth is over 1000.
 */
export function resolveInspectOptions(options: InspectOptions): ResolvedInspectOptions {
  const {
    logstashField = INSPECT_DEFAULTS.logstashField,
    maxDepth = INSPECT_DEFAULTS.maxDepth,
    maxNotifications = INSPECT_DEFAULTS.maxNotifications,
  } = options;
  if (!Number.isInteger(maxDepth) || maxDepth < 1 || maxDepth > DEEPEST) {
    throw new InvalidOptionError('maxDepth', maxDepth, `an integer from 1 to ${DEEPEST}`);
  }
  if (!Number.isSafeInteger(maxNotifications) || maxNotifications < 1) {
    throw new InvalidOptionError('maxNotifications', maxNotifications, 'a positive integer');
  }
  return { logstashField, maxDepth, maxNotifications };
}

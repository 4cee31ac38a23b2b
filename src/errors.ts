/**
 * The base of every error that Wallstash throws on purpose, and the list of their codes.
 *
 * A subclass sits beside the code that throws it and keeps its data in fields. Knows nothing of
 * any other folder, so that every folder may import it.
 *
 * @module
 */

/** Stable across releases; a test checks that docs/errors.md has a section for each. */
export const ERROR_CODES = [
  'WST_OPTION',
  'WST_PORT_IN_USE',
  'WST_LISTEN',
  'WST_FILE',
  'WST_CERTIFICATE',
  'WST_JOURNAL_LOCKED',
  'WST_JOURNAL_WRITE',
  'WST_JOURNAL_CORRUPT',
  'WST_JOURNAL_CLOSED',
  'WST_IMPORT',
  'WST_WAIT_TIMEOUT',
  'WST_NOTIFICATION_TYPE',
  'WST_INTEGRATION',
  'WST_SECRETS_WANTED',
  'WST_OUTBOX_FULL',
  'WST_CONSOLE_LOCKED',
  'WST_CONSOLE_STATE',
  'WST_CONSOLE_WRITE',
  'WST_CONSOLE_CLOSED',
  'WST_CONSOLE_UNREACHABLE',
  'WST_VERIFICATION',
  'WST_VERIFICATION_DROPPED',
  'WST_DELIVERY',
  'WST_EXPECTATION_OPEN',
  'WST_FALSE_TIME',
  'WST_EXPECTATION_TOO_LARGE',
  'WST_CHECK_UNREACHABLE',
  'WST_CHECK_SELF',
  'WST_ARRIVALS_UNREACHABLE',
  'WST_ARRIVALS_REFUSED',
  'WST_ARRIVALS_FOREIGN',
  'WST_ARRIVALS_LOST',
  'WST_HOST',
  'WST_ORIGIN',
  'WST_TOKEN',
  'WST_MEDIA_TYPE',
  'WST_REQUEST',
  'WST_NOT_FOUND',
  'WST_NOT_KEPT',
  'WST_NOT_RUNNING',
  'WST_TOO_MANY',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Base of every error thrown on purpose. Match on `code`: the wording may change. */
export class WallstashError extends Error {
  override readonly name: string = 'WallstashError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** An option or flag has a value that it cannot have; the message says which and what it may be. */
export class InvalidOptionError extends WallstashError {
  override readonly name = 'InvalidOptionError';
  readonly option: string;
  readonly #value: unknown;
  readonly #expected: string;

  constructor(option: string, value: unknown, expected: string) {
    const stop = expected.endsWith('?') ? '' : '.';
    super('WST_OPTION', `Cannot use ${asText(value)} for ${option}: expected ${expected}${stop}`);
    this.option = option;
    this.#value = value;
    this.#expected = expected;
  }

  /** The same, told of what was typed in the option's place: a flag, or a variable. */
  of(option: string): InvalidOptionError {
    return new InvalidOptionError(option, this.#value, this.#expected);
  }
}

/** Longest value that a message quotes, in characters. */
const LONGEST_QUOTE = 200;

function asText(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE - 1)}…`;
}

/** The sentence of an error, whatever it is. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

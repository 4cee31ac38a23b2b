/**
 * The receiver's options, their defaults and their check. The one place where the defaults are written: the CLI's
 * help prints them from here.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import { requireHost } from '../listen-host';
import { CREDENTIAL_HEADERS } from '../notification/secret-names';
import { leastMemory } from './memory-plan';

/** How a receiver listens and answers. */
export interface ReceiverOptions {
  /** Port to listen on; `0` takes a free one. @default 5044 */
  port?: number;
  /** Address to listen on. @default '127.0.0.1' */
  host?: string;
  /** Take notifications on this path only, as it stands before the query; any other is answered 404. @default any path */
  path?: string;
  /** Status of the ordinary answer: the four that Logstash's http input allows. @default 200 */
  responseCode?: ResponseCode;
  /** How a body that breaks its schema is answered; it is journalled either way. `reject`: 422, or 400 when it is no JSON at all; `accept`: as if it were right. @default 'reject' */
  onViolation?: OnViolation;
  /** Largest body in bytes, after decompression; a larger one is answered 413. @default 10485760 */
  maxBody?: number;
  /** Bytes of memory that bodies may take, from their first byte to their answer, inspection included; a body for which there is none is answered 429. At least what one body of `maxBody` needs: 32 MiB and some 16 times its size. @default 268435456, or that least */
  maxMemory?: number;
  /** Basic credentials that every request must bear, as Logstash's `user` and `password`. Both or none. @default none */
  user?: string;
  password?: string;
  /** A header that every request must bear, with its value. @default none */
  requireHeader?: RequiredHeader;
  /** Further headers whose values are kept: any other than the harmless ones (docs/privacy.md) is journalled as `[redacted]`. Never `authorization`, cookies or the required header. @default none */
  keepHeaders?: readonly string[];
  /** Field under which a Logstash event carries the notification. @default 'wallarm' */
  logstashField?: string;
  /** Bodies received and not yet answered; one more is answered 429, as Logstash's `max_pending_requests`. @default 200 */
  maxPendingRequests?: number;
  /** Milliseconds for a request's headers to arrive, and for the TLS handshake; at most `requestTimeout`. @default 15000 */
  headersTimeout?: number;
  /** Milliseconds for a whole request to arrive. @default 30000 */
  requestTimeout?: number;
  /** Milliseconds that an idle connection is kept. @default 60000 */
  idleTimeout?: number;
  /** Milliseconds that answers under way get when the receiver closes. @default 10000 */
  gracePeriod?: number;
}

export const RESPONSE_CODES = [200, 201, 202, 204] as const;
export type ResponseCode = (typeof RESPONSE_CODES)[number];

export const ON_VIOLATION = ['reject', 'accept'] as const;
export type OnViolation = (typeof ON_VIOLATION)[number];

/** A header's name and the value it must have, in ASCII. */
export interface RequiredHeader {
  readonly name: string;
  readonly value: string;
}

type Optional = 'path' | 'user' | 'password' | 'requireHeader';

/** Options after {@link resolveReceiverOptions}: every default filled in, every value checked. */
export type ResolvedReceiverOptions = Readonly<
  Required<Omit<ReceiverOptions, Optional>> & Pick<ReceiverOptions, Optional>
>;

export const RECEIVER_DEFAULTS: ResolvedReceiverOptions = {
  port: 5044,
  host: '127.0.0.1',
  responseCode: 200,
  onViolation: 'reject',
  maxBody: 10 * 1024 * 1024,
  maxMemory: 256 * 1024 * 1024,
  logstashField: 'wallarm',
  keepHeaders: [],
  maxPendingRequests: 200,
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  idleTimeout: 60_000,
  gracePeriod: 10_000,
};

/**
 * Fills in the defaults and checks every value.
 *
 * @throws InvalidOptionError for the first value that cannot be used.
 */
export function resolveReceiverOptions(options: ReceiverOptions = {}): ResolvedReceiverOptions {
  const resolved = { ...RECEIVER_DEFAULTS, ...dropUndefined(options) };
  checkInteger('port', resolved.port, 0, 65_535);
  checkInteger('maxBody', resolved.maxBody, 1, 512 * 1024 * 1024);
  const least = leastMemory(resolved.maxBody);
  const maxMemory = options.maxMemory ?? Math.max(RECEIVER_DEFAULTS.maxMemory, least);
  if (!Number.isInteger(maxMemory) || maxMemory < least || maxMemory > HIGHEST_MEMORY) {
    const from = `an integer from ${least}, which a body of the largest size, ${resolved.maxBody} bytes, needs,`;
    throw new InvalidOptionError('maxMemory', maxMemory, `${from} to ${HIGHEST_MEMORY}`);
  }
  checkInteger('maxPendingRequests', resolved.maxPendingRequests, 1, 100_000);
  for (const name of ['headersTimeout', 'requestTimeout', 'idleTimeout', 'gracePeriod'] as const) {
    checkInteger(name, resolved[name], 1, 24 * 3_600_000);
  }
  checkInteger('headersTimeout', resolved.headersTimeout, 1, resolved.requestTimeout);
  checkOneOf('responseCode', resolved.responseCode, RESPONSE_CODES);
  checkOneOf('onViolation', resolved.onViolation, ON_VIOLATION);
  requireHost('host', resolved.host);
  if (resolved.path !== undefined && !PATH.test(resolved.path)) {
    const expected = 'a path that begins with "/", percent-encoded, without "?" and "#"';
    throw new InvalidOptionError('path', resolved.path, expected);
  }
  if ((resolved.user === undefined) !== (resolved.password === undefined)) {
    const missing = resolved.user === undefined ? 'user' : 'password';
    // Logstash's http input takes only one of them for "no credentials", and stays open without a word.
    throw new InvalidOptionError(missing, undefined, 'user and password together, or neither');
  }
  const requireHeader = resolved.requireHeader && checkedHeader(resolved.requireHeader);
  const keepHeaders = resolved.keepHeaders.map((name) => keptName(name, { requireHeader }));
  return { ...resolved, ...(requireHeader && { requireHeader }), maxMemory, keepHeaders };
}

/** What can stand in a request; nothing else would ever match. */
const PATH = /^\/[!"$->@-~]*$/;
const HEADER_VALUE = /^[!-~](?:[\t -~]*[!-~])?$/;

/** The message does not repeat it, since it holds a secret. */
function checkedHeader({ name, value }: RequiredHeader): RequiredHeader {
  if (!HEADER_NAME.test(name) || !HEADER_VALUE.test(value)) {
    const expected = 'a header written as "Name: value", the value not empty and in ASCII';
    throw new InvalidOptionError('requireHeader', '…', expected);
  }
  return { name: name.toLowerCase(), value };
}

/** One tebibyte: a slip of the pen is more likely beyond it. */
const HIGHEST_MEMORY = 2 ** 40;

function keptName(
  text: string,
  { requireHeader }: { readonly requireHeader: RequiredHeader | undefined },
): string {
  const name = text.trim().toLowerCase();
  if (!HEADER_NAME.test(name)) {
    throw new InvalidOptionError('keepHeaders', text, 'the name of a header, without its value');
  }
  if (CREDENTIAL_HEADERS.includes(name) || name === requireHeader?.name) {
    throw new InvalidOptionError('keepHeaders', text, 'a header that holds no credentials');
  }
  return name;
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * Reads a required header as it is written on the command line: `X-Token: value`.
 *
 * @throws InvalidOptionError when it is not `Name: value`; the message does not repeat it, since it holds a secret.
 */
export function parseRequiredHeader(text: string): RequiredHeader {
  const [name = '', ...value] = text.split(':');
  return checkedHeader({ name, value: value.join(':').trim() });
}

/** Each is 1,024 of the one before. */
const UNITS: readonly string[] = ['b', 'kb', 'mb', 'gb'];

/** Reads a size in bytes as it is written on the command line: `10mb`, `512kb`, `1048576`. */
export function parseSize(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(b|kb|mb|gb)?$/i.exec(text.trim());
  if (match === null) {
    throw new InvalidOptionError(option, text, 'a size such as 512kb, 10mb or a number of bytes');
  }
  const power = UNITS.indexOf((match[2] ?? 'b').toLowerCase());
  return Math.round(Number(match[1]) * 1_024 ** power);
}

/** A size as {@link parseSize} reads it, in the largest unit of which it is a whole number: `10mb`. */
export function writtenSize(bytes: number): string {
  const power = UNITS.findLastIndex((_unit, index) => bytes % 1_024 ** index === 0);
  return `${bytes / 1_024 ** power}${UNITS[power] ?? ''}`;
}

function checkInteger(option: string, value: number, from: number, to: number): void {
  if (!Number.isInteger(value) || value < from || value > to) {
    throw new InvalidOptionError(option, value, `an integer from ${from} to ${to}`);
  }
}

function checkOneOf(option: string, value: unknown, allowed: readonly unknown[]): void {
  if (!allowed.includes(value)) {
    throw new InvalidOptionError(option, value, `one of ${allowed.join(', ')}`);
  }
}

/** An option given as `undefined` counts as not given. */
function dropUndefined(options: ReceiverOptions): Partial<ResolvedReceiverOptions> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/**
 * The flags that say how to deliver, the same for every command that sends: the settings of the Console's card.
 *
 * Only what was given is handed on, so that the sender's own defaults (Wallarm's) hold, and an update changes nothing
 * that it does not name. Header values are secrets: no message holds one.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import type { Command, OptionValues } from '@commander-js/extra-typings';

import { InvalidOptionError } from '../errors';
import { LONGEST_TIMER_MS } from '../real-time';
import type { RequestHeader } from '../sender/request-headers';
import {
  DELIVERY_DEFAULTS,
  type DeliverySettings,
  type ResolvedDeliverySettings,
} from '../sender/settings';
import { parseCaFile } from '../tls/ca-file';
import { option } from './command';
import { reasonFor } from './files/input-file-error';
import { InputFileError } from './input-files';

const METHODS = ['POST', 'PUT'] as const;
const FORMATS = ['array', 'ndjson'] as const;

/** The settings that the flags stand for; those that were not given are absent. */
export type GivenSettings = Omit<DeliverySettings, 'url'>;

/** The flags as commander reads them. */
export interface DeliveryFlags {
  readonly method?: 'POST' | 'PUT' | undefined;
  readonly header?: readonly RequestHeader[] | undefined;
  readonly ca?: string | undefined;
  readonly insecure?: true | undefined;
  readonly requestTimeout?: number | undefined;
  readonly connectionTimeout?: number | undefined;
  readonly format?: 'array' | 'ndjson' | undefined;
  readonly ndjsonType?: string | undefined;
}

/** `--url`. */
export function urlOption() {
  return option('--url <url>', 'where to deliver, for example https://localhost:5044/');
}

/** Adds all flags but `--url` to a command. */
export function addDeliveryFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return addConnectionFlags(command).addOption(formatOption());
}

/** Adds the flags of the connection and the request, without the data format. */
export function addConnectionFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  const { method, requestTimeout, connectionTimeout } = DELIVERY_DEFAULTS;
  return command
    .addOption(option('--method <method>', `request method (default: ${method})`).choices(METHODS))
    .addOption(
      option(
        '--header <header>',
        '"Name: value" to send along; may be repeated. Prefer WALLSTASH_HEADER, one per line, for secrets: arguments show in "ps"',
      ).argParser(collectHeader),
    )
    .addOption(option('--ca <file>', 'PEM file of the CA to trust (default: the public CAs)'))
    .addOption(option('--insecure', 'send to anybody who answers: do not verify the certificate'))
    .addOption(
      option(
        '--request-timeout <seconds>',
        `longest wait for the whole answer (default: ${requestTimeout / 1_000})`,
      ).argParser(secondsOf('--request-timeout')),
    )
    .addOption(
      option(
        '--connection-timeout <seconds>',
        `longest wait for name, TCP and TLS together (default: ${connectionTimeout / 1_000})`,
      ).argParser(secondsOf('--connection-timeout')),
    );
}

/** `--ndjson-type`, of commands that send NDJSON. */
export function ndjsonTypeOption() {
  return option(
    '--ndjson-type <type>',
    `content type of NDJSON bodies; Wallarm's is unpublished (default: ${DELIVERY_DEFAULTS.ndjsonType})`,
  );
}

/** Where it goes to, as it may be shown: a query can hold a secret. */
export function shownUrl({ authority, path }: ResolvedDeliverySettings): string {
  const [pathname = ''] = path.split('?');
  return `https://${authority}${pathname === '/' ? '' : pathname}`;
}

/** `--wait`, of commands that send to what may still be starting. */
export function waitOption() {
  return option(
    '--wait <seconds>',
    'first wait until the URL answers, for so long at most (default: do not wait)',
  ).argParser(secondsOf('--wait'));
}

function formatOption() {
  const description = `how notifications are put into a body (default: ${DELIVERY_DEFAULTS.format})`;
  return option('--format <format>', description).choices(FORMATS);
}

/**
 * The settings that these flags stand for; reads the CA file.
 *
 * @throws InputFileError when the CA file cannot be read
 * @throws InvalidCertificateFileError when it holds something else than PEM certificates
 */
export async function readDeliveryFlags(flags: DeliveryFlags, cwd: string): Promise<GivenSettings> {
  const { method, header, ca, insecure, requestTimeout, connectionTimeout, format, ndjsonType } =
    flags;
  return {
    ...(method !== undefined && { method }),
    ...(header !== undefined && { headers: header }),
    ...(ca !== undefined && { ca: await readCa(ca, { cwd, flag: '--ca' }) }),
    ...(insecure === true && { verifyTls: false }),
    ...(requestTimeout !== undefined && { requestTimeout }),
    ...(connectionTimeout !== undefined && { connectionTimeout }),
    ...(format !== undefined && { format }),
    ...(ndjsonType !== undefined && { ndjsonType }),
  };
}

/** The certificates of a CA file that a flag names. @throws InputFileError, InvalidOptionError */
export async function readCa(
  file: string,
  { cwd, flag }: { readonly cwd: string; readonly flag: string },
): Promise<string> {
  const path = resolve(cwd, file);
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch (cause) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    throw new InputFileError(path, `Cannot read the CA file ${file}: ${reasonFor(code, flag)}.`, {
      cause,
    });
  }
  return parseCaFile(content, `the CA file ${file}`).join('');
}

/** Takes one header, or several on lines of their own as the environment twin holds them. */
function collectHeader(
  text: string,
  before: readonly RequestHeader[] = [],
): readonly RequestHeader[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return [...before, ...lines.map(parseHeader)];
}

function parseHeader(line: string): RequestHeader {
  const colon = line.indexOf(':');
  if (colon < 1) {
    // What stands there may be the secret alone.
    throw new InvalidOptionError('--header', '(not shown)', '"Name: value"');
  }
  return { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
}

/** Seconds on the command line, as in the Console; milliseconds inside. */
export function secondsOf(flag: string): (text: string) => number {
  return (text) => {
    const seconds = Number(text);
    const ms = Math.round(seconds * 1_000);
    if (text.trim() === '' || !(ms >= 1) || ms > LONGEST_TIMER_MS) {
      const most = Math.floor(LONGEST_TIMER_MS / 1_000);
      const expected = `seconds above 0 and up to ${most} (24 days), for example 15`;
      throw new InvalidOptionError(flag, text, expected);
    }
    return ms;
  };
}

/**
 * The settings of a delivery: what the Console's card holds about the way to the receiver, checked once.
 *
 * Invariant: after {@link resolveDeliverySettings} nothing is left to doubt: the URL is HTTPS, each header may go on
 * the wire, the CA parses. Errors name what is wrong and never hold a header's value, a password or a query.
 *
 * @module
 */
import { createSecureContext, type SecureContext } from 'node:tls';

import { InvalidOptionError } from '../errors';
import { LONGEST_TIMER_MS } from '../real-time';
import { parseCaFile } from '../tls/ca-file';
import { type CertificateFacts, factsOf } from '../tls/certificate-facts';
import type { DataFormat } from './body';
import { checkRequestHeaders, type RequestHeader } from './request-headers';

/** Where and how to deliver. Wallarm's names and defaults; facts/wallarm.md section 4. */
export interface DeliverySettings {
  /** HTTPS only, without user and password. */
  readonly url: string;
  /** @default 'POST' */
  readonly method?: 'POST' | 'PUT';
  /** Any number; one of the same name as a default header replaces it. @default [] */
  readonly headers?: readonly RequestHeader[];
  /** PEM, one certificate or several; replaces the public CAs. @default the public CAs */
  readonly ca?: string | undefined;
  /** `false` sends to anybody who answers; each attempt then says so. @default true */
  readonly verifyTls?: boolean;
  /** Milliseconds for DNS, TCP and TLS together. @default 20000 */
  readonly connectionTimeout?: number;
  /** Milliseconds from the connection's being up (if it was kept: from the request's start) to the end of the whole answer. @default 15000 */
  readonly requestTimeout?: number;
  /** @default 'array' */
  readonly format?: DataFormat;
  /** Content type of bodies in the format `ndjson`, unless a header says it; Wallarm's is unpublished. @default 'application/json' */
  readonly ndjsonType?: string;
}

/** Settings that were checked; made by {@link resolveDeliverySettings} only. They hold secrets: never log them. */
export interface ResolvedDeliverySettings {
  /** Host name or address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Host, and port unless it is 443: the `Host` header, and the receiver's name in messages. */
  readonly authority: string;
  /** Path and query. */
  readonly path: string;
  readonly method: 'POST' | 'PUT';
  readonly headers: readonly RequestHeader[];
  /** A CA was given. */
  readonly customCa: boolean;
  /** The CAs given, for explanations: OpenSSL has them in `secureContext`. */
  readonly caCertificates: readonly CertificateFacts[];
  readonly secureContext: SecureContext;
  readonly verifyTls: boolean;
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly format: DataFormat;
  readonly ndjsonType: string;
}

/** The one place where the defaults are written: Wallarm's, from `webhook-advanced-settings.md`. */
export const DELIVERY_DEFAULTS = {
  method: 'POST',
  verifyTls: true,
  connectionTimeout: 20_000,
  requestTimeout: 15_000,
  format: 'array',
  ndjsonType: 'application/json',
} as const;

/**
 * Checks settings and fills in Wallarm's defaults.
 *
 * @throws InvalidOptionError for a value that cannot be used.
 * @throws InvalidCertificateFileError when `ca` holds something else than PEM certificates.
 */
export function resolveDeliverySettings(settings: DeliverySettings): ResolvedDeliverySettings {
  const { ca } = settings;
  const all = { ...DELIVERY_DEFAULTS, ...settings };
  const headers = withContentType(settings.headers ?? [], all);
  const url = parseUrl(settings.url);
  oneOf('method', all.method, ['POST', 'PUT']);
  oneOf('format', all.format, ['array', 'ndjson']);
  checkTimeout('connectionTimeout', all.connectionTimeout);
  checkTimeout('requestTimeout', all.requestTimeout);
  checkRequestHeaders(headers);
  const cas = ca === undefined ? [] : parseCaFile(ca, 'the CA certificate');
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 443 : Number(url.port),
    authority: url.host,
    path: url.pathname + url.search,
    method: all.method,
    headers,
    customCa: ca !== undefined,
    caCertificates: cas.map(factsOf).filter((one) => one !== undefined),
    secureContext: createSecureContext(ca === undefined ? {} : { ca: [...cas] }),
    verifyTls: all.verifyTls,
    connectionTimeout: all.connectionTimeout,
    requestTimeout: all.requestTimeout,
    format: all.format,
    ndjsonType: all.ndjsonType,
  };
}

/** NDJSON's content type as a header, where it is another than that of every request. */
export function withContentType(
  headers: readonly RequestHeader[],
  { format, ndjsonType }: { readonly format: DataFormat; readonly ndjsonType: string },
): readonly RequestHeader[] {
  const isSaid = ndjsonType === DELIVERY_DEFAULTS.ndjsonType || headers.some(isContentType);
  if (format !== 'ndjson' || isSaid) return headers;
  return [...headers, { name: 'Content-Type', value: ndjsonType }];
}

function isContentType({ name }: RequestHeader): boolean {
  return name.toLowerCase() === 'content-type';
}

/** `logstash.example:5044`, which a URL parser takes for a scheme; the path, which may be a secret, is not repeated. */
const WITHOUT_SCHEME = /^([\w.-]+:\d{1,5})(?:[/?#]|$)/;

function parseUrl(text: string): URL {
  // An unreadable URL may hold a secret anywhere: it is not repeated.
  if (!URL.canParse(text)) {
    throw new InvalidOptionError(
      'url',
      '(not shown)',
      'a URL with https:// at its head, such as https://logstash.example:5044/',
    );
  }
  const url = new URL(text);
  const [, bare] = WITHOUT_SCHEME.exec(text) ?? [];
  if (bare !== undefined) {
    throw new InvalidOptionError('url', bare, `an https URL; did you mean https://${bare}?`);
  }
  const shown = `${url.protocol}//${url.host}`;
  if (url.protocol === 'http:') {
    throw new InvalidOptionError(
      'url',
      shown,
      'an https URL: Wallarm sends over HTTPS only, so switch TLS on at the receiver (in Logstash: ssl_enabled => true)',
    );
  }
  if (url.protocol !== 'https:') throw new InvalidOptionError('url', shown, 'an https URL');
  if (url.username !== '' || url.password !== '') {
    throw new InvalidOptionError(
      'url',
      shown,
      'a URL without user and password: give them as an Authorization header',
    );
  }
  return url;
}

function checkTimeout(option: string, ms: number): void {
  if (!Number.isInteger(ms) || ms < 1 || ms > LONGEST_TIMER_MS) {
    throw new InvalidOptionError(option, ms, `whole milliseconds from 1 to ${LONGEST_TIMER_MS}`);
  }
}

function oneOf(option: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new InvalidOptionError(option, value, allowed.join(' or '));
}

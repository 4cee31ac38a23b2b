/**
 * The headers of a request: those that Wallarm is known to send, those of the settings, and the rules for both. Pure.
 *
 * Invariant: what leaves here goes on the wire as it is, in this order and spelling. Values of the settings' headers
 * are secrets: no error made here holds one.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';

/** One header of the settings. A name may stand several times. */
export interface RequestHeader {
  readonly name: string;
  readonly value: string;
}

/** Whether the connection ends with the answer, as Wallarm's did in 2020, or is kept for the next request. */
export type ConnectionUse = 'close' | 'keep-alive';

/**
 * What Wallarm's request to Logstash carried in 2020, beside `Host`, `Connection` and `Content-Length`; nothing newer
 * is published. The content type of NDJSON is unpublished: `application/json` is sent for both formats unless the
 * settings say otherwise (`ndjsonType`), and a `Content-Type` header in the settings replaces it.
 *
 * Source: `logstash-*-user-log.png` of Wallarm's documentation (facts/wallarm.md section 4).
 */
const WALLARM_REQUEST_HEADERS: readonly RequestHeader[] = [
  { name: 'Accept', value: '*/*' },
  { name: 'Accept-Encoding', value: 'gzip, deflate' },
  { name: 'User-Agent', value: 'rest-client/2.0.2 (linux-gnu x86_64) ruby/2.3.3p222' },
  { name: 'Content-Type', value: 'application/json' },
];

/** Names that frame the message or belong to the connection: a setting of theirs would break the request. */
const RESERVED = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** RFC 9110 field content: no CR, LF, NUL or other control character but the tab. */
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Checks the headers of the settings.
 *
 * @throws InvalidOptionError naming the header, never its value.
 */
export function checkRequestHeaders(headers: readonly RequestHeader[]): void {
  for (const { name, value } of headers) {
    if (!TOKEN.test(name)) {
      throw new InvalidOptionError(
        'headers',
        name,
        'a header name of letters, digits and hyphens, without spaces or colon',
      );
    }
    if (RESERVED.has(name.toLowerCase())) {
      throw new InvalidOptionError(
        'headers',
        name,
        'a header other than those that frame the request (Host, Content-Length, Connection and the like), which are set by the sender',
      );
    }
    if (!FIELD_VALUE.test(value)) {
      throw new InvalidOptionError(
        `header ${name}`,
        '(value not shown)',
        'a value on one line, without control characters and within Latin-1',
      );
    }
  }
}

/**
 * All headers of a request but `Content-Length`, whose name stands last: push the value and they are complete. A flat
 * list of names and values, as `https.request` takes it.
 */
export function wireHeaders(
  authority: string,
  headers: readonly RequestHeader[],
  connection: ConnectionUse,
): readonly string[] {
  const replaced = new Set(headers.map(({ name }) => name.toLowerCase()));
  const own = WALLARM_REQUEST_HEADERS.filter(({ name }) => !replaced.has(name.toLowerCase()));
  const all = [
    { name: 'Host', value: authority },
    ...own,
    ...headers,
    { name: 'Connection', value: connection },
  ];
  return [...all.flatMap(({ name, value }) => [name, value]), 'Content-Length'];
}

/**
 * The head of a request over a kept connection, up to the value of `Content-Length`: only that varies. Latin-1.
 */
export function requestHead(method: string, path: string, [...headers]: readonly string[]): string {
  const lines = [`${method} ${path} HTTP/1.1`];
  while (headers.length > 1) lines.push(headers.splice(0, 2).join(': '));
  return `${lines.join('\r\n')}\r\n${headers.join('')}: `;
}

/**
 * A delivery as an entry of an HTTP Archive, HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/). Pure.
 *
 * What the journal does not hold has the value that the format has for unknown: -1 for sizes, 0 for times.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import { STATUS_CODES } from 'node:http';

import type { JournalEntry } from '../entry';
import type { ExportPlace } from './export-place';

/** What stands before the entries, which are parted by commas. */
export const HAR_START =
  '{"log":{"version":"1.2","creator":{"name":"Wallstash","version":"1"},"entries":[';
/** What stands behind them. */
export const HAR_END = '\n]}}\n';

const HTTP = 'HTTP/1.1';
const UNKNOWN = -1;

/** One entry of the archive. */
export function harEntry(entry: JournalEntry, { origin, answeredIn }: ExportPlace): object {
  const { id, receivedAt, method, headers, answer } = entry;
  const wait = answeredIn?.(id) ?? 0;
  const url = urlOf(entry, origin);
  return {
    startedDateTime: new Date(receivedAt).toISOString(),
    time: wait,
    request: {
      ...{ method, url: url.href, httpVersion: HTTP, cookies: [] },
      headers: Object.entries(headers).flatMap(([name, value]) =>
        [value].flat().map((one) => ({ name, value: one })),
      ),
      queryString: [...url.searchParams].map(([name, value]) => ({ name, value })),
      ...(entry.body.length > 0 && { postData: postDataOf(entry) }),
      ...{ headersSize: UNKNOWN, bodySize: entry.bodySize },
    },
    response: {
      ...{ status: answer.status, statusText: STATUS_CODES[answer.status] ?? '' },
      ...{ httpVersion: HTTP, cookies: [], headers: [], redirectURL: '' },
      content: { size: UNKNOWN, mimeType: 'x-unknown' },
      ...{ headersSize: UNKNOWN, bodySize: UNKNOWN },
    },
    cache: {},
    timings: { send: 0, wait, receive: 0 },
    comment: commentOf(entry),
  };
}

/** As it was addressed, if that makes a URL. */
function urlOf({ headers, path }: JournalEntry, origin: string): URL {
  const { host } = headers;
  const named = typeof host === 'string' && /^[\w.:[\]-]+$/.test(host) ? `https://${host}` : origin;
  const absolute = path.startsWith('/') ? path : `/${path}`;
  const url = `${named}${absolute}`;
  return new URL(URL.canParse(url) ? url : origin);
}

function postDataOf({ headers, body }: JournalEntry): object {
  const type = [headers['content-type'] ?? 'application/octet-stream'].flat().join(', ');
  return isUtf8(body)
    ? { mimeType: type, text: body.toString() }
    : { mimeType: type, text: body.toString('base64'), comment: 'base64' };
}

function commentOf(entry: JournalEntry): string {
  const { id, verdict, answer, fault, origin, body, bodySize } = entry;
  return [
    `Delivery ${id}, ${verdict}`,
    ...(answer.reason === undefined ? [] : [answer.reason]),
    ...(fault === undefined ? [] : [`Fault: ${fault}`]),
    ...(origin === undefined ? [] : [`Imported: it came in elsewhere, as ${origin.id}`]),
    ...(bodySize > body.length ? ['Its body was not kept'] : []),
  ].join('. ');
}

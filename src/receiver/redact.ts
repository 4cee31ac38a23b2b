/**
 * Takes secrets out of what a request bears before anything else sees it: journal, API, reports, log, screen.
 *
 * Of headers only the values known to be harmless are kept, for nobody can list the names under which secrets come. Of
 * the path, the values of parameters go whose names say what they are for. Bodies are kept as they came.
 *
 * @module
 */
import type { IncomingHttpHeaders } from 'node:http';

import { maskParameters, REDACTED } from '../notification/secret-names';

/** Headers whose values say how a request was sent and by whom, and open nothing. */
const HARMLESS = new Set([
  ...['host', 'user-agent', 'date', 'via', 'expect', 'range', 'priority', 'from', 'max-forwards'],
  ...['content-type', 'content-length', 'content-encoding', 'content-language', 'digest'],
  ...['accept', 'accept-charset', 'accept-encoding', 'accept-language', 'content-md5'],
  ...['connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'upgrade'],
  ...['cache-control', 'pragma', 'origin', 'referer', 'forwarded', 'x-real-ip'],
  ...['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto'],
  ...['traceparent', 'tracestate', 'x-request-id', 'x-correlation-id', 'x-amzn-trace-id'],
  ...['idempotency-key', 'webhook-id', 'webhook-timestamp'],
]);

/** Remembers the verdict on names, since a sender's headers are the same each time; bounded, as names are the sender's choice. */
const MAX_KNOWN_NAMES = 1_000;

/** What decides on headers besides their names. */
export interface HeaderRedactionOptions {
  /** Secret, whatever else is said of it. */
  readonly requireHeader?: { readonly name: string } | undefined;
  /** Further names, in lower case, whose values are kept. */
  readonly keepHeaders?: readonly string[];
}

/** Makes the function that redacts headers. */
export function createHeaderRedaction({
  requireHeader,
  keepHeaders = [],
}: HeaderRedactionOptions): (
  headers: IncomingHttpHeaders,
) => Record<string, string | readonly string[]> {
  const kept = new Set([...HARMLESS, ...keepHeaders]);
  if (requireHeader !== undefined) kept.delete(requireHeader.name);
  const known = new Map<string, boolean>();

  function isKept(name: string): boolean {
    let verdict = known.get(name);
    if (verdict === undefined) {
      verdict = kept.has(name);
      if (known.size < MAX_KNOWN_NAMES) known.set(name, verdict);
    }
    return verdict;
  }

  return (headers) => {
    const redacted: Record<string, string | readonly string[]> = {};
    for (const name in headers) {
      const value = headers[name] ?? '';
      if (!isKept(name)) redacted[name] = REDACTED;
      else redacted[name] = typeof value === 'string' ? redactPath(value) : value.map(redactPath);
    }
    return redacted;
  };
}

/** Redacts what a path and its query hold of secrets. */
export function redactPath(path: string): string {
  return maskParameters(path, REDACTED);
}

/**
 * What the head of a request says, as far as anybody behind the receiver may know it: secrets are taken out.
 *
 * A sender's requests bear the same head each time, but for the length of the body, and reading one costs more than
 * seeing that it is known. Known heads share what was read, so that whoever keeps it can see that it is the same, too.
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';

import type { EntryDraft } from '../journal/entry';
import { charsetOf } from './charset';
import { createHeaderRedaction, type HeaderRedactionOptions, redactPath } from './redact';
import type { BodyForm } from './unpack';

/** See the module. */
export interface RequestHead {
  readonly method: string;
  /** Without the values of secret parameters. */
  readonly path: string;
  /** Without secret values. */
  readonly headers: EntryDraft['headers'];
  readonly idempotencyKey: string | undefined;
  readonly form: BodyForm;
}

interface KnownHead {
  readonly url: string | undefined;
  readonly rawHeaders: readonly string[];
  readonly head: RequestHead;
}

/** Heads that are known: one for each length of a body. */
const MOST_KNOWN = 1_000;
/** Characters of a head that is kept: those of a sender are fewer, and a stranger's may be many. */
const LONGEST_KNOWN = 2_000;

/** Makes the function that reads heads. */
export function createHeadReader(
  options: HeaderRedactionOptions,
): (request: IncomingMessage) => RequestHead {
  const redactHeaders = createHeaderRedaction(options);
  const known = new Map<string, KnownHead>();

  function read({ method = '', url = '/', headers }: IncomingMessage): RequestHead {
    const key = headers['idempotency-key'];
    return {
      method,
      path: redactPath(url),
      headers: redactHeaders(headers),
      idempotencyKey: typeof key === 'string' ? key : undefined,
      form: {
        encoding: headers['content-encoding'],
        charset: charsetOf(headers['content-type']),
      },
    };
  }

  return (request) => {
    const { url, rawHeaders, headers } = request;
    const length = headers['content-length'] ?? '';
    const before = known.get(length);
    if (before !== undefined && isSame(before, request)) return before.head;
    const head = read(request);
    if (lengthOf(rawHeaders) + (url?.length ?? 0) > LONGEST_KNOWN) return head;
    if (known.size === MOST_KNOWN) known.clear();
    known.set(length, { url, rawHeaders, head });
    return head;
  };
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}

function isSame({ url, rawHeaders, head }: KnownHead, request: IncomingMessage): boolean {
  const { length } = rawHeaders;
  if (head.method !== request.method || url !== request.url) return false;
  if (length !== request.rawHeaders.length) return false;
  for (let index = 0; index < length; index += 1) {
    if (rawHeaders[index] !== request.rawHeaders[index]) return false;
  }
  return true;
}

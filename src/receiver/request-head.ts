/**
 * What the head of a request says, as far as anybody behind the receiver may know it: secrets are taken out.
 *
 * A sender's requests bear the same head each time, but for the length of the body and for their `Idempotency-Key`, and
 * reading one costs more than seeing that it is known. Heads that are the same share what was read, so that whoever keeps
 * it can see that, too.
 *
 * @module
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

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
  /** `undefined` also where it is a secret, or holds one. */
  readonly idempotencyKey: string | undefined;
  readonly form: BodyForm;
}

interface KnownHead {
  readonly url: string | undefined;
  readonly rawHeaders: readonly string[];
  /** Place of the key in these; -1 when there is none, or more than one. */
  readonly keyAt: number;
  readonly head: RequestHead;
}

const KEY = 'idempotency-key';

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
    const kept = redactHeaders(headers);
    return {
      method,
      path: redactPath(url),
      headers: kept,
      idempotencyKey: keyOf(headers, kept),
      form: {
        encoding: headers['content-encoding'],
        charset: charsetOf(headers['content-type']),
      },
    };
  }

  function withKey(head: RequestHead, key: string | undefined): RequestHead {
    const own = { [KEY]: key };
    const kept = redactHeaders(own);
    return { ...head, headers: { ...head.headers, ...kept }, idempotencyKey: keyOf(own, kept) };
  }

  return (request) => {
    const { url, rawHeaders, headers } = request;
    const length = headers['content-length'] ?? '';
    const before = known.get(length);
    if (before !== undefined && isSame(before, request)) {
      const { keyAt, head } = before;
      const key = rawHeaders[keyAt];
      return keyAt === -1 || key === head.idempotencyKey ? head : withKey(head, key);
    }
    const head = read(request);
    if (lengthOf(rawHeaders) + (url?.length ?? 0) > LONGEST_KNOWN) return head;
    if (known.size === MOST_KNOWN) known.clear();
    known.set(length, { url, rawHeaders, keyAt: placeOfKey(rawHeaders), head });
    return head;
  };
}

/** A key that is kept as it came: one that is a secret, or holds one, must not be known anywhere. */
function keyOf(
  { [KEY]: key }: IncomingHttpHeaders,
  kept: RequestHead['headers'],
): string | undefined {
  return typeof key === 'string' && kept[KEY] === key ? key : undefined;
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** But for the key. */
function isSame({ url, rawHeaders, keyAt, head }: KnownHead, request: IncomingMessage): boolean {
  const { length } = rawHeaders;
  if (head.method !== request.method || url !== request.url) return false;
  if (length !== request.rawHeaders.length) return false;
  for (let index = 0; index < length; index += 1) {
    if (rawHeaders[index] !== request.rawHeaders[index] && index !== keyAt) return false;
  }
  return true;
}

function placeOfKey(rawHeaders: readonly string[]): number {
  const isKey = (text: string, index: number): boolean =>
    index % 2 === 0 && text.toLowerCase() === KEY;
  const place = rawHeaders.findIndex(isKey);
  return place !== -1 && place === rawHeaders.findLastIndex(isKey) ? place + 1 : -1;
}

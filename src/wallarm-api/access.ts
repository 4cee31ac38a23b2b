/**
 * Who is let in: bearers of a token in Wallarm's form, under a name of this API. No page of a browser is: it cannot send
 * the header without asking first, nobody answers that question, and a request with an `Origin` is refused.
 *
 * @module
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

import { notAuthenticated, WallarmApiError } from './errors';
import { type ResolvedWallarmApiOptions, TOKEN_FORM } from './options';

const UUID_FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The deprecated pair: the Terraform provider takes secrets of 40 characters or more. */
const SECRET_FORM = /^[!-~]{40,256}$/;

/** @throws WallarmApiError for who is not let in */
export function checkAccess(
  headers: IncomingHttpHeaders,
  options: ResolvedWallarmApiOptions,
): void {
  const { host = '', origin } = headers;
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const isAddress = isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  if (!isAddress && !options.allowedHosts.includes(name)) {
    const why = `${JSON.stringify(name)} is no name of this API: use localhost, or name it when you start`;
    throw new WallarmApiError(403, why);
  }
  if (origin !== undefined || isOfAPage(headers)) {
    throw new WallarmApiError(403, 'Pages in a browser are not let in');
  }
  if (!bearsToken(headers, options.token)) throw notAuthenticated();
}

function isOfAPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'none';
}

function bearsToken(headers: IncomingHttpHeaders, wanted: string | undefined): boolean {
  const token = one(headers['x-wallarmapi-token']);
  if (token !== undefined) {
    return wanted === undefined ? TOKEN_FORM.test(token) : same(token, wanted);
  }
  const [uuid = '', secret = ''] = [
    one(headers['x-wallarmapi-uuid']),
    one(headers['x-wallarmapi-secret']),
  ];
  // Where one token is wanted, no pair stands for it.
  return wanted === undefined && UUID_FORM.test(uuid) && SECRET_FORM.test(secret);
}

function one(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function same(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

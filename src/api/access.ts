/**
 * Who may use the console's API. Its caller is a browser on the same machine, and so is every page that somebody else
 * wrote: the rules keep those out.
 *
 * - The `Host` must be a name of ours: a name that an attacker pointed at this machine (DNS rebinding) is not. IP
 *   addresses are let through, since rebinding needs a name.
 * - An `Origin` must be the console's own. Requests that another page makes without one (an image, a frame) are told by
 *   `Sec-Fetch-Site`, where the browser sends it; they could read nothing, but they could hold streams open. Following
 *   a link to the console is no such request.
 * - A body must be `application/json`: forms and simple requests of other pages cannot send that without asking first.
 *   DELETE has no body; a browser asks before it sends one to another origin, and is told no.
 * - With a token, every caller must bear it, as `Authorization: Bearer …` or as the cookie that `POST /api/session` gives.
 *   Signing out takes the cookie from the browser; a copy of it ends only with the token.
 *
 * Whoever is let in may do what the owner may: test runs, integrations and replays send to any HTTPS address that this
 * machine reaches, those of its own network among them. That is what they are for, so no address is refused.
 *
 * @module
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';

import { ApiError } from './errors';
import type { ResolvedApiOptions } from './options';

/** The cookie that stands for the token. */
export const COOKIE = 'wallstash_console';

/** Wrong tokens that an address may try in a minute. */
const WRONG_TOKENS = 10;

/** The rules about the caller's page: host, origin and media type. */
export function sameSiteOnly({ allowedHosts }: ResolvedApiOptions): RequestHandler {
  return (request, _response, next) => {
    const { host = '', origin } = request.headers;
    const name = host.replace(/:\d+$/, '').toLowerCase();
    const known = isIP(name.replace(/^\[|\]$/g, '')) !== 0 || allowedHosts.includes(name);
    if (!known) {
      const detail = `Cannot serve the host ${JSON.stringify(name)}: it is no name of this console. Use localhost, or name it when you start.`;
      throw new ApiError('WST_HOST', 403, detail);
    }
    if (origin !== undefined && !isOwnOrigin(origin, host)) throw foreign(JSON.stringify(origin));
    if (isOfAnotherPage(request)) throw foreign('another site');
    const type = request.headers['content-type'];
    if (takesBody(request.method) && !isJson(type)) throw notJson(type);
    next();
  };
}

/** How callers prove that they may. */
export interface TokenAccess {
  /** Lets through who bears the token. */
  readonly check: RequestHandler;
  /** Whether this request would be let through. */
  readonly isLetIn: (request: IncomingMessage) => boolean;
  /** The `Set-Cookie` value for a browser whose request was let through. */
  readonly login: string;
  /** The `Set-Cookie` value that ends it. */
  readonly logout: string;
}

/**
 * The rule about the token. Only wrong tokens count against the limit, and the right one always passes: otherwise one
 * stranger could lock out everybody behind the same address.
 */
export function tokenAccess({ token }: ResolvedApiOptions): TokenAccess {
  const secret = token ?? '';
  // Derived, so that the cookie does not give away the token and still holds after a restart.
  const session = createHmac('sha256', secret).update('wallstash console').digest('base64url');
  const limit = rateLimit({
    windowMs: 60_000,
    limit: WRONG_TOKENS,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Its hints about proxies go to the console, and we trust none.
    validate: false,
    handler: () => {
      const detail = `Cannot let you in: more than ${WRONG_TOKENS} wrong tokens came from your address. Wait a minute.`;
      throw new ApiError('WST_TOO_MANY', 429, detail);
    },
  });
  const isLetIn = (request: IncomingMessage): boolean =>
    token === undefined || same(bearerOf(request), secret) || same(cookieOf(request), session);
  return {
    isLetIn,
    check: (request, response, next) => {
      if (isLetIn(request)) {
        next();
        return;
      }
      if (bearerOf(request) === undefined && cookieOf(request) === undefined) {
        throw unauthorized('no token');
      }
      void limit(request, response, (error?: unknown) => {
        next(error ?? unauthorized('a wrong token'));
      });
    },
    login: `${COOKIE}=${session}; Path=/; HttpOnly; SameSite=Strict`,
    logout: `${COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`,
  };
}

function foreign(page: string): ApiError {
  const detail = `Cannot serve a page of ${page}: only the console's own pages may call this.`;
  return new ApiError('WST_ORIGIN', 403, detail);
}

function unauthorized(what: string): ApiError {
  const detail = `Cannot let you in: the request bears ${what}. Give the console's token as "Authorization: Bearer …".`;
  return new ApiError('WST_TOKEN', 401, detail);
}

function notJson(type: string | undefined): ApiError {
  const detail = `Cannot take ${JSON.stringify(type ?? 'nothing')} as content-type: send application/json.`;
  return new ApiError('WST_MEDIA_TYPE', 415, detail);
}

function isOwnOrigin(origin: string, host: string): boolean {
  const match = /^https?:\/\/(.+)$/.exec(origin.toLowerCase());
  return match?.[1] === host.toLowerCase();
}

/** https://www.w3.org/TR/fetch-metadata/ */
function isOfAnotherPage({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return headers['sec-fetch-mode'] !== 'navigate' || headers['sec-fetch-dest'] !== 'document';
}

/** Also of a request without a body: that it is JSON is what other pages cannot say. */
function isJson(type = ''): boolean {
  return type.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}

function takesBody(method: string): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}

function bearerOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
}

function cookieOf({ headers }: IncomingMessage): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

function same(given: string | undefined, wanted: string): boolean {
  return given !== undefined && timingSafeEqual(digest(given), digest(wanted));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

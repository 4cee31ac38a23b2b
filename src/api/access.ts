/**
 * Who may use the console's API. Its caller is a browser on the same machine, and so is every page that somebody else
 * wrote: the rules keep those out.
 *
 * - The `Host` must be a name of ours: a name that an attacker pointed at this machine (DNS rebinding) is not. IP
 *   addresses are let through, since rebinding needs a name.
 * - An `Origin` must be the console's own. Requests that another page makes without one (an image, a frame) are told by
 *   `Sec-Fetch-Site`, where the browser sends it; they could read nothing, but they could hold streams open. Following
 *   a link to the console is no such request.
 * - A body must be `application/json`, or the media type of its own that a path takes (`application/x-ndjson`): forms and
 *   simple requests of other pages cannot send either without asking first.
 *   DELETE has no body; a browser asks before it sends one to another origin, and is told no.
 * - With a token, every caller must bear it, as `Authorization: Bearer …` or as the cookie that `POST /api/session` gives.
 *   It ends after a day, by what is signed in it. Signing out takes it from the browser; a copy lives until then, or until
 *   the token is another one.
 *
 * Whoever is let in may do what the owner may: test runs, integrations and replays send to any HTTPS address that this
 * machine reaches, those of its own network among them. That is what they are for, so no address is refused.
 *
 * @module
 */
import { createHash, createHmac, scryptSync, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';

import { ApiError } from './errors';
import type { ResolvedApiOptions } from './options';

/**
 * The cookie that stands for the token; the port that the browser asked at follows, since browsers give a cookie to every
 * port of its host: so consoles side by side do not sign each other out.
 */
export const COOKIE = 'wallstash_console';
/** Seconds for which a sign-in holds. */
const SESSION_SECONDS = 24 * 60 * 60;

/** Wrong tokens that an address may try in a minute. */
const WRONG_TOKENS = 10;

/** The rules about the caller's page: host, origin and media type; `taken` has those of paths that take no JSON. */
export function sameSiteOnly(
  { allowedHosts }: ResolvedApiOptions,
  taken: ReadonlyMap<string, string> = new Map(),
): RequestHandler {
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
    const wanted = taken.get(request.path) ?? JSON_TYPE;
    if (takesBody(request.method) && !isOfType(type, wanted)) throw notTaken(type, wanted);
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
  readonly login: (request: IncomingMessage) => string;
  /** The `Set-Cookie` value that ends it. */
  readonly logout: (request: IncomingMessage) => string;
}

/**
 * The rule about the token. Only wrong tokens count against the limit, and the right one always passes: otherwise one
 * stranger could lock out everybody behind the same address.
 */
export function tokenAccess({ token }: ResolvedApiOptions, now = Date.now): TokenAccess {
  const secret = token ?? '';
  const sessions = new Sessions(secret, now);
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
    token === undefined || same(bearerOf(request), secret) || sessions.isSound(cookieOf(request));
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
    login: (request) => setCookie(request, sessions.begin(), SESSION_SECONDS),
    logout: (request) => setCookie(request, '', 0),
  };
}

/** What cookies hold: when they end, signed. */
class Sessions {
  readonly #secret: string;
  readonly #now: () => number;
  #key: Buffer | undefined;

  constructor(secret: string, now: () => number) {
    this.#secret = secret;
    this.#now = now;
  }

  begin(): string {
    return this.#signed(Math.floor(this.#now() / 1_000) + SESSION_SECONDS);
  }

  isSound(session: string | undefined): boolean {
    const ends = Number(/^\d{1,12}(?=\.)/.exec(session ?? '')?.[0] ?? 0);
    return ends * 1_000 > this.#now() && same(session, this.#signed(ends));
  }

  /** Derived slowly, so that a copy is no quick way to guess the token, and without a salt: it holds after a restart. */
  #signed(ends: number): string {
    this.#key ??= scryptSync(this.#secret, 'wallstash console', 32);
    return `${ends}.${createHmac('sha256', this.#key).update(String(ends)).digest('base64url')}`;
  }
}

function setCookie(request: IncomingMessage, value: string, seconds: number): string {
  return `${cookieName(request)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict`;
}

function cookieName({ headers }: IncomingMessage): string {
  const port = /:(\d{1,5})$/.exec(headers.host ?? '')?.[1];
  return port === undefined ? COOKIE : `${COOKIE}_${port}`;
}

function foreign(page: string): ApiError {
  const detail = `Cannot serve a page of ${page}: only the console's own pages may call this.`;
  return new ApiError('WST_ORIGIN', 403, detail);
}

function unauthorized(what: string): ApiError {
  const detail = `Cannot let you in: the request bears ${what}. Give the console's token as "Authorization: Bearer …".`;
  return new ApiError('WST_TOKEN', 401, detail);
}

function notTaken(type: string | undefined, wanted: string): ApiError {
  const detail = `Cannot take ${JSON.stringify(type ?? 'nothing')} as content-type: send ${wanted}.`;
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

const JSON_TYPE = 'application/json';

/** Also of a request without a body: that it is of such a type is what other pages cannot say. */
function isOfType(type = '', wanted: string): boolean {
  return type.split(';', 1)[0]?.trim().toLowerCase() === wanted;
}

function takesBody(method: string): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}

function bearerOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
}

function cookieOf(request: IncomingMessage): string | undefined {
  const start = `${cookieName(request)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length);
}

function same(given: string | undefined, wanted: string): boolean {
  return given !== undefined && timingSafeEqual(digest(given), digest(wanted));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

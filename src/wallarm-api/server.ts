/**
 * Wallarm's API as a request listener, apart from listening.
 *
 * The way of a request: access, route, body, schema, handler, answer. A 5xx is answered only when nothing was kept, since
 * Wallarm's client then repeats even a POST. Nothing of a request is ever logged.
 *
 * @module
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { IntegrationNotFoundError } from '../console/errors';
import type { WallarmSide } from '../console/wallarm-side';
import { InvalidOptionError, WallstashError } from '../errors';
import { checkAccess } from './access';
import { checked } from './check';
import { notFound, WallarmApiError, wrongField } from './errors';
import { openApiDocument } from './openapi';
import { type ResolvedWallarmApiOptions } from './options';
import type { WallarmRoute } from './route';
import { ROUTES } from './routes';
import { fieldOf } from './translate';

/** What it works with. */
export interface WallarmApiParts {
  readonly wallarm: WallarmSide;
  readonly options: ResolvedWallarmApiOptions;
  /** Told of defects: what a caller is answered 500 for. */
  readonly onDefect: (error: unknown) => void;
}

const MAX_BODY = 4 * 1024 * 1024;
/** Deeper than any request; what is kept must not be too deep to be written. */
const DEEPEST = 64;

/** Makes the listener. */
export function createWallarmApi(parts: WallarmApiParts): RequestListener {
  return (request, response) => {
    answer(request, parts).then(
      (body) => send(response, 200, body),
      (error: unknown) => refuse(response, error, parts),
    );
  };
}

async function answer(
  request: IncomingMessage,
  { wallarm, options }: WallarmApiParts,
): Promise<unknown> {
  checkAccess(request.headers, options);
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'https://localhost');
  if (pathname === '/openapi.json' && request.method === 'GET') return openApiDocument();
  const { route, params } = find(request.method ?? '', pathname);
  const body = route.body === undefined ? undefined : await bodyOf(request, route);
  return await route.handle({ wallarm, params, query, body });
}

const MATCHERS = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

/** @throws WallarmApiError when there is none */
function find(
  method: string,
  path: string,
): { readonly route: WallarmRoute; readonly params: Readonly<Record<string, string>> } {
  const here = MATCHERS.filter(({ pattern }) => pattern.test(path));
  for (const { route, pattern } of here) {
    if (route.method !== method) continue;
    return { route, params: { ...pattern.exec(path)?.groups } };
  }
  if (here.length === 0) throw notFound();
  throw new WallarmApiError(405, 'Method not allowed');
}

/** The body, held against the route's schema. @throws WallarmApiError */
async function bodyOf(
  request: IncomingMessage,
  { body, bodyOptional }: WallarmRoute,
): Promise<unknown> {
  const bytes = await read(request);
  if (body === undefined || (bytes.length === 0 && bodyOptional === true)) return undefined;
  const [type = ''] = (request.headers['content-type'] ?? '').split(';', 1);
  if (type.trim().toLowerCase() !== 'application/json') {
    throw new WallarmApiError(415, 'Send application/json');
  }
  const value = parse(bytes);
  if (isDeeper(value, DEEPEST)) throw wrongField('body', `is nested deeper than ${DEEPEST} levels`);
  return checked(body, value);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new WallarmApiError(413, 'The body is over 4 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    throw new WallarmApiError(400, 'The body is not JSON');
  }
}

/** By a list in place of recursion: the stack ends before JSON does. */
function isDeeper(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? (Object.values(one) as unknown[]) : [],
    );
  }
  return false;
}

function send(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': 'no-store',
  });
  response.end(body);
}

function refuse(
  response: ServerResponse,
  error: unknown,
  { onDefect }: Pick<WallarmApiParts, 'onDefect'>,
): void {
  const { status, body } = refusalOf(error, onDefect);
  // What is left of the request is not read on.
  if (!response.req.complete) response.setHeader('connection', 'close');
  send(response, status, { status, body });
}

function refusalOf(
  error: unknown,
  onDefect: (error: unknown) => void,
): Pick<WallarmApiError, 'status' | 'body'> {
  if (error instanceof WallarmApiError) return error;
  if (error instanceof IntegrationNotFoundError) return notFound();
  if (error instanceof InvalidOptionError) return wrongField(fieldOf(error), error.message);
  if (error instanceof WallstashError) {
    if (error.code === 'WST_CERTIFICATE') return wrongField('target.ca_file', error.message);
    // The disk did not take it, or the console is about to end: nothing was kept.
    if (error.code === 'WST_CONSOLE_WRITE') return { status: 500, body: error.message };
    if (error.code === 'WST_CONSOLE_CLOSED') return { status: 503, body: error.message };
  }
  onDefect(error);
  return { status: 500, body: 'A defect of Wallstash: its output has the cause' };
}

/**
 * The API as an Express app, apart from listening: headers, access rules, routes, errors.
 *
 * @module
 */
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';

import { isDeeper } from '../notification/json-depth';
import { sameSiteOnly, type TokenAccess } from './access';
import { ApiError, notFound } from './errors';
import type { ResolvedApiOptions } from './options';
import { problemOf, sendProblem } from './problem';
import type { Route } from './route';
import { routeServer } from './serve-route';

/** What an app is made of. */
export interface AppParts {
  readonly options: ResolvedApiOptions;
  readonly access: TokenAccess;
  readonly routes: readonly Route[];
  readonly onDefect: (error: unknown) => void;
}

const MAX_BODY = 16 * 1024 * 1024;
/** Deeper than any notification. */
const DEEPEST = 200;
/** Of the machine, its pages need nothing but the clipboard. */
const NOTHING_PERMITTED = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

/** Makes the app. */
export function createApiApp({ options, access, routes, onDefect }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  const taken = new Map(
    routes.flatMap(({ path, takes }) => (takes === undefined ? [] : [[path, takes]])),
  );
  app.use(securityHeaders(["'self'"]), sameSiteOnly(options, taken));
  // The icons of Swagger UI stand in its style sheet.
  app.use('/docs', securityHeaders(["'self'", 'data:']));
  const readJson = express.json({
    limit: MAX_BODY,
    verify: (_request, _response, body) => refuseDepth(body),
  });
  const serve = routeServer();
  for (const route of routes) {
    const before = [
      ...(route.open === true ? [] : [access.check]),
      ...(route.body === undefined ? [] : [readJson]),
    ];
    app[route.method](expressPath(route.path), ...before, serve(route));
  }
  for (const path of new Set(routes.map(({ path }) => path))) {
    app.all(expressPath(path), otherMethods(routes, path));
  }
  app.use((request) => {
    throw notFound(`${request.path}: /openapi.json lists what there is`);
  });
  app.use(errorHandler(onDefect));
  return app;
}

/** Express writes `{id}` as `:id`. */
function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

/** No HSTS: on localhost it would turn every other port of it to HTTPS. */
function securityHeaders(imgSrc: readonly string[]): RequestHandler {
  const protect = helmet({
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: [...imgSrc],
        manifestSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  return (request, response, next) => {
    // Kept by nobody without asking again: the ETag makes that cheap.
    response.setHeader('cache-control', 'private, no-cache');
    response.setHeader('permissions-policy', NOTHING_PERMITTED);
    protect(request, response, next);
  };
}

function refuseDepth(body: Buffer): void {
  if (!isDeeper(body, DEEPEST)) return;
  throw new ApiError('WST_REQUEST', 400, 'Cannot use the request: its JSON is nested too deep.');
}

function otherMethods(routes: readonly Route[], path: string): RequestHandler {
  const taken = routes.filter((route) => route.path === path).map(({ method }) => method);
  const allow = taken
    .flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]))
    .join(', ');
  return (request, response) => {
    response.setHeader('allow', allow);
    const detail = `Cannot ${request.method} ${request.path}: it takes ${allow}.`;
    throw new ApiError('WST_NOT_FOUND', 405, detail);
  };
}

function errorHandler(onDefect: (error: unknown) => void): express.ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, _request, response, next) => {
    const problem = problemOf(error);
    if (problem.status === 500) onDefect(error);
    // Express then cuts the connection: half an answer must not look like a whole one.
    if (response.headersSent) next(error);
    else sendProblem(response, problem);
  };
}

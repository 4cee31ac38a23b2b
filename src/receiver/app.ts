/**
 * The receiver as an Express app, apart from listening: POST and PUT go to the ingest step, everything else is
 * told what the endpoint takes. `supertest(app)` works on it without a port.
 *
 * @module
 */
import type { RequestListener } from 'node:http';
import express, { type Express } from 'express';

import { answerProblem, problem } from './answers';

/** Whether a request is one for the ingest step. */
export function isDelivery(
  method: string | undefined,
  url: string | undefined,
  path?: string,
): boolean {
  if (method !== 'POST' && method !== 'PUT') return false;
  return path === undefined || pathOf(url) === path;
}

/** The target of a request may be a whole URL, as a proxy is asked for it. */
function pathOf(url = ''): string {
  const [, path = url] = /^https?:\/\/[^/?]*(.*)$/i.exec(url) ?? [];
  return path.split('?', 1)[0] ?? '';
}

/** Makes the app around an ingest listener; `path` narrows what it takes. */
export function createReceiverApp(ingest: RequestListener, path?: string): Express {
  const app = express();
  app.disable('x-powered-by');

  app.use((request, response) => {
    if (isDelivery(request.method, request.originalUrl, path)) {
      ingest(request, response);
      return;
    }
    request.resume();
    if (request.method === 'POST' || request.method === 'PUT') {
      const detail = `Notifications are taken at ${path ?? '/'} (--path), and this is ${request.path}.`;
      answerProblem(response, problem('WST_PATH', 404, 'Nothing is received here', detail));
      return;
    }
    const detail = `Wallarm sends POST or PUT; this is ${request.method}.`;
    answerProblem(
      response,
      problem('WST_METHOD', 405, 'This endpoint takes POST and PUT', detail),
      {
        allow: 'POST, PUT',
      },
    );
  });
  return app;
}

/**
 * Routes of the browser client. They hold no data, so they are served without a token.
 *
 * @module
 */
import { notFound } from '../errors';
import { type PageFile, pageReply, type Pages } from '../pages';
import { type Route, route, type RouteInput } from '../route';
import { Problem } from '../schemas/kinds';

const TAG = 'pages';
const HTML = 'text/html; charset=utf-8';

/** `/` and `/docs`: the pages that a person opens. */
export function pageRoutes(pages: Pages): readonly Route[] {
  const missing = {
    description: 'The pages were not built.',
    schema: Problem,
    type: 'application/problem+json',
  };
  return [
    route({
      ...{ method: 'get', path: '/', id: 'client', tag: TAG, open: true },
      summary: 'The console, for a browser',
      answers: { 200: { description: 'The page.', type: HTML }, 404: missing },
      handle: sender(() => built(pages, 'index.html')),
    }),
    route({
      ...{ method: 'get', path: '/docs', id: 'docs', tag: TAG, open: true },
      summary: 'The OpenAPI document, for a browser',
      answers: { 200: { description: 'The page.', type: HTML }, 404: missing },
      handle: sender(() => built(pages, 'docs/index.html')),
    }),
  ];
}

/** The files that the pages load: no part of the API, so its document does not list them. */
export function pageFileRoutes(pages: Pages): readonly Route[] {
  return [...pages].map(([name, file]) =>
    route({
      ...{ method: 'get', path: `/${name}`, id: name, tag: TAG, open: true },
      summary: name,
      answers: {},
      handle: sender(() => file),
    }),
  );
}

function sender(file: () => PageFile) {
  return async ({ request }: Pick<RouteInput<unknown, unknown, unknown>, 'request'>) =>
    pageReply(file(), request.headers['accept-encoding']);
}

function built(pages: Pages, name: string): PageFile {
  const file = pages.get(name);
  if (file !== undefined) return file;
  throw notFound('the pages of the console: they were not built. Run "npm run build" and restart');
}

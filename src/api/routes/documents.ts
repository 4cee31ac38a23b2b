/**
 * The documents that describe the API, made from the routes that serve it.
 *
 * @module
 */
import { asyncApiDocument } from '../asyncapi';
import { openApiDocument } from '../openapi';
import { type Route, route } from '../route';
import { AnyObject } from '../schemas/kinds';

const TAG = 'documents';

/** `/openapi.json` and `/asyncapi.json`; they describe themselves too. */
export function documentRoutes(others: readonly Route[], version = 'unknown'): readonly Route[] {
  let openApi: object | undefined;
  let asyncApi: object | undefined;
  const own: readonly Route[] = [
    route({
      ...{ method: 'get', path: '/openapi.json', id: 'openapi', tag: TAG },
      summary: 'This document, OpenAPI 3.1',
      answers: { 200: { description: 'The document.', schema: AnyObject } },
      handle: () => ({
        status: 200,
        body: (openApi ??= openApiDocument([...others, ...own], version)),
      }),
    }),
    route({
      ...{ method: 'get', path: '/asyncapi.json', id: 'asyncapi', tag: TAG },
      summary: 'The notifications that are received and the live stream, AsyncAPI 3.0',
      answers: { 200: { description: 'The document.', schema: AnyObject } },
      handle: () => ({ status: 200, body: (asyncApi ??= asyncApiDocument(version)) }),
    }),
  ];
  return own;
}

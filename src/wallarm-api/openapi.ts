/**
 * The OpenAPI document of these routes, from the very objects that serve them.
 *
 * @module
 */
import type { WallarmRoute } from './route';
import { ROUTES } from './routes';

const REFUSAL = {
  type: 'object',
  required: ['status', 'body'],
  properties: {
    status: { type: 'integer' },
    body: { description: 'A text, or by field `{"error":"…","value":"…"}`.' },
  },
};

const REFUSALS: Readonly<Record<string, string>> = {
  400: 'A field is wrong; it is named.',
  403: 'Not authenticated, or from a page in a browser.',
  404: 'Nothing is here, or not any more.',
  413: 'The body is over 4 MiB.',
  415: 'The body is not JSON.',
  500: 'The disk failed, or a defect; nothing was kept.',
  503: 'It is about to end; nothing was kept.',
};

/** Makes the document. */
export function openApiDocument(): object {
  const paths = new Map<string, Record<string, object>>();
  for (const route of ROUTES) {
    const operations = paths.get(route.path) ?? {};
    operations[route.method.toLowerCase()] = operation(route);
    paths.set(route.path, operations);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Wallarm’s API for integrations and triggers, as Wallstash stands in for it',
      version: '2',
      description:
        'A stand-in for what Wallarm’s Go client and Terraform provider call. Not Wallarm’s own document.',
    },
    servers: [{ url: 'https://localhost:8443' }],
    security: [{ token: [] }, { uuid: [], secret: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'X-WallarmAPI-Token' },
        uuid: { type: 'apiKey', in: 'header', name: 'X-WallarmAPI-UUID' },
        secret: { type: 'apiKey', in: 'header', name: 'X-WallarmAPI-Secret' },
      },
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [
          `Refusal${status}`,
          { description, content: { 'application/json': { schema: REFUSAL } } },
        ]),
      ),
    },
  };
}

function operation({
  id,
  summary,
  path,
  query = {},
  body,
  bodyOptional,
  example,
}: WallarmRoute): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
  }));
  const inQuery = Object.entries(query).map(([name, description]) => ({
    ...{ name, in: 'query', description, schema: { type: 'string' } },
  }));
  return {
    operationId: id,
    summary,
    parameters: [...inPath, ...inQuery],
    ...(body !== undefined && {
      requestBody: {
        required: bodyOptional !== true,
        content: { 'application/json': { schema: body } },
      },
    }),
    responses: {
      200: { description: 'Done.', content: { 'application/json': { example } } },
      ...Object.fromEntries(
        Object.keys(REFUSALS).map((status) => [
          status,
          { $ref: `#/components/responses/Refusal${status}` },
        ]),
      ),
    },
  };
}

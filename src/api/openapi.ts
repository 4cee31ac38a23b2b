/**
 * The OpenAPI 3.1 document, made from the routes themselves. Pure.
 *
 * @module
 */
import type { TObject, TSchema } from '@sinclair/typebox';

import { Components, type Part, PUBLISHED } from './components';
import type { AnswerShape, Route } from './route';
import { Problem } from './schemas/kinds';

const TAGS: Readonly<Record<string, string>> = {
  deliveries: 'What the receiver has journalled.',
  contract: 'Expectations, validation and the notification schemas.',
  integrations: 'The Wallarm Console stand-in.',
  faults: 'What the receiver is told to do wrong.',
  system: 'The live stream, health, metrics and the session.',
  documents: 'What describes this API.',
};

/** Makes the document. */
export function openApiDocument(routes: readonly Route[]): Part {
  const components = new Components();
  const paths: Record<string, Record<string, Part>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, components) };
  }
  const webhooks = { notifications: { post: notificationWebhook(components) } };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Wallstash console',
      version: '1',
      description: "A local stand-in for both ends of Wallarm's Logstash integration.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }, {}],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    webhooks,
    components: { schemas: components.schemas, securitySchemes: SECURITY },
  };
}

const SECURITY = {
  token: { type: 'http', scheme: 'bearer', description: 'Wanted when the console has a token.' },
  session: { type: 'apiKey', in: 'cookie', name: 'wallstash_console' },
};

function operation(route: Route, components: Components): Part {
  const { id, tag, summary, description, body, examples, open } = route;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(open === true && { security: [] }),
    parameters: [
      ...parameters(route.params, 'path', components),
      ...parameters(route.query, 'query', components),
    ],
    ...(body !== undefined && { requestBody: requestBody(body, examples, components) }),
    responses: responses(route, components),
  };
}

/** A parameter's schema as data. */
interface Annotated {
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

function parameters({ properties, required = [] }: TObject, where: string, all: Components) {
  return Object.entries(properties).map(([name, schema]) => {
    const { description, examples, ...rest } = schema as Annotated;
    return {
      name,
      in: where,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      ...(examples !== undefined && { example: examples[0] }),
      schema: all.use(rest),
    };
  });
}

function requestBody(body: TSchema, examples: Route['examples'], components: Components): Part {
  const values = Object.entries(examples ?? {}).map(([name, value]) => [name, { value }] as const);
  const content = { schema: components.use(body), examples: Object.fromEntries(values) };
  return { required: true, content: { 'application/json': content } };
}

function responses(route: Route, components: Components): Part {
  const all = { ...refusals(route), ...route.answers };
  return Object.fromEntries(
    Object.entries(all).map(([status, answer]) => [status, response(answer, components)]),
  );
}

function response({ description, schema, type }: AnswerShape, components: Components): Part {
  if (schema === undefined && type === undefined) return { description };
  const content = schema === undefined ? {} : { schema: components.use(schema) };
  return { description, content: { [type ?? 'application/json']: content } };
}

/** What any route like this one may answer in place of its own. */
function refusals({ method, body, params, query, open, tag }: Route): Record<number, AnswerShape> {
  const fields = Object.keys({ ...params.properties, ...query.properties }).length;
  const named = Object.keys(params.properties).length > 0;
  const wants = { 400: fields > 0 || body !== undefined, 404: named, 413: body !== undefined };
  const may: Readonly<Record<number, boolean>> = {
    ...wants,
    401: open !== true,
    403: true,
    415: method === 'post' || method === 'patch',
    429: open !== true,
    500: true,
    503: tag !== 'documents' && tag !== 'system',
  };
  const kept = Object.entries(REFUSALS).filter(([status]) => may[Number(status)] === true);
  const problem = { schema: Problem, type: 'application/problem+json' };
  const shapes: Record<number, AnswerShape> = Object.fromEntries(
    kept.map(([status, description]) => [status, { description, ...problem }]),
  );
  return method === 'get' ? { 304: { description: 'As the ETag given.' }, ...shapes } : shapes;
}

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request is not what is taken here; `errors` says what is wrong.',
  401: 'A token is wanted.',
  403: 'The host or the origin is not the console’s own.',
  404: 'Nothing goes by this id or name.',
  413: 'The body is over 16 MiB.',
  415: 'The body is not JSON.',
  429: 'Too many wrong tokens, or too many live streams.',
  500: 'A defect of Wallstash.',
  503: 'What is needed does not run, or its disk fails.',
};

function notificationWebhook(components: Components): Part {
  const anyOf = PUBLISHED.map((type) => components.notification(type));
  return {
    operationId: 'notifications',
    tags: ['deliveries'],
    summary: 'Notifications, as Wallarm sends them to the receiver (not to this API)',
    description:
      'Types with a published body. Those known by name only have the envelope `summary`, `details`.',
    security: [],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { type: 'array', items: { anyOf } } } },
    },
    responses: {
      200: { description: 'Received: any 2xx counts.' },
      422: { description: 'The body breaks the schema; Wallarm tries again.' },
    },
  };
}

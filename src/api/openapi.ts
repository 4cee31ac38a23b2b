/**
 * The OpenAPI 3.1 document, made from the routes themselves. Pure.
 *
 * @module
 */
import { type TObject, Type } from '@sinclair/typebox';

import { COOKIE } from './access';
import { Components, type Part, PUBLISHED } from './components';
import { REFUSALS, refusalsOf } from './refusals';
import type { AnswerShape, Route } from './route';

const TAGS: Readonly<Record<string, string>> = {
  deliveries: 'What the receiver has journalled.',
  contract: 'Expectations, validation and the notification schemas.',
  integrations: 'The Wallarm Console stand-in.',
  sends: 'Bodies that a person wrote, sent to an integration or to the receiver.',
  settings: 'What `serve` runs with.',
  faults: 'What the receiver is told to do wrong.',
  checks: 'What `wallstash check` sent through Logstash, and what of it arrived.',
  system: 'The live stream, health, metrics and the session.',
  pages: 'The browser client.',
  documents: 'What describes this API.',
};

/** Makes the document. `version`: of Wallstash. */
export function openApiDocument(routes: readonly Route[], version: string): Part {
  const components = new Components();
  const paths: Record<string, Record<string, Part>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, components) };
  }
  const refused = Object.fromEntries(
    REFUSALS.map(({ name, ...shape }) => [name, response(shape, components)]),
  );
  const webhooks = { notifications: { post: notificationWebhook(components) } };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Wallstash console',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }, {}],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    webhooks,
    components: { schemas: components.schemas, responses: refused, securitySchemes: SECURITY },
  };
}

const DESCRIPTION =
  "A local stand-in for both ends of Wallarm's Logstash integration.\n\n" +
  'HEAD is answered wherever GET is, without the body. Any other method that a path does not take is answered 405, ' +
  'OPTIONS too: pages of other origins are not let in, so there is nothing for them to ask. What has no path here is ' +
  'answered 404. What is no HTTP never gets as far as this API: it is answered 400, 408 or 431 without a body.';

const SECURITY = {
  token: { type: 'http', scheme: 'bearer', description: 'Wanted when the console has a token.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: COOKIE,
    description: 'Behind the name stand `_` and the port, when the URL has one.',
  },
};

function operation(route: Route, components: Components): Part {
  const { id, tag, summary, description, examples, open, takes = 'application/json' } = route;
  const body = route.takes === undefined ? route.body : Type.String();
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
    ...(body !== undefined && {
      requestBody: requestBody(takes, components.use(body), examples),
    }),
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

function requestBody(type: string, schema: Part, examples: Route['examples']): Part {
  const values = Object.entries(examples ?? {}).map(([name, value]) => [name, { value }] as const);
  const content = { schema, examples: Object.fromEntries(values) };
  return { required: true, content: { [type]: content } };
}

function responses(route: Route, components: Components): Part {
  const own = Object.entries(route.answers).map(
    ([status, answer]) => [status, response(answer, components)] as const,
  );
  return {
    ...(hasTag(route) && { 304: { description: 'As the ETag given.' } }),
    ...Object.fromEntries(refusalsOf(route)),
    ...Object.fromEntries(own),
  };
}

/** A stream has no ETag: it is never the same again. */
function hasTag({ method, streams }: Route): boolean {
  return method === 'get' && streams !== true;
}

function response(
  { description, schema, type, example }: AnswerShape,
  components: Components,
): Part {
  if (schema === undefined && type === undefined) return { description };
  const content = {
    ...(schema !== undefined && { schema: components.use(schema) }),
    ...(example !== undefined && { example }),
  };
  return { description, content: { [type ?? 'application/json']: content } };
}

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

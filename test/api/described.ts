/**
 * The OpenAPI document of a running API, and what a reply departs from it.
 *
 * @module
 */
import Ajv2020 from 'ajv/dist/2020';

import { call, type Call, type Reply, type TestApi } from './setup';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly example?: string | number;
}

/** An answer: itself, or where it stands among the components. */
interface Answer {
  readonly $ref?: string;
  readonly content?: Readonly<
    Record<string, { readonly schema?: object; readonly example?: unknown }>
  >;
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly examples: Readonly<Record<string, { readonly value: unknown }>> }>
    >;
  };
  readonly responses: Readonly<Record<string, Answer>>;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: object;
    readonly responses: Readonly<Record<string, Answer>>;
  };
  readonly webhooks: object;
}

export interface DescribedOperation {
  readonly path: string;
  /** In upper case. */
  readonly method: string;
  readonly operation: Operation;
}

export async function documentOf({ api }: TestApi): Promise<OpenApi> {
  return (await call(api, '/openapi.json')).json() as OpenApi;
}

export function operationsOf({ paths }: OpenApi): readonly DescribedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      return { path, method: method.toUpperCase(), operation };
    }),
  );
}

/** The bodies of its examples, with their media type; without a body one that is `undefined`. */
export function bodiesOf({ requestBody }: Operation): readonly Pick<Call, 'body' | 'headers'>[] {
  const [content] = Object.entries(requestBody?.content ?? {});
  if (content === undefined) return [{}];
  const [type, { examples }] = content;
  return Object.values(examples).map(({ value }) => ({
    ...{ body: value, headers: { 'content-type': type } },
  }));
}

/** The path with the examples of its parameters. */
export function filled({ path, operation }: DescribedOperation): string {
  const of = (where: string) =>
    operation.parameters.filter((one) => one.in === where && one.example !== undefined);
  const query = of('query').map(({ name, example }) => [name, String(example)] as const);
  const whole = of('path').reduce(
    (rest, { name, example }) => rest.replace(`{${name}}`, String(example)),
    path,
  );
  return query.length === 0
    ? whole
    : `${whole}?${new URLSearchParams(Object.fromEntries(query)).toString()}`;
}

/** Statuses that `default` stands for: they answer methods that are no operation. */
const BY_DEFAULT = [405, 415];

/** The answer that the document has for a status. */
export function answerFor(
  { components }: OpenApi,
  { responses }: Operation,
  status: number,
): Answer | undefined {
  const found =
    responses[String(status)] ?? (BY_DEFAULT.includes(status) ? responses['default'] : undefined);
  const name = found?.$ref?.replace('#/components/responses/', '');
  return name === undefined ? found : components.responses[name];
}

/** What the document says against a reply: nothing when it is as described. */
export function departures(document: OpenApi, operation: Operation, reply: Reply): string[] {
  const { operationId } = operation;
  const described = answerFor(document, operation, reply.status);
  if (described === undefined) return [`${operationId}: ${reply.status} is not in the document`];
  const type = reply.headers['content-type']?.split(';', 1)[0];
  const { content = {} } = described;
  const found = Object.entries(content).find(([name]) => name.split(';', 1)[0] === type);
  if (found === undefined) {
    return type === undefined && Object.keys(content).length === 0
      ? []
      : [`${operationId}: ${reply.status} is ${String(type)}, not ${Object.keys(content).join()}`];
  }
  const [, { schema }] = found;
  if (schema === undefined) return [];
  const ajv = validatorOf(document);
  const check = ajv.compile(JSON.parse(atHome(closed(schema))) as object);
  return check(reply.json())
    ? []
    : [`${operationId}: ${reply.status} ${ajv.errorsText(check.errors)}`];
}

/** Where the components of a document are for its validator. */
const HOME = 'https://document.example/';
const validators = new WeakMap<OpenApi, Ajv2020>();

/** Made once for a document: its components are many. That they are schemas is for the linter to see. */
function validatorOf(document: OpenApi): Ajv2020 {
  const made = validators.get(document);
  if (made !== undefined) return made;
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateSchema: false });
  ajv.addSchema({ $id: HOME, components: closed(document.components) });
  validators.set(document, ajv);
  return ajv;
}

function atHome(schema: unknown): string {
  return JSON.stringify(schema).replaceAll('"#/components/', `"${HOME}#/components/`);
}

/** The same schema, but a field that it does not name is a departure too: a caller may send more, the API may not. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.entries(schema).map(([key, part]) => [key, closed(part)] as const);
  return {
    ...('properties' in schema && { additionalProperties: false }),
    ...Object.fromEntries(parts),
  };
}

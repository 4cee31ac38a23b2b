/** The OpenAPI document, linted, and held against the live server. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';

import { draft } from '../helpers/journal';
import { call, type Call, type Reply, startTestApi, type TestApi } from './setup';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly example?: string | number;
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly examples: Readonly<Record<string, { readonly value: unknown }>> }>
    >;
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: object };
  readonly webhooks: object;
}

const TOKEN = 'a token of the test';
/** It does not see that a notification requires one of two spellings that stand beside each other. */
const SKIPPED = ['--skip-rule=no-required-schema-properties-undefined'];
/** Never ends by itself: see stream.test.ts. */
const ENDLESS = '/api/stream';

async function documentOf(running: TestApi): Promise<OpenApi> {
  return (await call(running.api, '/openapi.json')).json() as OpenApi;
}

/** A server with one of everything that the examples speak of. */
async function furnished(): Promise<TestApi> {
  const running = await startTestApi();
  await running.journal.append(draft('[]'));
  await running.console.create({ name: 'Logstash', url: 'https://127.0.0.1:9', events: ['hits'] });
  running.faults.add({ kind: 'connection-reset' });
  return running;
}

function operationsOf({ paths }: OpenApi) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
}

/** The path with the examples of its parameters. */
function filled(path: string, { parameters }: Operation): string {
  const of = (where: string) =>
    parameters.filter((one) => one.in === where && one.example !== undefined);
  const query = of('query').map(({ name, example }) => [name, String(example)] as const);
  const whole = of('path').reduce(
    (rest, { name, example }) => rest.replace(`{${name}}`, String(example)),
    path,
  );
  return query.length === 0
    ? whole
    : `${whole}?${new URLSearchParams(Object.fromEntries(query)).toString()}`;
}

/** What the document says against a reply: nothing when it is as described. */
function departures(document: OpenApi, { responses, operationId }: Operation, reply: Reply) {
  const described = responses[String(reply.status)];
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
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  const check = ajv.compile({ ...schema, components: document.components });
  return check(reply.json())
    ? []
    : [`${operationId}: ${reply.status} ${ajv.errorsText(check.errors)}`];
}

test('the OpenAPI document passes the linter', async () => {
  await using running = await startTestApi();
  const directory = await mkdtemp(join(tmpdir(), 'wst-openapi-'));
  const file = join(directory, 'openapi.json');
  await writeFile(file, (await call(running.api, '/openapi.json')).text);

  const linter = join(__dirname, '..', '..', 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
  const { stdout } = spawnSync(
    process.execPath,
    [linter, 'lint', '--extends=recommended', '--format=json', ...SKIPPED, file],
    { cwd: directory, encoding: 'utf8', env: { ...process.env, REDOCLY_TELEMETRY: 'off' } },
  );
  await rm(directory, { recursive: true, force: true });

  const { totals, problems } = JSON.parse(stdout) as { totals: object; problems: unknown };
  expect(problems).toEqual([]);
  expect(totals).toMatchObject({ errors: 0, warnings: 0 });
});

test('every route, with each of its examples, is answered as the document says', async () => {
  await using describing = await startTestApi();
  const document = await documentOf(describing);
  const wrong: string[] = [];
  let tried = 0;

  for (const { path, method, operation } of operationsOf(document)) {
    if (path === ENDLESS) continue;
    const examples = operation.requestBody?.content['application/json']?.examples;
    const bodies =
      examples === undefined ? [undefined] : Object.values(examples).map(({ value }) => value);
    for (const body of bodies) {
      await using running = await furnished();
      const what: Call = { method: method.toUpperCase(), body };
      const reply = await call(running.api, filled(path, operation), what);
      tried += 1;
      if (reply.status >= 300)
        wrong.push(`${operation.operationId}: ${reply.status} ${reply.text}`);
      wrong.push(...departures(document, operation, reply));
    }
  }

  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(operationsOf(document).length - 1);
});

test('every refusal is one that the document has', async () => {
  await using running = await startTestApi();
  await using locked = await startTestApi({ token: TOKEN });
  await using bare = await startTestApi({}, { console: undefined, faults: undefined });
  const document = await documentOf(running);
  const wrong: string[] = [];
  const seen = new Map<string, Set<number>>();

  for (const { path, method, operation } of operationsOf(document)) {
    const upper = method.toUpperCase();
    const at = filled(path, operation);
    const body = Object.values(
      operation.requestBody?.content['application/json']?.examples ?? {},
    ).at(0)?.value;
    const replies = [
      await call(running.api, at, { method: upper, headers: { host: 'evil.example' }, body }),
      ...(path === ENDLESS ? [] : [await call(running.api, at, { method: upper, body })]),
      ...(path === ENDLESS ? [] : [await call(bare.api, at, { method: upper, body })]),
      ...(operation.requestBody === undefined
        ? []
        : [await call(running.api, at, { method: upper, body: '{]' })]),
      ...(path === ENDLESS ? [] : [await call(locked.api, at, { method: upper, body })]),
      ...(upper === 'POST' || upper === 'PATCH'
        ? [
            await call(running.api, at, {
              method: upper,
              headers: { 'content-type': 'text/plain' },
              body,
            }),
          ]
        : []),
    ];
    for (const reply of replies) {
      wrong.push(...departures(document, operation, reply));
      seen.set(
        operation.operationId,
        (seen.get(operation.operationId) ?? new Set()).add(reply.status),
      );
    }
  }

  expect(wrong).toEqual([]);
  const statuses = new Set([...seen.values()].flatMap((one) => [...one]));
  expect([...statuses].sort()).toEqual(expect.arrayContaining([400, 401, 403, 404, 415, 503]));
});

test('the notifications are its webhooks, with a schema for each published type', async () => {
  await using running = await startTestApi();
  const { webhooks, components } = await documentOf(running);

  expect(Object.keys(webhooks)).toEqual(['notifications']);
  expect(Object.keys(components.schemas)).toEqual(
    expect.arrayContaining([
      'new_hits',
      'vuln',
      'security_issue',
      'ip_blocked',
      'new_scope_object_ips',
    ]),
  );
});

test('every reference of the AsyncAPI document leads somewhere', async () => {
  await using running = await startTestApi();
  const reply = await call(running.api, '/asyncapi.json');
  const document = reply.json() as Record<string, unknown>;
  const references = [...reply.text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);

  const lost = references.filter((path) => {
    const found = path
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
    return found === undefined;
  });

  expect(document).toMatchObject({ asyncapi: '3.0.0' });
  expect(references.length).toBeGreaterThan(10);
  expect(lost).toEqual([]);
});

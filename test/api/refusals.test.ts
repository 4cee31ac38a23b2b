/** How requests are refused: as the OpenAPI document says, and nothing that it does not say. */
import { gzipSync } from 'node:zlib';

import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { draft } from '../helpers/journal';
import {
  answerFor,
  bodiesOf,
  departures,
  type DescribedOperation,
  documentOf,
  filled,
  type OpenApi,
  operationsOf,
} from './described';
import { call, type Call, type Reply, startTestApi, type TestApi } from './setup';

const TOKEN = 'a token of the test';
/** Never ends by itself: see stream.test.ts. */
const ENDLESS = '/api/stream';
const MORE_THAN_16_MIB = gzipSync(Buffer.alloc(16 * 1024 * 1024 + 1, ' '));

const nothingRuns = {
  ...{ console: undefined, faults: undefined, receiver: undefined },
  settings: undefined,
};

/** A journal that cannot be read, for a reason that nobody thought of. */
function defectiveJournal() {
  const journal = memoryJournal();
  journal.query = () => Promise.reject(new TypeError('a defect of the test'));
  return journal;
}

function operation(document: OpenApi, method: string, path: string): DescribedOperation {
  const found = operationsOf(document).find((one) => one.method === method && one.path === path);
  if (found === undefined) throw new Error(`${method} ${path} is not in the document`);
  return found;
}

/** Each status with a way to get it: from which server, by which request. */
async function provoked(): Promise<readonly (readonly [string, string, Reply])[]> {
  await using running = await startTestApi();
  await using locked = await startTestApi({ token: TOKEN });
  await using bare = await startTestApi({}, nothingRuns);
  await using broken = await startTestApi({}, { journal: defectiveJournal() });
  await using full = await startTestApi({}, { probe: () => Promise.reject(new Error('full')) });
  await running.journal.append(draft('', { bodySize: 20_000_000 }));
  const tries: (readonly [string, string, Reply])[] = [];
  const ask = async ({ api }: TestApi, method: string, path: string, what: Call = {}) => {
    const at = path.replace('{id}', '0000000009').replace('{type}', 'nothing');
    tries.push([method, path, await call(api, at, { method, ...what })]);
  };

  await ask(running, 'POST', '/api/validate', { body: {} });
  await ask(locked, 'GET', '/api/deliveries');
  await ask(running, 'GET', '/api/deliveries', { headers: { host: 'evil.example' } });
  await ask(running, 'GET', '/api/deliveries/{id}');
  await ask(running, 'PUT', '/api/faults', { headers: { 'content-type': 'application/json' } });
  await ask(running, 'POST', '/api/validate', {
    ...{ headers: { 'content-encoding': 'gzip' }, body: MORE_THAN_16_MIB },
  });
  await ask(running, 'POST', '/api/faults', { headers: { 'content-type': 'text/plain' } });
  for (let guess = 0; guess < 10; guess += 1) {
    await call(locked.api, '/metrics', { headers: { authorization: 'Bearer a guess' } });
  }
  await ask(locked, 'GET', '/metrics', { headers: { authorization: 'Bearer a guess' } });
  await ask(broken, 'GET', '/api/deliveries');
  await ask(bare, 'GET', '/api/faults');
  await ask(full, 'GET', '/readyz');
  await ask(running, 'GET', '/docs');
  const [kept] = (await running.journal.query()).entries;
  const replay = await call(running.api, `/api/deliveries/${kept?.id ?? ''}/replay`, {
    ...{ method: 'POST', body: { url: 'https://localhost:9' } },
  });
  tries.push(['POST', '/api/deliveries/{id}/replay', replay]);
  const { etag = '' } = (await call(running.api, '/healthz')).headers;
  await ask(running, 'GET', '/healthz', { headers: { 'if-none-match': etag } });
  return tries;
}

test('each kind of refusal in the document can be met, and is worded as in its example', async () => {
  await using running = await startTestApi();
  const document = await documentOf(running);
  const seen = new Set<string>();
  const named = new Map(Object.entries(document.components.responses));

  for (const [method, path, reply] of await provoked()) {
    const wanted = method === 'PUT' ? 'GET' : method; // no operation has this method
    const described = operation(document, wanted, path);
    expect(departures(document, described.operation, reply)).toEqual([]);
    seen.add(String(reply.status));
    const answer = answerFor(document, described.operation, reply.status);
    for (const [name, shared] of named) {
      if (shared !== answer) continue;
      expect(reply.json()).toEqual(shared.content?.['application/problem+json']?.example);
      named.delete(name);
    }
  }

  const listed = operationsOf(document).flatMap((one) => Object.keys(one.operation.responses));
  const refusals = listed.filter((status) => status >= '300' && status !== 'default');
  expect([...named.keys()]).toEqual([]);
  expect([...seen].sort()).toEqual([...new Set(refusals), '405'].sort());
});

test('whatever is wrong with a request to any route, its answer is in the document', async () => {
  await using running = await startTestApi();
  await using locked = await startTestApi({ token: TOKEN });
  await using bare = await startTestApi({}, nothingRuns);
  const document = await documentOf(running);
  const wrong: string[] = [];

  for (const described of operationsOf(document)) {
    const { path, method, operation: one } = described;
    const at = filled(described);
    const [given = {}] = bodiesOf(one);
    const replies = [
      await call(running.api, at, { method, headers: { host: 'evil.example' } }),
      await call(running.api, at, { method: 'PUT', headers: { 'content-type': 'text/plain' } }),
      await call(running.api, at, { method: 'TRACE' }),
      await call(running.api, at, { method: 'OPTIONS' }),
      await call(locked.api, path === ENDLESS ? `${at}?after=x` : at, { method, ...given }),
    ];
    if (path !== ENDLESS) {
      replies.push(await call(running.api, at, { method, ...given }));
      replies.push(await call(bare.api, at, { method, ...given }));
    }
    if (given.body !== undefined) {
      replies.push(await call(running.api, at, { method, ...given, body: '{]' }));
    }
    if (method === 'POST' || method === 'PATCH') {
      const headers = { 'content-type': 'text/plain' };
      replies.push(await call(running.api, at, { method, ...given, headers }));
    }
    for (const reply of replies) wrong.push(...departures(document, one, reply));
  }

  expect(wrong).toEqual([]);
});

test.each(['PUT', 'TRACE', 'OPTIONS', 'PROPFIND'])(
  'a method that a path does not take (%s) is told which it takes',
  async (method) => {
    await using running = await startTestApi();
    const headers = { 'content-type': 'application/json' };

    const reply = await call(running.api, '/api/faults', { method, headers });

    expect(reply.status).toBe(405);
    expect(reply.headers.allow).toBe('GET, HEAD, POST, DELETE');
  },
);

test('a path that cannot be decoded is told of as that, not as JSON', async () => {
  await using running = await startTestApi();

  const reply = await call(running.api, '/api/deliveries/%ff');

  expect(reply.status).toBe(400);
  expect(reply.json()).toMatchObject({
    detail: 'Cannot read the request: its path is not percent-encoded UTF-8.',
  });
});

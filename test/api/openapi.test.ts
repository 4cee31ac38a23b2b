/** The OpenAPI document, linted, and held against the live server. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build } from '../../src/notification/build';
import { type DatedTrouble, RecentTroubles } from '../../src/receiver/recent-troubles';
import { draft } from '../helpers/journal';
import { answerFor, bodiesOf, departures, documentOf, filled, operationsOf } from './described';
import { call, startTestApi, type TestApi } from './setup';

/** It does not see that a notification requires one of two spellings that stand beside each other. */
const SKIPPED = ['--skip-rule=no-required-schema-properties-undefined'];
/** Never ends by itself: see stream.test.ts. */
const ENDLESS = '/api/stream';

const SPOILED = { summary: 1, extra: true, details: { notification_type: 'new_hits' } };
const CHECK = {
  ...{ run: '1a2b3c4d', state: 'finished', seed: '1', through: 'localhost:5044' },
  ...{ startedAt: 1, duration: 1, passed: false, toCome: [], scenarios: [] },
  counts: { passed: 0, failed: 0, skipped: 0 },
  unexpected: { count: 0, examples: [] },
};
/** That of the example. */
const DISTRUST: DatedTrouble = {
  ...{ kind: 'tls', remoteAddress: '172.18.0.4', at: 1_700_000_000_000 },
  message:
    'The sender does not trust the CA of this endpoint: give it the CA file (in Wallarm Console: "CA certificate").',
};

let pages: string;

beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), 'wst-pages-'));
  await mkdir(join(pages, 'docs'));
  await writeFile(join(pages, 'index.html'), '<!doctype html>');
  await writeFile(join(pages, 'docs', 'index.html'), '<!doctype html>');
});

afterAll(() => rm(pages, { recursive: true, force: true }));

/** A server with one of everything that the examples speak of. */
async function furnished(): Promise<TestApi> {
  const troubles = new RecentTroubles();
  troubles.add(DISTRUST);
  troubles.add(DISTRUST);
  const running = await startTestApi({}, { pages, troubles });
  await running.journal.append(draft(JSON.stringify([build('new_hits', { seed: 1 }), SPOILED])));
  await running.console.create({ name: 'Logstash', url: 'https://127.0.0.1:9', events: ['hits'] });
  await running.console.raise('new_hits');
  running.faults.add({ kind: 'connection-reset' });
  await call(running.api, '/api/checks', { method: 'POST', body: CHECK });
  const body = { body: '{"summary":"x"}', integration: 'Logstash' };
  await call(running.api, '/api/sends', { method: 'POST', body });
  const replay = { ids: ['0000000001'], integration: 'Logstash' };
  await call(running.api, '/api/replays', { method: 'POST', body: replay });
  return running;
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
  await using unchanged = await furnished();
  const document = await documentOf(unchanged);
  const wrong: string[] = [];
  let shown = 0;

  for (const described of operationsOf(document)) {
    const { path, method, operation } = described;
    if (path === ENDLESS) continue;
    for (const [place, given] of bodiesOf(operation).entries()) {
      await using fresh = method === 'GET' ? undefined : await furnished();
      const { api } = fresh ?? unchanged;
      const reply = await call(api, filled(described), { method, ...given });
      if (reply.status >= 300) {
        wrong.push(`${operation.operationId}: ${reply.status} ${reply.text}`);
      }
      wrong.push(...departures(document, operation, reply));
      const { content = {} } = answerFor(document, operation, reply.status) ?? {};
      const example = content['application/json']?.example;
      if (place > 0 || example === undefined) continue;
      expect(reply.json()).toEqual(example);
      shown += 1;
    }
  }

  expect(wrong).toEqual([]);
  expect(shown).toBeGreaterThan(3);
});

test('HEAD is answered wherever GET is, without a body', async () => {
  await using running = await furnished();
  const document = await documentOf(running);
  const reads = operationsOf(document).filter(({ method }) => method === 'GET');

  const wrong: string[] = [];
  for (const described of reads) {
    const reply = await call(running.api, filled(described), { method: 'HEAD' });
    if (reply.status !== 200 || reply.text !== '') {
      wrong.push(`${described.path}: ${reply.status} ${reply.text}`);
    }
  }

  expect(wrong).toEqual([]);
  expect(reads.length).toBeGreaterThan(10);
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

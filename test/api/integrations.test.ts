/** Integrations, their test run, events and attempts over HTTP. */
import { startConsole } from '../../src/console/start-console';
import type { TestResult } from '../../src/console/test-run';
import { consoleDirectory, identity, startRecording } from '../console/setup';
import { startHttps } from '../helpers/peers';
import { call, startTestApi } from './setup';

const SECRET = 'hush-hush-hush';

describe('an integration', () => {
  test('is created, changed, disabled, enabled and deleted', async () => {
    await using running = await startTestApi();
    const send = (method: string, path: string, body?: unknown) =>
      call(running.api, `/api/integrations${path}`, { method, body });
    const settings = { name: 'SIEM', url: 'https://127.0.0.1:9', events: ['hits'] };

    const created = await send('POST', '', settings);
    const { id } = created.json() as { id: string };
    const changed = await send('PATCH', `/${id}`, { method: 'PUT', format: 'ndjson' });
    const disabled = await send('POST', '/SIEM/disable');
    const enabled = await send('POST', `/${id}/enable`);
    const deleted = await send('DELETE', `/${id}`);

    expect([created.status, created.json()]).toMatchObject([201, { ...settings, method: 'POST' }]);
    expect(changed.json()).toMatchObject({ method: 'PUT', format: 'ndjson', events: ['hits'] });
    expect(disabled.json()).toMatchObject({ enabled: false });
    expect(enabled.json()).toMatchObject({ enabled: true });
    expect(deleted.status).toBe(204);
    expect((await send('GET', '')).json()).toEqual({ integrations: [], kept: [] });
  });

  test('never shows the value of a header again, and keeps it through a change', async () => {
    await using running = await startTestApi();
    await using peer = await startRecording();
    const { url, ca } = peer.settings;
    const headers = [{ name: 'X-Auth-Token', value: SECRET }];
    const send = (method: string, path: string, body?: unknown) =>
      call(running.api, `/api/integrations${path}`, { method, body });

    const answers = [
      await send('POST', '', { name: 'SIEM', url, ca, headers }),
      await send('PATCH', '/SIEM', { headers: [{ name: 'X-Auth-Token' }] }),
      await send('GET', ''),
      await send('GET', '/SIEM'),
      await send('POST', '/SIEM/test'), // the peer echoes what it was sent
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200]);
    expect(answers.map(({ text }) => text).join()).not.toContain(SECRET);
    expect(answers.at(-1)?.text).toContain('you sent ********');
  });

  test('that is to go to another receiver wants its secrets again, and says which', async () => {
    await using running = await startTestApi();
    const headers = [{ name: 'X-Auth-Token', value: SECRET }];
    const send = (method: string, path: string, body: unknown) =>
      call(running.api, `/api/integrations${path}`, { method, body });
    await send('POST', '', { name: 'SIEM', url: `https://127.0.0.1:9/?key=${SECRET}`, headers });

    const refused = await send('PATCH', '/SIEM', { url: 'https://127.0.0.1:10/?key=********' });
    const given = await send('PATCH', '/SIEM', { url: 'https://127.0.0.1:10/?key=other', headers });

    expect(refused.json()).toMatchObject({
      ...{ status: 400, type: 'docs/errors.md#wst_secrets_wanted' },
      errors: ['header X-Auth-Token', 'url parameter key'],
    });
    expect(given.json()).toMatchObject({ url: 'https://127.0.0.1:10/?key=********' });
  });

  test('shows nothing of a secret that its receiver echoes in another spelling', async () => {
    await using running = await startTestApi();
    const { tls, ca } = await identity();
    const secrets = [SECRET, 'in-the-url'];
    const spelled = secrets.flatMap((secret) => [
      ...(['base64', 'base64url', 'hex'] as const).map((one) => Buffer.from(secret).toString(one)),
      Buffer.from(`me:${secret}`).toString('base64'),
      secret.toUpperCase(),
      secret.replaceAll('-', '%2D'),
      secret.replaceAll('-', '&#45;'),
      secret.replaceAll('-', '\\u002d'),
    ]);
    await using echo = await startHttps(tls, (request, response) => {
      request.resume();
      request.on('end', () => response.writeHead(500).end(spelled.join(' | ')));
    });
    const url = `${echo.url}?token=${secrets[1]}`;
    const body = { name: 'SIEM', url, ca, headers: [{ name: 'A', value: `Bearer ${SECRET}` }] };
    await call(running.api, '/api/integrations', { method: 'POST', body });

    const { text } = await call(running.api, '/api/integrations/SIEM/test', { method: 'POST' });

    expect(text).toContain('********');
    expect(spelled.filter((one) => text.includes(one))).toEqual([]);
  });

  test('that cannot be is refused with the reason', async () => {
    await using running = await startTestApi();
    const send = (body: unknown) =>
      call(running.api, '/api/integrations', { method: 'POST', body });

    const http = await send({ name: 'SIEM', url: 'http://127.0.0.1' });
    const mistyped = await send({ name: 'SIEM', url: 'https://127.0.0.1', header: [] });
    const ca = await send({ name: 'SIEM', url: 'https://127.0.0.1', ca: 'no PEM' });

    expect(http.json()).toMatchObject({ status: 400, type: 'docs/errors.md#wst_option' });
    expect(mistyped.json()).toMatchObject({ errors: [expect.stringContaining('header')] });
    expect(ca.json()).toMatchObject({ status: 400, type: 'docs/errors.md#wst_certificate' });
    expect(running.console.list()).toEqual([]);
  });
});

test('a test run tells of its five notifications', async () => {
  await using running = await startTestApi();
  await using peer = await startRecording();
  await running.console.create(peer.settings);

  const reply = await call(running.api, '/api/integrations/Logstash/test', { method: 'POST' });

  const { passed, results } = reply.json() as { passed: boolean; results: TestResult[] };
  expect([passed, results.length]).toEqual([true, 5]);
  // What was sent stands beside what came of it.
  expect(peer.bodies).toEqual(results.map(({ notification }) => [notification]));
});

test('the boxes to tick are those that an integration takes', async () => {
  await using running = await startTestApi();

  const { eventTypes } = (await call(running.api, '/api/event-types')).json() as {
    eventTypes: { name: string; label: string; risk: string | null; offered: boolean }[];
  };
  const created = await call(running.api, '/api/integrations', {
    method: 'POST',
    body: { name: 'all', url: 'https://127.0.0.1:9', events: eventTypes.map(({ name }) => name) },
  });

  expect(created.status).toBe(201);
  expect(eventTypes).toContainEqual(
    expect.objectContaining({
      ...{ name: 'vulnerabilities-high', group: 'vulnerabilities', risk: 'high', offered: true },
      label: 'Vulnerabilities detected: high',
    }),
  );
  expect(eventTypes.find(({ name }) => name === 'security-issues-info')?.offered).toBe(false);
  expect(eventTypes.find(({ name }) => name === 'hits')?.risk).toBeNull();
});

test('the receiver beside the API is told as an integration needs it', async () => {
  const receiver = { url: 'https://localhost:5044', ca: 'PEM', requireHeader: 'X-Auth-Token' };
  await using running = await startTestApi({}, { receiver });

  expect((await call(running.api, '/api/receiver')).json()).toEqual(receiver);
});

describe('a raised event', () => {
  test('reaches who ticked it, and its attempts can be looked at', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording();
    await using console = await startConsole({ directory: directory.path });
    await using running = await startTestApi({}, { console });
    const { id } = await console.create({ ...peer.settings, events: ['hits'] });

    const raised = await call(running.api, '/api/events', {
      ...{ method: 'POST', body: { type: 'new_hits' } },
    });
    await console.settled();
    const attempts = await call(running.api, `/api/attempts?integrationId=${id}`);
    const others = await call(running.api, '/api/attempts?integrationId=nobody');
    const metrics = await call(running.api, '/metrics');

    expect([raised.status, raised.json()]).toMatchObject([202, { deliveries: { length: 1 } }]);
    expect(peer.types).toEqual(['new_hits']);
    expect(attempts.json()).toMatchObject({
      attempts: [{ delivery: { state: 'delivered' }, attempt: { status: 200 } }],
      deliveries: [{ integrationId: id, state: 'delivered' }],
    });
    expect(others.json()).toEqual({ attempts: [], deliveries: [] });
    expect(metrics.text).toContain('wallstash_attempts_total{outcome="success"} 1');
    expect(metrics.text).toContain('wallstash_attempt_phase_seconds_count{phase="tls"} 1');
  });

  test.each([
    [{}, 400],
    [{ type: 'new_hits', notifications: [{}] }, 400],
    [{ type: 'no_such_type' }, 400],
    [{ type: 'ip_blocked' }, 400],
    [{ type: 'ip_blocked', to: ['nobody'] }, 404],
  ])('of %j is refused', async (body, status) => {
    await using running = await startTestApi();
    const reply = await call(running.api, '/api/events', { method: 'POST', body });
    expect(reply.status).toBe(status);
  });

  test('nested so deep that nothing could walk over it is refused before it is parsed', async () => {
    await using running = await startTestApi();
    const deep = `{"a":`.repeat(50_000) + '1' + '}'.repeat(50_000);

    const reply = await call(running.api, '/api/events', {
      ...{ method: 'POST', body: `{"notifications":[${deep}]}` },
    });

    expect(reply.json()).toMatchObject({
      status: 400,
      detail: expect.stringContaining('deep') as unknown,
    });
  });
});

test('without a console its routes say so, and why', async () => {
  const noConsole = 'Leave out --no-console.';
  await using running = await startTestApi({}, { console: undefined, noConsole });

  const reply = await call(running.api, '/api/integrations');

  expect(reply.json()).toMatchObject({
    ...{ status: 503, type: 'docs/errors.md#wst_not_running' },
    detail: expect.stringMatching(/ console does not run beside this API\. Leave out/) as unknown,
  });
});

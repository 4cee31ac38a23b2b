/** What Wallarm's API refuses, and that nothing is kept then. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020';

import { resolveWallarmApiOptions } from '../../src/wallarm-api/options';
import { ROUTES } from '../../src/wallarm-api/routes';
import { CLIENT, objectOf, startWallarmApi, TOKEN } from './setup';

const target = { url: 'https://localhost:5044/', headers: { 'X-Auth-Token': 'hush-hush' } };
const integration = {
  ...{ name: 'Logstash', active: true, type: 'web_hooks', clientid: CLIENT, target },
  events: [{ event: 'siem', active: true }],
};
const NOT_LET_IN = { status: 403, body: 'User not authenticated' };

describe('who is let in', () => {
  const uuid = { 'X-WallarmAPI-UUID': '00000000-0000-4000-8000-000000000001' };

  test.each([
    ['the token', { 'x-wallarmapi-token': TOKEN }],
    ['the token as the documentation spells it', { 'X-WallarmApi-Token': TOKEN }],
    ['the older pair', { ...uuid, 'X-WallarmAPI-Secret': 's'.repeat(64) }],
  ])('bears %s', async (_what, headers) => {
    await using api = await startWallarmApi();
    expect((await api.call('POST', '/v1/user', undefined, headers)).status).toBe(200);
  });

  test.each([
    ['no token', {}],
    ['a short one', { 'X-WallarmAPI-Token': TOKEN.slice(1) }],
    ['one of other characters', { 'X-WallarmAPI-Token': '-'.repeat(64) }],
    ['a bearer token', { authorization: `Bearer ${TOKEN}` }],
    ['half of the older pair', uuid],
    ['a secret that is too short', { ...uuid, 'X-WallarmAPI-Secret': 's'.repeat(39) }],
  ])('not with %s', async (_what, headers) => {
    await using api = await startWallarmApi();
    const reply = await api.call('POST', '/v2/integration', integration, headers);
    expect([reply.status, reply.json()]).toEqual([403, NOT_LET_IN]);
    expect(api.console.list()).toEqual([]);
  });

  test.each([
    [{ origin: 'https://evil.example' }, 'Pages'],
    [{ 'sec-fetch-site': 'same-origin' }, 'Pages'],
    [{ host: 'evil.example' }, 'no name of this API'],
  ])('no page and no foreign name: %j', async (more, why) => {
    await using api = await startWallarmApi();
    const reply = await api.call('POST', '/v1/user', undefined, {
      'X-WallarmAPI-Token': TOKEN,
      ...more,
    });
    expect(reply.status).toBe(403);
    expect(reply.text).toContain(why);
    expect((await api.call('OPTIONS', '/v1/user')).status).toBe(405);
  });

  test('only bears the configured token, where there is one', async () => {
    const configured = `${'B'.repeat(63)}+`;
    await using api = await startWallarmApi({ token: configured });
    const statusOf = async (headers: Record<string, string>) =>
      (await api.call('POST', '/v1/user', undefined, headers)).status;

    expect(await statusOf({ 'X-WallarmAPI-Token': configured })).toBe(200);
    expect(await statusOf({ 'X-WallarmAPI-Token': TOKEN })).toBe(403);
    expect(await statusOf({ ...uuid, 'X-WallarmAPI-Secret': 's'.repeat(64) })).toBe(403);
    expect(() => resolveWallarmApiOptions({ host: '0.0.0.0' })).toThrow('a token');
    expect(() => resolveWallarmApiOptions({ token: 'short' })).toThrow('64 characters of base64');
  });
});

describe('a request that is wrong', () => {
  const spoiled = (changes: object) => ({ ...integration, ...changes });
  const withTarget = (changes: object) => spoiled({ target: { ...target, ...changes } });

  test.each([
    ['name', spoiled({ name: undefined })],
    ['name', spoiled({ name: 5 })],
    ['name', spoiled({ name: '   ' })],
    ['type', spoiled({ type: 'carrier_pigeon' })],
    ['clientid', spoiled({ clientid: '4242' })],
    ['active', spoiled({ active: 'yes' })],
    ['target', spoiled({ target: 'https://localhost:5044/' })],
    ['target.url', withTarget({ url: undefined })],
    ['target.url', withTarget({ url: 'http://localhost:5044/' })],
    ['target.http_method', withTarget({ http_method: 'GET' })],
    ['target.format', withTarget({ format: 'xml' })],
    ['target.headers', withTarget({ headers: { Host: 'hush-hush' } })],
    ['target.headers.A', withTarget({ headers: { A: 5 } })],
    ['target.timeout', withTarget({ timeout: 1.5 })],
    ['target.ca_file', withTarget({ ca_file: 'no PEM, hush-hush' })],
    ['events', spoiled({ events: [{ event: 'nothing', active: true }] })],
    ['events.0.active', spoiled({ events: [{ event: 'siem' }] })],
  ])('names %s, and keeps nothing', async (field, body) => {
    await using api = await startWallarmApi();
    const { id } = objectOf(await api.call('POST', '/v2/integration', integration));
    const before = await readFile(join(api.directory, 'integrations.json'), 'utf8');

    const made = await api.call('POST', '/v2/integration', body);
    // A change may leave these out.
    const alsoChanged = !['clientid', 'name', 'active'].includes(field);
    const change = { ...body, clientid: undefined, active: false };
    const changed = alsoChanged ? await api.call('PUT', `/v2/integration/${id}`, change) : made;

    for (const reply of [made, changed]) {
      expect([reply.status, reply.json()]).toMatchObject([400, { status: 400, body: {} }]);
      const { body: fields } = reply.json() as { body: Record<string, { error: string }> };
      expect(Object.keys(fields)).toEqual([field]);
      expect(reply.text).not.toContain('hush-hush');
      expect(await readFile(join(api.directory, 'integrations.json'), 'utf8')).toBe(before);
    }
  });

  test('is refused for its form', async () => {
    await using api = await startWallarmApi();
    const deep = `{"name":"x","clientid":1,"type":"email","target":${'['.repeat(100)}${']'.repeat(100)}}`;
    const statuses = [
      await api.call('POST', '/v2/integration', '{"name":'),
      await api.call('POST', '/v2/integration', '[]'),
      await api.call('POST', '/v2/integration', deep),
      await api.call('POST', '/v2/integration', `"${'x'.repeat(5_000_000)}"`),
      await api.call('POST', '/v2/integration'),
      await api.call('PATCH', '/v2/integration', {}),
      await api.call('GET', '/v2/integration/1'),
      await api.call('GET', '/v3/nothing'),
      await api.call('PUT', '/v2/integration/1', {}),
      await api.call('POST', '/v2/clients/x/triggers', {}),
    ].map(({ status }) => status);

    expect(statuses).toEqual([400, 400, 400, 413, 415, 405, 405, 404, 404, 400]);
    expect(api.console.kept()).toEqual([]);
  });
});

describe('the OpenAPI document', () => {
  test('has every route, and its schemas take what is taken', async () => {
    await using api = await startWallarmApi();
    const reply = await api.call('GET', '/openapi.json');
    const { paths } = reply.json() as {
      paths: Record<
        string,
        Record<string, { requestBody?: { content: { 'application/json': { schema: object } } } }>
      >;
    };

    const listed = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(listed.sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
    const schema =
      paths['/v2/integration']?.['post']?.requestBody?.content['application/json'].schema ?? {};
    expect(new Ajv2020({ strict: false }).validate(schema, integration)).toBe(true);
    for (const { method, path, example } of ROUTES.filter((one) => one.method === 'GET')) {
      const answer = await api.call(method, path.replace('{client_id}', '1'));
      expect(Object.keys(answer.json() as object)).toEqual(Object.keys(example as object));
    }
  });
});

/** Every request that Wallarm's Terraform provider and Go client were recorded with, and what they need of the answers. */
import { startRecording } from '../console/setup';
import { CLIENT, objectOf, startWallarmApi, type TestWallarmApi } from './setup';

const target = {
  url: 'https://localhost:5044/',
  format: 'json',
  http_method: 'POST',
  headers: { 'X-Auth-Token': 'invented' },
  ca_file: '',
  ca_verify: true,
  timeout: 15,
  open_timeout: 20,
  subtype: 'web_hooks',
};
const ALL_EVENTS = [
  ...['siem', 'rules_and_triggers', 'number_of_requests_per_hour', 'security_issue_critical'],
  ...['security_issue_high', 'security_issue_medium', 'security_issue_low'],
  ...['security_issue_info', 'system'],
];
const events = [
  { event: 'security_issue_medium', active: false },
  { event: 'siem', active: true, with_headers: false },
  { event: 'system', active: true },
  ...ALL_EVENTS.filter((one) => !['security_issue_medium', 'siem', 'system'].includes(one)).map(
    (event) => ({ event, active: false }),
  ),
];
const integration = {
  ...{ name: 'Logstash', active: true, type: 'web_hooks', clientid: CLIENT },
  ...{ target, events },
};

const create = (api: TestWallarmApi, changes: object = {}) =>
  api.call('POST', '/v2/integration', { ...integration, ...changes });

async function list(api: TestWallarmApi, query = `clientid=${CLIENT}`): Promise<unknown> {
  const reply = await api.call('GET', `/v2/integration?${query}`);
  return (reply.json() as { body: { object: unknown } }).body.object;
}

describe('the account', () => {
  test('is told without a body, and with an empty one', async () => {
    await using api = await startWallarmApi();

    const bare = await api.call('POST', '/v1/user');
    const curl = await api.call('POST', '/v1/user', {});

    expect([bare.status, curl.status]).toEqual([200, 200]);
    expect(bare.json()).toMatchObject({
      status: 200,
      body: {
        ...{ id: expect.any(Number) as number, client_id: expect.any(Number) as number },
        ...{ create_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/) as string },
        ...{ permissions: expect.any(Array) as unknown, enabled: true },
      },
    });
    expect(curl.text).toBe(bare.text);
  });

  test.each([
    ['GET', `/v1/objects/client?filter[id]=${CLIENT}&limit=1`, undefined],
    ['POST', '/v1/objects/client', { filter: { id: CLIENT }, limit: 1000, offset: 0 }],
    ['POST', '/v1/objects/client', { filter: { id: [CLIENT] }, limit: 1000, offset: 0 }],
  ])('has clients: %s %s', async (method, path, body) => {
    await using api = await startWallarmApi();

    expect((await api.call(method, path, body)).json()).toMatchObject({
      status: 200,
      body: [{ id: CLIENT, create_at: expect.any(Number) as number, enabled: true }],
    });
  });

  test('has users', async () => {
    await using api = await startWallarmApi();
    const body = { limit: 500, order_by: 'realname', order_desc: false, filter: { id: 1 } };

    const reply = await api.call('POST', '/v1/objects/user', body);

    expect(reply.json()).toMatchObject({ status: 200, body: [{ id: 1 }] });
  });
});

describe('an integration', () => {
  test('is made as Terraform makes it, and given back as it came', async () => {
    await using api = await startWallarmApi();

    const made = await create(api);
    const rest = { name: 'Logstash', active: true, type: 'web_hooks', target, events };

    expect(made.status).toBe(200);
    expect(made.json()).toMatchObject({ body: { result: 'success' } });
    const object = objectOf(made);
    expect(object).toMatchObject({
      ...rest,
      ...{ created_at: expect.any(Number) as number, created_by: expect.any(String) as string },
      ...{ system_active: true, resource_type: 'web_hooks' },
    });
    expect(Number.isInteger(object.id)).toBe(true);
    expect(object['events']).toEqual(events);
    expect(await list(api)).toEqual([object]);
    expect(api.console.list()).toMatchObject([
      { ...{ name: 'Logstash', maker: 'wallarm-api', events: ['hits', 'system'] }, enabled: true },
    ]);
  });

  test('is made by the shortest configuration: off, and told of nothing', async () => {
    await using api = await startWallarmApi();
    const off = ALL_EVENTS.map((event) => ({ event, active: false }));

    const made = await create(api, {
      ...{ name: 'Webhook integration managed by Terraform', active: false, events: off },
      target: { ...target, headers: {} },
    });

    expect(objectOf(made)).toMatchObject({ active: false, events: off, target: { headers: {} } });
    expect(api.console.list()).toMatchObject([{ enabled: false, events: [], headers: [] }]);
  });

  test('has its name alone changed, then everything, then it is gone', async () => {
    await using api = await startWallarmApi();
    const { id } = objectOf(await create(api));
    const whole = {
      ...{ name: 'Logstash 2', active: true, type: 'web_hooks', target },
      events: [
        { event: 'siem', active: true, with_headers: true },
        { event: 'system', active: false },
      ],
    };

    const renamed = await api.call('PUT', `/v2/integration/${id}`, { name: 'Logstash 2' });
    const changed = await api.call('PUT', `/v2/integration/${id}`, whole);
    const shown = api.console.get(String(id));
    const deleted = await api.call('DELETE', `/v2/integration/${id}`);
    const again = await api.call('DELETE', `/v2/integration/${id}`);

    expect(objectOf(renamed)).toMatchObject({ id, name: 'Logstash 2', target, events });
    expect(objectOf(changed)).toMatchObject({ id, ...whole });
    expect(shown).toMatchObject({ events: ['hits'], withHeaders: true });
    expect(deleted.status).toBe(200);
    expect([again.status, again.json()]).toEqual([404, { status: 404, body: 'Not found' }]);
    expect(await list(api)).toEqual([]);
  });

  test('is switched off and on, and changed in the console in between', async () => {
    await using api = await startWallarmApi();
    const { id } = objectOf(await create(api));
    const put = (body: object) => api.call('PUT', `/v2/integration/${id}`, body);

    expect(objectOf(await put({ active: false }))).toMatchObject({ active: false, target });
    await api.console.update(String(id), { format: 'ndjson', events: ['system', 'scope'] });
    const listed = (await list(api)) as [{ target: object; events: { event: string }[] }];
    expect(listed[0]).toMatchObject({ active: false, target: { format: 'jsonl' } });
    expect(listed[0].events).toContainEqual({ event: 'siem', active: false, with_headers: false });
    expect(listed[0].events).toContainEqual({ event: 'scope', active: true });
    expect(objectOf(await put({ active: true }))).toMatchObject({ active: true });
    expect(api.console.get(String(id))).toMatchObject({ enabled: true, format: 'ndjson' });
  });

  test('of before 2026-03 has the names of then', async () => {
    await using api = await startWallarmApi();
    const old = ['hit', 'vuln_high', 'vuln_medium', 'vuln_low', 'system', 'scope'].map((event) => ({
      ...{ event, active: true },
    }));
    const before = { ...target, subtype: undefined };

    const made = await create(api, { events: old, target: before });

    expect(objectOf(made)).toMatchObject({ events: old });
    expect(api.console.list()[0]?.events).toEqual([
      ...['hits', 'system', 'vulnerabilities-high', 'vulnerabilities-medium'],
      ...['vulnerabilities-low', 'scope'],
    ]);
  });

  test('delivers what is raised in the console', async () => {
    await using api = await startWallarmApi();
    await using peer = await startRecording();
    await create(api, { target: { ...target, url: peer.url, ca_file: peer.settings.ca } });

    await api.console.raise('new_hits');
    await peer.arrived(1);

    expect(peer.types).toEqual(['new_hits']);
  });

  test('is found by its client, kind, state and id', async () => {
    await using api = await startWallarmApi();
    await create(api);
    await create(api, { active: false });
    await create(api, { type: 'slack', target: 'https://hooks.example/x' });
    await api.console.create({ name: 'here', url: 'https://localhost:1/' });
    const ids = async (query: string) =>
      ((await list(api, query)) as { id: number }[]).map(({ id }) => id);

    expect(await ids(`clientid=${CLIENT}`)).toEqual([1, 2, 3]);
    expect(await ids('clientid=1')).toEqual([4]);
    expect(await ids('')).toEqual([1, 2, 3, 4]);
    expect(await ids('type=slack')).toEqual([3]);
    expect(await ids('enabled=false')).toEqual([2]);
    expect(await ids('offset=1&limit=2')).toEqual([2, 3]);
    expect(await ids('id=1&id=3')).toEqual([1, 3]);
  });
});

describe('an integration of another kind', () => {
  test.each([
    ['email', ['me@example.com']],
    ['slack', 'https://hooks.example/services/x'],
    ['ms_teams', 'https://teams.example/x'],
    ['sumo_logic', 'https://sumo.example/x'],
    ['pager_duty', 'k'.repeat(32)],
    ['opsgenie', { token: 't', api: 'https://api.example' }],
    ['splunk', { token: 't', api: 'https://api.example' }],
    ['insight_connect', { token: 't', api: 'https://api.example' }],
    ['data_dog', { region: 'US1', token: 't' }],
  ])('%s is kept, listed, changed and never sent', async (type, other) => {
    await using api = await startWallarmApi();
    const wanted = [{ event: 'report_daily', active: true }];

    const made = objectOf(await create(api, { type, target: other, events: wanted }));
    const path = `/v2/integration/${made.id}`;
    const changed = await api.call('PUT', path, { name: 'other', active: false });
    await api.console.raise('new_hits');

    expect(made).toMatchObject({ type, target: other, events: wanted, active: true });
    expect(objectOf(changed)).toEqual({ ...made, name: 'other', active: false });
    expect(api.console.kept()).toMatchObject([
      { kind: type, name: 'other', enabled: false, events: ['report_daily'] },
    ]);
    expect(api.console.deliveries()).toEqual([]);
    expect((await api.call('DELETE', path)).status).toBe(200);
    expect(api.console.kept()).toEqual([]);
  });

  test('telegram takes two calls', async () => {
    await using api = await startWallarmApi();
    const named = {
      ...{ name: 'Telegram integration managed by Terraform', active: false },
      events: [{ event: 'system', active: false }],
    };

    const made = objectOf(
      await api.call('POST', '/v2/integration/telegram', {
        ...{ name: 'harness', clientid: CLIENT, chat_data: 'opaque==' },
      }),
    );
    const changed = objectOf(await api.call('PUT', `/v2/integration/${made.id}`, named));

    expect(made).toMatchObject({ type: 'telegram', name: 'harness' });
    expect(changed).toMatchObject({ ...named, type: 'telegram' });
  });
});

describe('a trigger', () => {
  const path = `/v2/clients/${CLIENT}/triggers`;
  const trigger = {
    ...{ name: 'Too many attacks', comment: 'This trigger set by Terraform' },
    ...{ template_id: 'attacks_exceeded', enabled: true },
    filters: [{ id: 'ip_address', operator: 'eq', values: ['192.0.2.7'] }],
    actions: [{ id: 'send_notification', params: { integration_ids: [1001] } }],
    threshold: { period: 3600, operator: 'gt', allowed_operators: ['gt'], count: 5 },
  };
  const triggerOf = (reply: { json: () => unknown }) =>
    (reply.json() as { trigger: { id: number } }).trigger;
  const listed = async (api: TestWallarmApi) =>
    (await api.call('GET', `${path}?denormalize=true`)).json();

  test('is made, listed at once, replaced and deleted', async () => {
    await using api = await startWallarmApi();

    expect(await listed(api)).toEqual({ triggers: [] });
    const made = triggerOf(await api.call('POST', path, { trigger }));
    expect(made).toMatchObject({
      ...{ ...trigger, client_id: CLIENT, thresholds: [trigger.threshold] },
      template: { id: 'attacks_exceeded', filters: [], threshold: {}, actions: [] },
    });
    expect(await listed(api)).toEqual({ triggers: [made] });
    const bare = { ...trigger, name: 'less', threshold: null, filters: null };
    const changed = triggerOf(await api.call('PUT', `${path}/${made.id}`, { trigger: bare }));
    expect(changed).toMatchObject({ name: 'less', threshold: null, thresholds: [], filters: [] });
    expect((await api.call('DELETE', `${path}/${made.id}`)).status).toBe(200);
    for (const method of ['PUT', 'DELETE']) {
      const body = method === 'PUT' ? { trigger } : undefined;
      const reply = await api.call(method, `${path}/${made.id}`, body);
      expect([reply.status, reply.json()]).toEqual([404, { status: 404, body: 'Not found' }]);
    }
  });

  test('decides who gets its message, as long as it is enabled', async () => {
    await using api = await startWallarmApi();
    await using named = await startRecording();
    await using other = await startRecording();
    const make = async (url: string, ca_file: string | undefined) =>
      objectOf(await create(api, { target: { ...target, url, ca_file }, events: [] })).id;
    const id = await make(named.url, named.settings.ca);
    await make(other.url, other.settings.ca);
    const actions = [{ id: 'send_notification', params: { integration_ids: [id, 999] } }];
    const made = triggerOf(await api.call('POST', path, { trigger: { ...trigger, actions } }));

    await api.console.raise('attacks_exceeded');
    await named.arrived(1);
    await api.call('PUT', `${path}/${made.id}`, { trigger: { ...trigger, enabled: false } });

    await expect(api.console.raise('attacks_exceeded')).rejects.toThrow('an enabled trigger');
    await api.console.settled();
    expect([named.types, other.types]).toEqual([['attacks_exceeded'], []]);
    expect(api.console.triggers()).toMatchObject([
      { template: 'attacks_exceeded', enabled: false, notificationType: 'attacks_exceeded' },
    ]);
  });

  test('tells those that ticked rules and triggers of each change', async () => {
    await using api = await startWallarmApi();
    await using peer = await startRecording();
    const told = [{ event: 'rules_and_triggers', active: true }];
    await create(api, {
      target: { ...target, url: peer.url, ca_file: peer.settings.ca },
      events: told,
    });

    const { id } = triggerOf(await api.call('POST', path, { trigger }));
    await api.call('PUT', `${path}/${id}`, { trigger });
    await api.call('DELETE', `${path}/${id}`);
    await peer.arrived(3);

    expect([...peer.types].sort()).toEqual(['trigger_create', 'trigger_delete', 'trigger_update']);
  });
});

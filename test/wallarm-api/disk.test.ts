/** A disk that takes nothing under a change through Wallarm's API: it is refused, and nothing of it is kept. */
import { rename } from 'node:fs/promises';

import { readIntegrations } from '../../src/console/start-console';
import { CLIENT, objectOf, startWallarmApi } from './setup';

const integration = {
  ...{ name: 'Logstash', active: true, type: 'web_hooks', clientid: CLIENT },
  target: { url: 'https://localhost:5044/', headers: { 'X-Auth-Token': 'hush-hush' } },
  events: [{ event: 'siem', active: true }],
};
const trigger = {
  ...{ name: 'Too many attacks', comment: '', template_id: 'attacks_exceeded', enabled: true },
  filters: [],
  actions: [{ id: 'send_notification', params: { integration_ids: [1] } }],
  threshold: null,
};
const TRIGGERS = `/v2/clients/${CLIENT}/triggers`;

/** Takes the directory from under the console while `work` runs. */
async function withoutDisk<T>(directory: string, work: () => Promise<T>): Promise<T> {
  await rename(directory, `${directory}-away`);
  try {
    return await work();
  } finally {
    await rename(`${directory}-away`, directory);
  }
}

test('a PUT to an integration changes nothing, and the same PUT later changes it', async () => {
  await using api = await startWallarmApi();
  const made = objectOf(await api.call('POST', '/v2/integration', integration));
  const put = () => api.call('PUT', `/v2/integration/${made.id}`, { name: 'other', active: false });

  const refused = await withoutDisk(api.directory, put);

  expect(refused.status).toBe(500);
  expect(refused.json()).toMatchObject({
    status: 500,
    body: expect.stringMatching(/^Cannot write .*, and nothing was changed: /) as string,
  });
  expect(refused.text).not.toContain('hush-hush');
  const before = [{ name: 'Logstash', enabled: true }];
  expect(api.console.list()).toMatchObject(before);
  expect((await readIntegrations(api.directory)).list()).toMatchObject(before);
  expect((await put()).status).toBe(200);
  const after = [{ name: 'other', enabled: false }];
  expect(api.console.list()).toMatchObject(after);
  expect((await readIntegrations(api.directory)).list()).toMatchObject(after);
});

test('a PUT to a trigger changes nothing, and tells nobody', async () => {
  await using api = await startWallarmApi();
  const made = (await api.call('POST', TRIGGERS, { trigger })).json();
  const { id } = (made as { readonly trigger: { readonly id: number } }).trigger;

  const refused = await withoutDisk(api.directory, () =>
    api.call('PUT', `${TRIGGERS}/${id}`, { trigger: { ...trigger, name: 'less' } }),
  );

  expect(refused.status).toBe(500);
  const before = [{ id, name: 'Too many attacks' }];
  expect(api.console.triggers()).toMatchObject(before);
  expect((await readIntegrations(api.directory)).triggers()).toMatchObject(before);
});

test('what could not be made is not there, and its id is not lost', async () => {
  await using api = await startWallarmApi();
  const make = () => api.call('POST', '/v2/integration', integration);

  expect((await withoutDisk(api.directory, make)).status).toBe(500);

  expect(api.console.list()).toEqual([]);
  expect(objectOf(await make()).id).toBe(1);
});

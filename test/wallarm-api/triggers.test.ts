/** Triggers that Wallarm's API made, as the command line and the console's API show them. */
import { dirname } from 'node:path';

import { integrationCommand } from '../../src/cli/integration/integration';
import { call, startTestApi } from '../api/setup';
import { collectOutput } from '../cli/output';
import { CLIENT, startWallarmApi, type TestWallarmApi } from './setup';

/** Makes one; its id. */
async function make(api: TestWallarmApi, over: object): Promise<number> {
  const trigger = {
    ...{ name: 'Too many attacks', comment: 'by hand', template_id: 'attacks_exceeded' },
    ...{ enabled: true, filters: [], actions: [], threshold: null, ...over },
  };
  const made = (await api.call('POST', `/v2/clients/${CLIENT}/triggers`, { trigger })).json();
  return (made as { readonly trigger: { readonly id: number } }).trigger.id;
}

/** What `integration triggers` prints. */
async function printed(api: TestWallarmApi, ...args: readonly string[]): Promise<string> {
  const { dependencies, text } = collectOutput();
  const command = integrationCommand({ ...dependencies, cwd: dirname(api.directory) });
  await command.parseAsync(['triggers', '--data', dirname(api.directory), ...args], {
    from: 'user',
  });
  return text();
}

const telling = (...ids: readonly number[]) => ({
  actions: [{ id: 'send_notification', params: { integration_ids: ids } }],
});

test('wallstash integration triggers has a line for each, and says who is told of what', async () => {
  await using api = await startWallarmApi();
  expect(await printed(api)).toBe(
    "There are no triggers: Wallarm's own API makes them, see docs/wallarm-api.md.\n",
  );
  expect(JSON.parse(await printed(api, '--json'))).toEqual([]);
  const first = await make(api, telling(1, 2));
  const second = await make(api, { name: 'odd', template_id: 'vector_attack', enabled: false });

  expect(await printed(api)).toBe(
    `${String(first).padEnd(4)}  Too many attacks  enabled  attacks_exceeded: tells integration 1, 2 of attacks_exceeded\n` +
      `${String(second).padEnd(4)}  odd  disabled  vector_attack: tells nobody of nothing that can be raised\n`,
  );
  expect(JSON.parse(await printed(api, '--json'))).toEqual(api.console.triggers());
});

test('GET /api/triggers has them all', async () => {
  await using api = await startWallarmApi();
  await using running = await startTestApi({}, { console: api.console });
  const listed = async () => (await call(running.api, '/api/triggers')).json();
  expect(await listed()).toEqual({ triggers: [] });

  const id = await make(api, telling(7));

  expect(await listed()).toEqual({
    triggers: [
      {
        ...{ id, name: 'Too many attacks', comment: 'by hand', template: 'attacks_exceeded' },
        ...{ enabled: true, integrations: ['7'], notificationType: 'attacks_exceeded' },
      },
    ],
  });
});

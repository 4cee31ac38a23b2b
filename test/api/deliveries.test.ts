/** What was received, as the API tells it. */
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { build } from '../../src/notification/build';
import { draft } from '../helpers/journal';
import { startRecording } from '../console/setup';
import { call, startTestApi } from './setup';

const hit = JSON.stringify([build('new_hits', { seed: 1 })]);
const broken = '[{"details":{"notification_type":"vuln"}}]';

interface Page {
  readonly entries: readonly { readonly id: string }[];
  readonly next?: string;
}

describe('the list of deliveries', () => {
  test('is paged, and what arrives meanwhile neither repeats nor hides any', async () => {
    await using running = await startTestApi();
    for (let index = 0; index < 5; index += 1) await running.journal.append(draft(hit));

    const first = (await call(running.api, '/api/deliveries?limit=2')).json() as Page;
    await running.journal.append(draft(hit));
    const second = (
      await call(running.api, `/api/deliveries?limit=9&cursor=${first.next ?? ''}`)
    ).json() as Page;

    expect([...first.entries, ...second.entries].map(({ id }) => Number(id))).toEqual([
      5, 4, 3, 2, 1,
    ]);
    expect(second.next).toBeUndefined();
  });

  test.each([
    ['type=vuln', [2]],
    ['valid=false', [2]],
    ['valid=true&order=oldest-first', [1, 3]],
    ['verdict=rejected', [2]],
    ['method=PUT', [3]],
    ['text=NOTIFICATION_TYPE%22:%22VULN', [2]],
    ['until=1', []],
  ])('narrowed by %s', async (query, ids) => {
    await using running = await startTestApi();
    await running.journal.append(draft(hit));
    await running.journal.append(draft(broken, { verdict: 'rejected' }));
    await running.journal.append(draft(hit, { method: 'PUT' }));

    const page = (await call(running.api, `/api/deliveries?${query}`)).json() as Page;

    expect(page.entries.map(({ id }) => Number(id))).toEqual(ids);
  });

  test('says what is wrong with a question', async () => {
    await using running = await startTestApi();

    for (const query of ['limit=0', 'limit=x', 'verdict=good', 'colour=red', 'cursor=o1']) {
      const reply = await call(running.api, `/api/deliveries?${query}`);
      expect([query, reply.status]).toEqual([query, 400]);
      expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    }
    const unknown = await call(running.api, '/api/deliveries?colour=red');
    expect(unknown.json()).toMatchObject({ errors: [expect.stringContaining('colour')] });
  });

  test('is not sent again to who has it', async () => {
    await using running = await startTestApi();
    const first = await call(running.api, '/api/deliveries');
    const headers = { 'if-none-match': String(first.headers.etag) };

    const same = await call(running.api, '/api/deliveries', { headers });
    await running.journal.append(draft(hit));
    const newer = await call(running.api, '/api/deliveries', { headers });

    expect([same.status, same.text, newer.status]).toEqual([304, '', 200]);
  });
});

describe('one delivery', () => {
  test('is told whole', async () => {
    await using running = await startTestApi();
    const { id } = await running.journal.append(draft(broken));

    const reply = await call(running.api, `/api/deliveries/${id}`);

    expect(reply.json()).toMatchObject({
      ...{ id, body: broken, bodyEncoding: 'utf8', headers: { host: 'localhost:5044' } },
      findings: { notifications: [{ type: 'vuln', violations: expect.any(Array) as unknown }] },
    });
  });

  test('of bytes that are no text comes as base64', async () => {
    await using running = await startTestApi();
    const bytes = Buffer.from([0xff, 0x00, 0xfe]);
    const { id } = await running.journal.append(draft(bytes));

    const told = (await call(running.api, `/api/deliveries/${id}`)).json();

    expect(told).toMatchObject({ body: bytes.toString('base64'), bodyEncoding: 'base64' });
  });

  test('has its raw body, to be saved and never shown as a page', async () => {
    await using running = await startTestApi();
    const { id } = await running.journal.append(draft('<script>alert(1)</script>'));

    const reply = await call(running.api, `/api/deliveries/${id}/body`);

    expect(reply.text).toBe('<script>alert(1)</script>');
    expect(reply.headers['content-type']).toBe('application/octet-stream');
    expect(reply.headers['content-disposition']).toMatch(/^attachment;/);
  });

  test.each(['/api/deliveries/7', '/api/deliveries/7/body', '/api/nowhere'])(
    'that is not there (%s) is answered 404',
    async (path) => {
      await using running = await startTestApi();
      const reply = await call(running.api, path);
      expect(reply.json()).toMatchObject({ status: 404, type: 'docs/errors.md#wst_not_found' });
    },
  );

  test('can be sent again, byte for byte', async () => {
    await using running = await startTestApi();
    await using peer = await startRecording();
    const { id } = await running.journal.append(draft(hit));
    const { url, ca } = peer.settings;
    const headers = [{ name: 'X-Auth-Token', value: 'hush-hush' }];

    const reply = await call(running.api, `/api/deliveries/${id}/replay`, {
      ...{ method: 'POST', body: { url, ca, headers } },
    });

    expect(reply.json()).toMatchObject({ attempt: { status: 200, failure: null } });
    expect(peer.bodies).toEqual([JSON.parse(hit)]);
    expect(reply.text).not.toContain('hush-hush');
  });

  test('can be sent again to an integration, with its secrets, which nobody is shown', async () => {
    await using running = await startTestApi();
    await using peer = await startRecording();
    const { id } = await running.journal.append(draft(hit));
    const headers = [{ name: 'X-Auth-Token', value: 'hush-hush' }];
    await running.console.create({ ...peer.settings, headers, enabled: false });

    const reply = await call(running.api, `/api/deliveries/${id}/replay`, {
      ...{ method: 'POST', body: { integration: 'Logstash' } },
    });

    expect(reply.json()).toMatchObject({
      attempt: { status: 200, failure: null, answer: { text: 'you sent ********' } },
    });
    expect(peer.bodies).toEqual([JSON.parse(hit)]);
    expect(reply.text).not.toContain('hush-hush');
  });

  test.each([
    [{}, 400],
    [{ integration: 'Logstash', url: 'https://127.0.0.1:9' }, 400],
    [{ integration: 'Logstash', requestTimeout: 5 }, 400],
    [{ requestTimeout: 5 }, 400],
    [{ integration: 'nobody' }, 404],
  ])('is not sent again to %j', async (body, status) => {
    await using running = await startTestApi();
    const { id } = await running.journal.append(draft(hit));
    await running.console.create({ name: 'Logstash', url: 'https://127.0.0.1:9' });

    const reply = await call(running.api, `/api/deliveries/${id}/replay`, { method: 'POST', body });

    expect(reply.status).toBe(status);
    if (status === 400) {
      expect(reply.text).toContain('give either an integration, whose settings are used');
    }
  });

  test.each([
    ['whose body was not kept', { bodySize: 99 }],
    ['that is but a handshake', { kind: 'handshake', verdict: 'refused' }],
  ] as const)('%s cannot be sent again', async (_name, over) => {
    await using running = await startTestApi();
    const { id } = await running.journal.append(draft('', over));

    const reply = await call(running.api, `/api/deliveries/${id}/replay`, {
      ...{ method: 'POST', body: { url: 'https://localhost:9' } },
    });

    expect(reply.json()).toMatchObject({ status: 409, type: 'docs/errors.md#wst_not_kept' });
  });
});

describe('whether it is ready', () => {
  test('is told with what the journal holds', async () => {
    await using running = await startTestApi({}, { journal: memoryJournal({ keep: 1 }) });
    await running.journal.append(draft(hit));
    await running.journal.append(draft(hit));

    const reply = await call(running.api, '/readyz');

    expect(reply.json()).toMatchObject({ status: 'ready', journal: { entries: 1, dropped: 1 } });
  });

  test('is denied, with the reason, when the journal cannot be written', async () => {
    const probe = () => Promise.reject(new Error('no space left'));
    await using running = await startTestApi({}, { probe });

    const reply = await call(running.api, '/readyz');

    expect(reply.status).toBe(503);
    expect(reply.json()).toMatchObject({ status: 'not-ready', reason: 'no space left' });
  });
});

test('metrics count deliveries by verdict, violations by type, and what was dropped', async () => {
  await using running = await startTestApi({}, { journal: memoryJournal({ keep: 1 }) });
  await running.journal.append(draft(hit));
  await running.journal.append(draft(broken, { verdict: 'rejected' }));
  await running.journal.append(draft('[{"summary":"","details":{"notification_type":"x{1}"}}]'));

  await running.journal.append(draft('', { kind: 'handshake', verdict: 'refused' }));

  const { text } = await call(running.api, '/metrics');

  expect(text).toContain('wallstash_deliveries_total{verdict="accepted"} 2');
  expect(text).toContain('wallstash_deliveries_total{verdict="rejected"} 1');
  expect(text).toContain('wallstash_deliveries_total{verdict="refused"} 0');
  expect(text).toMatch(/wallstash_violations_total\{type="vuln"\} [1-9]/);
  expect(text).toContain('wallstash_notifications_total{type="other"} 1');
  expect(text).toContain('wallstash_journal_dropped_total 3');
  expect(text).not.toContain('x{1}');
});

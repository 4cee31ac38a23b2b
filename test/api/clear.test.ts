/** Deliveries cleared over HTTP. */
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';

import { build } from '../../src/notification/build';
import { draft } from '../helpers/journal';
import { call, startTestApi } from './setup';

const hit = JSON.stringify([build('new_hits', { seed: 1 })]);

describe('clearing over HTTP', () => {
  test('takes what the search finds, or what is older, and says how many went', async () => {
    await using running = await startTestApi();
    await running.journal.append(draft(hit, { receivedAt: 1_000 }));
    await running.journal.append(draft('{"other":1}', { receivedAt: 2_000 }));
    await running.journal.append(draft(hit, { receivedAt: 3_000 }));
    const clear = (query: string) =>
      call(running.api, `/api/deliveries${query}`, { method: 'DELETE' });

    const older = await clear('?search=type:new_hits&until=3000');
    const page = (await call(running.api, '/api/deliveries')).json();
    const all = await clear('');

    expect(older.json()).toEqual({ cleared: 1, damaged: 0 });
    expect(page).toMatchObject({ entries: [{ id: '0000000003' }, { id: '0000000002' }] });
    expect(page).toMatchObject({ cleared: 1, dropped: 0 });
    expect(all.json()).toEqual({ cleared: 2, damaged: 0 });
    const { text } = await call(running.api, '/metrics');
    expect(text).toMatch(/^wallstash_journal_cleared_total 3$/m);
    expect(text).toMatch(/^wallstash_journal_dropped_total 0$/m);
  });

  test('with a condition that cannot be read clears nothing', async () => {
    await using running = await startTestApi();
    await running.journal.append(draft(hit));
    for (const query of ['search=typ:x', 'colour=red', 'until=x']) {
      const reply = await call(running.api, `/api/deliveries?${query}`, { method: 'DELETE' });
      expect([query, reply.status]).toEqual([query, 400]);
    }
    expect((await running.journal.query()).entries).toHaveLength(1);
  });

  test('is told to every open page', async () => {
    await using running = await startTestApi();
    await running.journal.append(draft(hit));
    const request = httpRequest({ host: '127.0.0.1', port: running.api.port, path: '/api/stream' });
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.setEncoding('utf8');

    await call(running.api, '/api/deliveries', { method: 'DELETE' });

    let seen = '';
    for await (const chunk of response) {
      seen += String(chunk);
      if (seen.includes('event: cleared')) break;
    }
    expect(seen).toContain('event: cleared\ndata: {"entries":1}');
  });
});

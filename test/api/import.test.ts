/** Deliveries imported over HTTP: what came of it, who is told, and who counts it as an arrival (nobody). */
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';

import type { RunningApi } from '../../src/api/api';
import { ConsoleApi } from '../../src/check/remote/console-api';
import { openRemoteArrivals } from '../../src/check/remote/remote-arrivals';
import { exportEntries } from '../../src/journal/exporting/export-entries';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { build } from '../../src/notification/build';
import { draft } from '../helpers/journal';
import { call, type Reply, startTestApi } from './setup';

const HIT = JSON.stringify([build('new_hits', { seed: 1 })]);
const NDJSON = { 'content-type': 'application/x-ndjson' };

/** An export of as many deliveries as another Wallstash received. */
async function exportOf(count: number): Promise<string> {
  await using journal = memoryJournal();
  for (let index = 0; index < count; index += 1) {
    await journal.append(draft(HIT, { receivedAt: 1_000 + index }));
  }
  const parts: string[] = [];
  for await (const part of exportEntries(journal.read(), 'ndjson', { origin: '' })) {
    parts.push(String(part));
  }
  return parts.join('');
}

function importInto(api: RunningApi, body: string, headers = NDJSON): Promise<Reply> {
  return call(api, '/api/deliveries/import', { method: 'POST', headers, body });
}

test('an import is answered with what came of it, line by line where it was not taken', async () => {
  await using running = await startTestApi();
  const file = await exportOf(3);

  const first = await importInto(running.api, file);
  const again = await importInto(running.api, `${file}{"id":"1"}\n`);

  expect(first.json()).toEqual({ imported: 3, known: 0, refused: 0, refusals: [], dropped: 0 });
  expect(again.json()).toMatchObject({
    imported: 0,
    known: 3,
    refused: 1,
    refusals: [{ line: 4 }],
  });
  const reply = await call(running.api, '/api/deliveries/1');
  expect(reply.json()).toMatchObject({
    ...{ id: '0000000001', receivedAt: 1_000, body: HIT, verdict: 'accepted' },
    origin: { id: '0000000001' },
  });
  const list = await call(running.api, '/api/deliveries?search=imported:yes');
  expect(list.json()).toMatchObject({ entries: [{ imported: true }, {}, {}] });
});

test('nothing that counts arrivals counts it: no expectation, no metric, no check', async () => {
  await using running = await startTestApi();
  const arrivals = await openRemoteArrivals(new ConsoleApi({ url: `${running.api.url}/` }));
  const arrived: string[] = [];
  arrivals.subscribe((arrival) => void arrived.push(String(arrival.body)));

  await importInto(running.api, await exportOf(120));
  await arrivals.caughtUp();
  const expected = { type: 'new_hits', within: 0 };
  const reply = await call(running.api, '/api/verify', { method: 'POST', body: expected });
  await running.journal.append(draft(HIT));
  await arrivals.caughtUp();
  await arrivals.close();

  expect(reply.json()).toMatchObject({ held: false, count: 0, nearMisses: [] });
  expect(arrived).toEqual([HIT]);
  const { text } = await call(running.api, '/metrics');
  expect(text).toMatch(/^wallstash_deliveries_total\{verdict="accepted"\} 1$/m);
  expect(text).toMatch(/^wallstash_notifications_total\{type="new_hits"\} 1$/m);
  expect(text).toMatch(/^wallstash_journal_entries 121$/m);
});

test('every open page is told how many came, and of none as an arrival', async () => {
  await using running = await startTestApi();
  const request = httpRequest({ host: '127.0.0.1', port: running.api.port, path: '/api/stream' });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');

  await importInto(running.api, await exportOf(2));
  await running.journal.append(draft(HIT));

  let seen = '';
  for await (const chunk of response) {
    seen += String(chunk);
    if (seen.includes('event: delivery') && seen.includes('event: imported')) break;
  }
  expect(seen).toContain('event: imported\ndata: {"entries":2}');
  expect(seen.match(/^event: delivery$/gm)).toHaveLength(1);
  expect(seen).toContain('id: 0000000003\nevent: delivery');
});

test('what is no export is refused as a whole, though its sender has not ended', async () => {
  await using running = await startTestApi();
  const har = `{"log":{"version":"1.2"\n${' '.repeat(3_000_000)}`;
  const reply = await importInto(running.api, har);
  expect(reply.status).toBe(400);
  expect(reply.json()).toMatchObject({ type: 'docs/errors.md#wst_import' });
  expect(reply.text).toContain('it is a HAR');
});

test('only NDJSON is taken, and only of pages of its own', async () => {
  await using running = await startTestApi();
  const { api } = running;
  const file = await exportOf(1);
  const plain = await importInto(api, file, { 'content-type': 'text/plain' });
  const json = await importInto(api, file, { 'content-type': 'application/json' });
  const foreign = { ...NDJSON, origin: 'https://evil.example' };
  expect(plain.status).toBe(415);
  expect(plain.text).toContain('send application/x-ndjson');
  expect(json.status).toBe(415);
  expect((await importInto(api, file, foreign)).status).toBe(403);
  const other = { method: 'POST', headers: NDJSON, body: '{}' };
  expect((await call(api, '/api/validate', other)).status).toBe(415);
  expect(running.journal.statistics().entries).toBe(0);
});

test('one at a time; one whose caller breaks off keeps what it had, and makes room', async () => {
  await using running = await startTestApi();
  const { port } = running.api;
  const file = await exportOf(600);
  const slow = httpRequest({
    ...{ host: '127.0.0.1', port, path: '/api/deliveries/import', method: 'POST' },
    headers: NDJSON,
  });
  slow.on('error', () => undefined);
  slow.write(file);
  await new Promise<void>((resolve) => running.journal.subscribe(() => resolve()));

  const refused = await importInto(running.api, file);
  slow.destroy();

  expect(refused.status).toBe(429);
  expect(refused.text).toContain('another import is under way');
  let reply = refused;
  while (reply.status === 429) reply = await importInto(running.api, file);
  const { imported, known } = reply.json() as { imported: number; known: number };
  expect(known).toBeGreaterThanOrEqual(256);
  expect(imported + known).toBe(600);
});

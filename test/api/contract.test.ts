/** Expectations, validation, schemas and faults over HTTP. */
import { EventEmitter, once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';

import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { schemaDocument } from '../../src/notification/schema-files';
import { build } from '../../src/notification/build';
import { draft } from '../helpers/journal';
import { call, startTestApi, type TestApi } from './setup';

const hit = JSON.stringify([
  build('new_hits', { seed: 1, overrides: { details: { hit: { type: 'xss' } } } }),
]);

const verify = (running: TestApi, body: unknown) =>
  call(running.api, '/api/verify', { method: 'POST', body });

describe('an expectation', () => {
  test('is waited for, and holds when what it wants arrives', async () => {
    await using running = await startTestApi();
    const where = { details: { hit: { type: { $regex: '^x' } } } };

    const reply = verify(running, { type: 'new_hits', where, exactly: 1, within: 60_000 });
    await running.journal.append(draft(hit));

    expect((await reply).json()).toMatchObject({
      ...{ held: true, count: 1 },
      matched: [{ entry: '0000000001', payload: { details: { hit: { type: 'xss' } } } }],
    });
  });

  test('that does not hold is an answer with the nearest miss', async () => {
    await using running = await startTestApi();
    await running.journal.append(draft(hit));

    const reply = await verify(running, {
      ...{ type: 'new_hits', where: { details: { hit: { type: 'sqli' } } }, within: 0 },
    });

    expect(reply.status).toBe(200);
    expect(reply.json()).toMatchObject({
      ...{ held: false, code: 'WST_VERIFICATION', count: 0 },
      message: expect.stringContaining('details.hit.type') as unknown,
      nearMisses: [{ mismatches: [{ path: 'details.hit.type', want: '"sqli"', got: '"xss"' }] }],
    });
  });

  test.each([
    { typ: 'new_hits' },
    { exactly: -1 },
    { exactly: 1, atLeast: 1 },
    { where: { a: { $no: 1 } } },
    { within: 1e9 },
  ])('that cannot be (%j) is refused', async (expectation) => {
    await using running = await startTestApi();
    expect((await verify(running, expectation)).status).toBe(400);
  });

  test('does not touch what other objects inherit', async () => {
    await using running = await startTestApi();

    const reply = await verify(running, '{"where":{"__proto__":{"polluted":true}},"within":0}');

    expect(reply.status).toBeLessThan(500);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('a body to validate', () => {
  test.each([
    [hit, true],
    [hit.slice(1, -1), true],
    ['{"details":{}}', false],
    ['no JSON', false],
  ])('%#: is told valid or not, and is not kept', async (body, valid) => {
    await using running = await startTestApi();

    const reply = await call(running.api, '/api/validate', { method: 'POST', body: { body } });

    expect(reply.json()).toMatchObject({ valid });
    expect(running.journal.statistics().entries).toBe(0);
  });
});

test('the schema of each type is the one of the package', async () => {
  await using running = await startTestApi();

  const reply = await call(running.api, '/api/schemas/vuln');

  expect(reply.headers['content-type']).toMatch(/^application\/schema\+json/);
  expect(reply.text).toBe(JSON.stringify(schemaDocument('vuln')));
  expect((await call(running.api, '/api/schemas/nothing')).status).toBe(404);
});

test('faults are switched on and off, one or all', async () => {
  await using running = await startTestApi();
  const send = (method: string, path: string, body?: unknown) =>
    call(running.api, `/api/faults${path}`, { method, body });

  const added = await send('POST', '', { kind: 'status', status: [503, 200], next: 2 });
  await send('POST', '', { kind: 'expired' });
  const one = await send('DELETE', '/f1');
  const again = await send('DELETE', '/f1');
  const left = await send('GET', '');
  const all = await send('DELETE', '');

  expect(added.status).toBe(201);
  expect([one.status, again.status]).toEqual([204, 404]);
  expect(left.json()).toEqual({ faults: [{ id: 'f2', fault: { kind: 'expired' }, acted: 0 }] });
  expect(all.json()).toEqual({ cleared: 1 });
  expect((await send('POST', '', { kind: 'no-such' })).status).toBe(400);
});

test('a wait that its caller gives up ends, and is no defect', async () => {
  const defects: unknown[] = [];
  await using journal = memoryJournal();
  await using running = await startTestApi({}, { journal, onDefect: (one) => defects.push(one) });
  const waits = new EventEmitter();
  const subscribe = journal.subscribe.bind(journal);
  journal.subscribe = (listener) => {
    const unsubscribe = subscribe(listener);
    waits.emit('begun');
    return () => {
      unsubscribe();
      waits.emit('ended');
    };
  };
  const begun = once(waits, 'begun');
  const ended = once(waits, 'ended');
  const abort = new AbortController();
  const waiting = fetch(`${running.api.url}/api/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ never: true, within: 600_000, quietFor: 600_000 }),
    signal: abort.signal,
  });

  await begun;
  abort.abort();
  await expect(waiting).rejects.toThrow();
  await ended;
  await turn();

  expect(defects).toEqual([]);
});

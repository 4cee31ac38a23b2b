/** Sends: what a person wrote goes to a real receiver, so many times, and is found again. */
import type { Send, SendRequest } from '../../src/api/schemas/send';
import type { ApiDependencies } from '../../src/api/dependencies';
import { build } from '../../src/notification/build';
import { startTestReceiver, type TestReceiver } from '../helpers/receiver';
import { call, startTestApi, type TestApi } from './setup';

const HIT = build('new_hits', { seed: 'send' });
const TYPED = JSON.stringify(HIT, null, 2);

interface Stage extends AsyncDisposable {
  readonly receiver: TestReceiver;
  readonly running: TestApi;
}

/** An API beside a receiver that listens. */
async function stage(
  options: Parameters<typeof startTestReceiver>[0] = {},
  over: Partial<ApiDependencies> = {},
): Promise<Stage> {
  const receiver = await startTestReceiver(options);
  const { url, ca, journal } = receiver;
  const running = await startTestApi({}, { journal, receiver: { url, ca }, ...over });
  return {
    ...{ receiver, running },
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

async function start({ api }: TestApi, body: SendRequest): Promise<Send> {
  const reply = await call(api, '/api/sends', { method: 'POST', body });
  expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 202 });
  return reply.json() as Send;
}

async function get({ api }: TestApi, id: string): Promise<Send> {
  return (await call(api, `/api/sends/${id}`)).json() as Send;
}

/** As soon as it is as wanted: the stream says when it may be. */
async function until(running: TestApi, id: string, isSo: (send: Send) => boolean): Promise<Send> {
  const stop = new AbortController();
  const { body } = await fetch(`${running.api.url}/api/stream`, { signal: stop.signal });
  const reader = body?.getReader();
  try {
    for (;;) {
      const send = await get(running, id);
      if (isSo(send)) return send;
      await reader?.read();
    }
  } finally {
    stop.abort();
  }
}

const isOver = ({ state }: Send): boolean => state !== 'running';

describe('a send', () => {
  test('goes to the receiver, and what arrived is known by its content', async () => {
    await using at = await stage();
    const { id, count, rate, to } = await start(at.running, { body: TYPED, count: 3, rate: 100 });

    const send = await until(at.running, id, (one) => isOver(one) && one.arrived.deliveries === 3);

    const { entries } = await at.receiver.journal.query({ order: 'newest-first' });
    expect({ count, rate, to }).toEqual({
      ...{ count: 3, rate: 100 },
      to: { integration: null, authority: new URL(at.receiver.url).host },
    });
    expect(send).toMatchObject({ state: 'finished', delivered: 3, failed: 0, notifications: 1 });
    expect(send.outcomes).toEqual([{ status: 200, code: null, count: 3 }]);
    expect(send.attempts).toHaveLength(3);
    expect(send.arrived.ids).toEqual(entries.map((entry) => entry.id));
    expect(entries.map(({ method, carrier }) => [method, carrier])).toEqual(
      Array.from({ length: 3 }, () => ['POST', 'array']),
    );
  });

  test.each<[Send['format'], string, string]>([
    ['array', TYPED, JSON.stringify([HIT])],
    ['object', `[${TYPED}]`, JSON.stringify(HIT)],
    ['ndjson', `[${TYPED},${TYPED}]`, `${JSON.stringify(HIT)}\n${JSON.stringify(HIT)}\n`],
    ['as-typed', '{"cut', '{"cut'],
  ])('as %s is written as Wallarm would, by PUT', async (format, typed, bytes) => {
    await using at = await stage({ onViolation: 'accept' });
    const { id } = await start(at.running, { body: typed, format, method: 'PUT' });

    const send = await until(at.running, id, (one) => isOver(one) && one.arrived.deliveries === 1);

    const entry = await at.receiver.journal.get(send.arrived.ids[0] ?? '');
    expect(entry?.body.toString()).toBe(bytes);
    expect(entry?.method).toBe('PUT');
  });

  test('to an integration has its URL and headers, and shows none of their secrets', async () => {
    const secret = 'a header that nobody may see';
    await using at = await stage({ requireHeader: { name: 'x-token', value: secret } });
    const { url, ca } = at.receiver;
    const headers = [{ name: 'X-Token', value: secret }];
    await at.running.console.create({ name: 'SIEM', url, ca, headers, method: 'PUT' });
    const { id } = await start(at.running, { body: TYPED, integration: 'SIEM' });

    const send = await until(at.running, id, isOver);

    expect(send).toMatchObject({
      delivered: 1,
      method: 'PUT',
      to: { integration: { name: 'SIEM' } },
    });
    expect(JSON.stringify(send)).not.toContain(secret);
  });

  test('to the receiver bears what its senders must bear', async () => {
    const required = { name: 'x-token', value: 'a header that nobody may see' };
    await using at = await stage({ requireHeader: required }, { receiverSecrets: [required] });
    const { id } = await start(at.running, { body: TYPED });

    const send = await until(at.running, id, isOver);

    expect(send).toMatchObject({ delivered: 1, failed: 0 });
    expect(JSON.stringify(send)).not.toContain(required.value);
  });

  test('that breaks the contract is sent all the same, and its answers are counted', async () => {
    await using at = await stage();
    const { id } = await start(at.running, { body: '{"summary":1}', count: 2, rate: 100 });

    const send = await until(at.running, id, (one) => isOver(one) && one.arrived.deliveries === 2);

    expect(send).toMatchObject({ state: 'finished', delivered: 0, failed: 2 });
    expect(send.outcomes).toEqual([{ status: 422, code: 'STATUS_422', count: 2 }]);
  });

  test('can be stopped: no further request begins', async () => {
    await using at = await stage();
    const arrived = new Promise((resolve) => at.receiver.journal.subscribe(resolve));
    const { id } = await start(at.running, { body: TYPED, count: 1_000, rate: 0.1 });
    await arrived;

    const { status } = await call(at.running.api, `/api/sends/${id}`, { method: 'DELETE' });

    const send = await until(at.running, id, isOver);
    expect(status).toBe(204);
    expect(send).toMatchObject({ state: 'stopped', count: 1_000 });
    expect(send.delivered).toBeLessThan(3);
  });

  test.each<[string, SendRequest, string]>([
    ['of no JSON', { body: '{"a"' }, 'neither JSON nor NDJSON'],
    ['of no objects', { body: '[1]' }, 'something else than notifications'],
    ['of nothing', { body: '[]' }, 'something else than notifications'],
    ['of two as one object', { body: '[{},{}]', format: 'object' }, 'here are 2'],
    ['nested too deeply', { body: '['.repeat(65) }, 'nested deeper than 64'],
    ['too often', { body: '{}', count: 10_001 }, 'must be <= 10000'],
    ['too fast', { body: '{}', rate: 101 }, 'must be <= 100'],
    ['too large', { body: 'x'.repeat(262_145) }, 'must NOT have more than 262144'],
  ])('%s is refused', async (_what, body, why) => {
    await using at = await stage();
    const { api } = at.running;

    const { status, text } = await call(api, '/api/sends', { method: 'POST', body });

    expect({ status, text }).toEqual({ status: 400, text: expect.stringContaining(why) as string });
    expect((await call(api, '/api/sends')).json()).toEqual({ sends: [] });
  });

  test('to an integration that there is not is refused', async () => {
    await using running = await startTestApi();
    const body = { body: TYPED, integration: 'nobody' };

    expect((await call(running.api, '/api/sends', { method: 'POST', body })).status).toBe(404);
  });
});

test('four sends run at a time, and the newest twenty are kept', async () => {
  await using at = await stage();
  const slow = { body: TYPED, count: 1_000, rate: 0.1 };
  for (let count = 0; count < 4; count += 1) await start(at.running, slow);

  const fifth = await call(at.running.api, '/api/sends', { method: 'POST', body: slow });
  expect(fifth.status).toBe(429);
  for (const id of ['1', '2', '3', '4']) {
    await call(at.running.api, `/api/sends/${id}`, { method: 'DELETE' });
    await until(at.running, id, isOver);
  }
  for (let count = 0; count < 20; count += 1) {
    const { id } = await start(at.running, { body: TYPED });
    await until(at.running, id, isOver);
  }

  const { sends } = (await call(at.running.api, '/api/sends')).json() as { sends: Send[] };
  expect(sends.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, at) => String(24 - at)));
  expect((await call(at.running.api, '/api/sends/4')).status).toBe(404);
});

test('what runs ends with the API', async () => {
  await using receiver = await startTestReceiver();
  const { url, ca, journal } = receiver;
  const running = await startTestApi({}, { journal, receiver: { url, ca } });
  const arrived = new Promise((resolve) => journal.subscribe(resolve));
  await start(running, { body: TYPED, count: 1_000, rate: 0.1 });
  await arrived;

  await running.api.close();
  const { entries } = journal.statistics();
  expect(entries).toBeLessThan(3);
});

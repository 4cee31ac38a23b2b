/** Replays of many deliveries: sent by the server, one after the other, watched and stopped over HTTP. */
import { once } from 'node:events';
import { createServer } from 'node:net';

import type { ReplayMany, ReplayManyRequest } from '../../src/api/schemas/replay';
import { build } from '../../src/notification/build';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { JournalCorruptError } from '../../src/journal/errors';
import { draft, durableJournal } from '../helpers/journal';
import { entriesOf, startTestReceiver, type TestReceiver } from '../helpers/receiver';
import { call, type Reply, startTestApi, type TestApi } from './setup';

const body = (seed: number): string =>
  JSON.stringify([build(seed % 2 === 0 ? 'new_hits' : 'vuln', { seed })]);

interface Stage extends AsyncDisposable {
  readonly receiver: TestReceiver;
  readonly running: TestApi;
}

/** An API whose integration "Myself" brings what it is given to the very journal it is taken from. */
async function stage(deliveries: number): Promise<Stage> {
  const receiver = await startTestReceiver();
  const { url, ca, journal } = receiver;
  const running = await startTestApi({}, { journal, receiver: { url, ca } });
  await running.console.create({ name: 'Myself', url, ca, enabled: false });
  for (let seed = 1; seed <= deliveries; seed += 1) await journal.append(draft(body(seed)));
  return {
    ...{ receiver, running },
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

function ask({ api }: TestApi, request: ReplayManyRequest): Promise<Reply> {
  return call(api, '/api/replays', { method: 'POST', body: request });
}

async function start(running: TestApi, request: ReplayManyRequest): Promise<ReplayMany> {
  const reply = await ask(running, request);
  expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 202 });
  return reply.json() as ReplayMany;
}

/** As soon as it is as wanted: the stream says when it may be. */
async function until(
  running: TestApi,
  id: string,
  isSo: (replay: ReplayMany) => boolean = ({ state }) => state !== 'running',
): Promise<ReplayMany> {
  const stop = new AbortController();
  const { body: stream } = await fetch(`${running.api.url}/api/stream`, { signal: stop.signal });
  const reader = stream?.getReader();
  try {
    for (;;) {
      const replay = (await call(running.api, `/api/replays/${id}`)).json() as ReplayMany;
      if (isSo(replay)) return replay;
      await reader?.read();
    }
  } finally {
    stop.abort();
  }
}

/** A port on which connections are taken and nothing is ever said. */
async function silence() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `https://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => Promise.resolve(void server.close()),
  };
}

async function bodiesAfter({ receiver }: Stage, id: number): Promise<readonly string[]> {
  const entries = await entriesOf(receiver.journal);
  return entries.filter((one) => Number(one.id) > id).map((one) => one.body.toString());
}

describe('a replay of many', () => {
  test('sends those that are named, in the order in which they came in', async () => {
    await using at = await stage(4);
    const begun = await start(at.running, { ids: ['4', '0000000001', '1'], integration: 'Myself' });

    const replay = await until(at.running, begun.id);

    expect(begun).toMatchObject({ state: 'running', count: 2, left: 2 });
    expect(replay).toMatchObject({
      ...{ state: 'finished', count: 2, left: 0, delivered: 2, failed: 0, failures: [] },
      outcomes: [{ status: 200, code: null, count: 2 }],
      to: { integration: { name: 'Myself' }, authority: new URL(at.receiver.url).host },
    });
    expect(await bodiesAfter(at, 4)).toEqual([body(1), body(4)]);
  });

  test('sends all that a search finds, and none of those that come in meanwhile', async () => {
    await using at = await stage(30);
    const query = { search: 'type:vuln id:1..' };
    const { id, count } = await start(at.running, { query, integration: 'Myself' });

    const replay = await until(at.running, id);

    expect(count).toBe(15);
    expect(replay).toMatchObject({ state: 'finished', delivered: 15, count: 15 });
    const odd = Array.from({ length: 15 }, (_one, index) => body(2 * index + 1));
    expect(await bodiesAfter(at, 30)).toEqual(odd);
  });

  test('to a URL counts what failed, with the code and the delivery of the first', async () => {
    await using at = await stage(25);
    // Nobody listens there.
    const { id } = await start(at.running, { query: {}, url: 'https://127.0.0.1:1/' });

    const replay = await until(at.running, id);

    expect(replay).toMatchObject({ state: 'finished', delivered: 0, failed: 25, left: 0 });
    expect(replay.outcomes).toEqual([{ status: null, code: 'CONNECTION_REFUSED', count: 25 }]);
    expect(replay.failures).toHaveLength(20);
    expect(replay.failures[0]).toMatchObject({
      delivery: '0000000001',
      code: 'CONNECTION_REFUSED',
    });
    expect(replay.to).toEqual({ integration: null, authority: '127.0.0.1:1' });
  });

  test('goes on past a delivery that is gone, and one whose body was not kept', async () => {
    await using at = await stage(1);
    await at.receiver.journal.append(draft('', { bodySize: 9_000_000 }));
    const { id } = await start(at.running, { ids: ['1', '2', '7'], integration: 'Myself' });

    const replay = await until(at.running, id);

    expect(replay).toMatchObject({ state: 'finished', count: 3, delivered: 1, failed: 2 });
    expect(replay.failures).toMatchObject([
      { delivery: '0000000002', status: null, code: 'WST_NOT_KEPT' },
      { delivery: '0000000007', status: null, code: 'WST_NOT_FOUND' },
    ]);
  });

  test('goes on past a delivery whose record is damaged', async () => {
    await using journal = await durableJournal();
    await using receiver = await startTestReceiver();
    await using running = await startTestApi({}, { journal });
    for (let seed = 1; seed <= 3; seed += 1) await journal.append(draft(body(seed)));
    const get = journal.get.bind(journal);
    journal.get = (id) =>
      id.endsWith('2') ? Promise.reject(new JournalCorruptError(id, 'a file')) : get(id);
    const { id } = await start(running, { query: {}, url: receiver.url, ca: receiver.ca });

    const replay = await until(running, id);

    expect(replay).toMatchObject({ state: 'finished', delivered: 2, failed: 1 });
    expect(replay.failures).toMatchObject([
      { delivery: '0000000002', code: 'WST_JOURNAL_CORRUPT' },
    ]);
  });

  test('can be stopped in the middle of a request: what is left is never sent', async () => {
    await using at = await stage(5);
    await using silent = await silence();
    const { id } = await start(at.running, {
      query: {},
      url: silent.url,
      requestTimeout: 3_600_000,
    });

    const { status } = await call(at.running.api, `/api/replays/${id}`, { method: 'DELETE' });
    const replay = await until(at.running, id);

    expect(status).toBe(204);
    expect(replay).toMatchObject({ state: 'stopped', count: 5, left: 5, delivered: 0, failed: 0 });
  });

  test.each<[string, ReplayManyRequest, number, string]>([
    ['of nothing', { integration: 'Myself' }, 400, 'either ids or a query'],
    ['of both', { ids: ['1'], query: {}, integration: 'Myself' }, 400, 'either ids or a query'],
    ['to nowhere', { ids: ['1'] }, 400, 'either an integration'],
    ['to both', { ids: ['1'], integration: 'a', url: 'https://x/' }, 400, 'either an integration'],
    ['to nobody', { ids: ['1'], integration: 'nobody' }, 404, 'nobody'],
    ['to http', { ids: ['1'], url: 'http://x/' }, 400, 'https'],
    ['by a search that is none', { query: { search: 'typ:x' }, integration: 'Myself' }, 400, 'typ'],
    ['by another field', { query: { colour: 1 } as object, integration: 'Myself' }, 400, 'colour'],
  ])('%s is refused before anything is sent', async (_what, request, wanted, why) => {
    await using at = await stage(1);
    const { status, text } = await ask(at.running, request);
    expect({ status, text }).toEqual({
      ...{ status: wanted, text: expect.stringContaining(why) as string },
    });
    expect((await call(at.running.api, '/api/replays')).json()).toEqual({ replays: [] });
  });
});

test('two replays run at a time, and the newest twenty are kept', async () => {
  await using at = await stage(2);
  await using silent = await silence();
  const slow = { query: {}, url: silent.url, requestTimeout: 3_600_000 };
  await start(at.running, slow);
  await start(at.running, slow);

  const third = await ask(at.running, slow);
  expect([third.status, third.text]).toEqual([429, expect.stringContaining('2 run') as string]);
  for (const id of ['1', '2']) {
    await call(at.running.api, `/api/replays/${id}`, { method: 'DELETE' });
    await until(at.running, id);
  }
  for (let count = 0; count < 20; count += 1) {
    const { id } = await start(at.running, { ids: ['1'], integration: 'Myself' });
    await until(at.running, id);
  }

  const { replays } = (await call(at.running.api, '/api/replays')).json() as {
    replays: ReplayMany[];
  };
  expect(replays.map(({ id }) => id)).toEqual(
    Array.from({ length: 20 }, (_, index) => String(22 - index)),
  );
  expect((await call(at.running.api, '/api/replays/2')).status).toBe(404);
});

test('what runs ends with the API', async () => {
  await using silent = await silence();
  await using journal = memoryJournal();
  const running = await startTestApi({}, { journal });
  await journal.append(draft(body(1)));
  await start(running, { ids: ['1'], url: silent.url, requestTimeout: 3_600_000 });

  await running[Symbol.asyncDispose]();
});

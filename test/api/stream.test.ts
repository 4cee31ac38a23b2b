/** The live stream over real sockets: resumed without loss or repeats, and harmless when its reader is slow. */
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';

import type { RunningApi } from '../../src/api/api';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { openJournal } from '../../src/journal/durable-journal';
import { damage, draft, testDirectory, VARIANTS } from '../helpers/journal';
import { call, startTestApi } from './setup';

interface StreamEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** Opens the stream; nothing is read of it before `events` is asked. */
async function open({ port }: RunningApi, lastEventId?: string, query = '') {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const request = httpRequest({
    host: '127.0.0.1',
    port,
    path: `/api/stream${query}`,
    agent: false,
    headers,
  });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return {
    events: eventsOf(response),
    [Symbol.dispose]: () => request.destroy(),
  };
}

async function* eventsOf(response: IncomingMessage): AsyncGenerator<StreamEvent, void, void> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    text += String(chunk);
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const event = field('event');
      if (event === undefined) continue;
      yield { event, id: field('id'), data: JSON.parse(field('data') ?? 'null') as unknown };
    }
  }
}

async function take(
  events: AsyncGenerator<StreamEvent, void, void>,
  count: number,
): Promise<StreamEvent[]> {
  const taken: StreamEvent[] = [];
  while (taken.length < count) {
    const { value, done } = await events.next();
    if (done === true) throw new Error(`the stream ended after ${taken.length} of ${count}`);
    taken.push(value);
  }
  return taken;
}

const numbers = (events: readonly StreamEvent[]) => events.map(({ id }) => Number(id));

describe('the live stream', () => {
  test('tells of each delivery from now on, in order', async () => {
    await using running = await startTestApi();
    await running.journal.append(draft());
    using stream = await open(running.api);

    for (let count = 0; count < 250; count += 1) await running.journal.append(draft());

    const events = await take(stream.events, 250);
    expect(numbers(events)).toEqual(Array.from({ length: 250 }, (_, index) => index + 2));
    expect(events[0]).toMatchObject({ event: 'delivery', data: { id: '0000000002', status: 200 } });
  });

  test.each(VARIANTS)(
    'of a %s journal goes on behind the last one had',
    async (_name, openVariant) => {
      await using running = await startTestApi({}, { journal: await openVariant() });
      using first = await open(running.api);
      for (let count = 0; count < 10; count += 1) await running.journal.append(draft());
      const had = await take(first.events, 4);
      first[Symbol.dispose]();
      for (let count = 0; count < 200; count += 1) await running.journal.append(draft());

      using second = await open(running.api, had.at(-1)?.id);
      await running.journal.append(draft());
      const rest = await take(second.events, 207);

      expect(numbers([...had, ...rest])).toEqual(
        Array.from({ length: 211 }, (_, index) => index + 1),
      );
    },
  );

  test.each(VARIANTS)(
    'of a %s journal brings whole deliveries, the same at once and later',
    async (_name, openVariant) => {
      await using running = await startTestApi({}, { journal: await openVariant() });
      using live = await open(running.api, undefined, '?bodies=true');
      const big = ' '.repeat(3 * 1024 * 1024); // two of them are more than a stream holds at hand
      const bodies = ['[]', '{"a": "ü"}', Buffer.from([0xff]), big, big];

      for (let count = 0; count < 50; count += 1) {
        for (const body of count === 20 ? bodies : bodies.slice(0, 3)) {
          await running.journal.append(draft(body, { idempotencyKey: `${count}` }));
        }
      }

      const told = await take(live.events, 152);
      using again = await open(running.api, '0000000000', '?bodies=true');
      expect(await take(again.events, 152)).toEqual(told);
      expect(numbers(told)).toEqual(Array.from({ length: 152 }, (_, index) => index + 1));
      const whole = await call(running.api, `/api/deliveries/${told[2]?.id ?? ''}`);
      expect(told[2]?.data).toEqual(whole.json());
    },
  );

  test('says how many retention had dropped meanwhile', async () => {
    await using running = await startTestApi({}, { journal: memoryJournal({ keep: 2 }) });
    for (let count = 0; count < 6; count += 1) await running.journal.append(draft());

    using stream = await open(running.api, '0000000001');
    const [dropped, ...held] = await take(stream.events, 3);

    expect(dropped).toMatchObject({ event: 'dropped', data: { entries: 3 } });
    expect(numbers(held)).toEqual([5, 6]);
  });

  test.each(VARIANTS)(
    'of a %s journal goes on behind what was cleared, and with bodies says how much that was',
    async (_name, openVariant) => {
      await using running = await startTestApi({}, { journal: await openVariant() });
      for (let count = 0; count < 5; count += 1) await running.journal.append(draft());
      await running.journal.clear();

      using summaries = await open(running.api, '0000000001');
      using whole = await open(running.api, '0000000001', '?bodies=true');
      const [cleared] = await take(whole.events, 1);
      await running.journal.append(draft());

      expect(cleared).toMatchObject({ event: 'cleared', data: { entries: 4, untold: 4 } });
      for (const { events } of [summaries, whole]) {
        const [next] = await take(events, 1);
        expect(next).toMatchObject({ event: 'delivery', id: '0000000006' });
      }
    },
  );

  test.each(['unknown', 'known at the start'])(
    'goes on behind damaged records, and with bodies says how many they are: %s',
    async (when) => {
      await using directory = await testDirectory();
      const first = await openJournal({ directory: directory.path });
      for (const body of ['1', '2', '3', '4', '5']) await first.append(draft(body));
      await first.close();
      if (when !== 'unknown') {
        await damage(directory.path, '"body":"3"', '"body":"X"');
      }
      const journal = await openJournal({ directory: directory.path });
      expect(journal.repairs).toHaveLength(when === 'unknown' ? 0 : 1);
      await damage(directory.path, '"body":"3"', '"body":"X"');
      await using running = await startTestApi({}, { journal });

      using stream = await open(running.api, '0000000000', '?bodies=true');
      const events = await take(stream.events, 5);

      expect(events.filter(({ event }) => event === 'damaged')).toEqual([
        { event: 'damaged', id: undefined, data: { entries: 1 } },
      ]);
      const deliveries = events.filter(({ event }) => event === 'delivery');
      expect(numbers(deliveries)).toEqual([1, 2, 4, 5]);
    },
  );

  test('begins anew for a browser that knows another journal', async () => {
    await using running = await startTestApi();
    await running.journal.append(draft());

    using stream = await open(running.api, '0000000900');
    const [reset, delivery] = await take(stream.events, 2);

    expect(reset).toMatchObject({ event: 'reset' });
    expect(delivery).toMatchObject({ event: 'delivery', id: '0000000001' });
  });

  test('tells what has changed, and the results of a test run', async () => {
    await using running = await startTestApi();
    using stream = await open(running.api);

    running.faults.add({ kind: 'connection-reset' });
    const [faults] = await take(stream.events, 1);
    const { id } = await running.console.create({ name: 'SIEM', url: 'https://127.0.0.1:9' });
    const [integrations] = await take(stream.events, 1);
    await call(running.api, `/api/integrations/${id}/test`, { method: 'POST' });
    const results = await take(stream.events, 5);

    expect(faults).toMatchObject({ event: 'changed', data: { what: ['faults'] } });
    expect(integrations).toMatchObject({ event: 'changed', data: { what: ['integrations'] } });
    expect(results).toEqual(
      Array(5).fill(expect.objectContaining({ event: 'test-result' }) as unknown),
    );
    expect(results[0]).toMatchObject({
      data: { integrationId: id, result: { attempt: { failure: { phase: 'connect' } } } },
    });
  });

  test('holds next to nothing for a reader that does not read, and loses nothing for it', async () => {
    const COUNT = 40_000;
    await using running = await startTestApi({}, { journal: memoryJournal({ keep: COUNT }) });
    using stream = await open(running.api);
    const path = `/${'x'.repeat(400)}`;
    let most = 0;

    for (let count = 1; count <= COUNT; count += 1) {
      const kept = running.journal.append(draft('[]', { path }));
      if (count % 1_000 !== 0) continue;
      await kept;
      await turn();
      const { text } = await call(running.api, '/metrics');
      most = Math.max(
        most,
        Number(/^wallstash_live_stream_buffered_bytes (\d+)$/m.exec(text)?.[1]),
      );
    }
    const events = await take(stream.events, COUNT);

    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(200_000);
    expect(numbers(events)).toEqual(Array.from({ length: COUNT }, (_, index) => index + 1));
  });

  test('ends when the API is closed', async () => {
    await using running = await startTestApi();
    using stream = await open(running.api);

    await running.api.close();

    expect(await stream.events.next()).toMatchObject({ done: true });
  });
});

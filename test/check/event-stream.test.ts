import { readEvents, type StreamEvent } from '../../src/check/remote/event-stream';

const TEXT = [
  'retry: 1000\nid: 0000000000\n\n',
  ':\n\n',
  'id: 0000000001\nevent: delivery\ndata: {"body":"ü: \u2028"}\n\n',
  'event:changed\ndata: {}\n\n',
  'data: without a name\n\n',
  'id: 0000000002\nevent: cut off',
].join('');

const EVENTS = [
  { event: undefined, id: '0000000000', data: '' },
  { event: 'delivery', id: '0000000001', data: '{"body":"ü: \u2028"}' },
  { event: 'changed', id: undefined, data: '{}' },
];

test('an event stream says the same wherever its bytes are cut', async () => {
  const bytes = Buffer.from(TEXT);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    expect(await eventsOf([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(EVENTS);
  }
  expect(await eventsOf([...bytes].map((byte) => Buffer.from([byte])))).toEqual(EVENTS);
});

async function eventsOf(chunks: readonly Uint8Array[]): Promise<readonly StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const some of readEvents(iterated(chunks))) events.push(...some);
  return events;
}

async function* iterated<T>(items: Iterable<T>): AsyncGenerator<T, void, void> {
  for (const item of items) yield await Promise.resolve(item);
}

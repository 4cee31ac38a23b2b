import { RecentTroubles } from '../../src/receiver/recent-troubles';

const trouble = (message: string, at: number) =>
  ({ kind: 'tls', message, remoteAddress: '192.0.2.1', at }) as const;

test('counts those with the same message together, the newest first', () => {
  const troubles = new RecentTroubles();
  for (const [at, message] of ['a', 'b', 'a'].entries()) troubles.add(trouble(message, at));

  expect(troubles.list()).toEqual([
    { ...trouble('a', 2), times: 2 },
    { ...trouble('b', 1), times: 1 },
  ]);
});

test('keeps twenty messages, and lets go of the one longest ago', () => {
  const troubles = new RecentTroubles();
  for (let at = 0; at < 20; at += 1) troubles.add(trouble(`message ${at}`, at));
  troubles.add(trouble('message 0', 20));

  troubles.add(trouble('another', 21));

  const messages = troubles.list().map(({ message }) => message);
  expect(messages).toHaveLength(20);
  expect(messages.slice(0, 2)).toEqual(['another', 'message 0']);
  expect(messages).not.toContain('message 1');
});

test('tells of each one until that is ended', () => {
  const troubles = new RecentTroubles();
  const told: number[] = [];
  const end = troubles.subscribe(({ at }) => told.push(at));
  troubles.add(trouble('a', 1));
  troubles.add(trouble('a', 2));

  end();
  troubles.add(trouble('a', 3));

  expect(told).toEqual([1, 2]);
});

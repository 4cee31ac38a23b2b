import { once } from 'node:events';

import { FairSlots } from '../../src/console/fair-slots';
import { startConsole } from '../../src/console/start-console';
import { startHttps } from '../helpers/peers';
import { consoleDirectory, identity, startRecording } from './setup';

/** Longer than any test runs: what hangs goes on hanging. */
const AN_HOUR = 3_600_000;

describe('a receiver that hangs', () => {
  test('does not hold up the deliveries of another integration', async () => {
    const { tls, ca } = await identity();
    await using directory = await consoleDirectory();
    await using healthy = await startRecording();
    await using hanging = await startHttps(tls, () => undefined);
    await using console = await startConsole({ directory: directory.path });
    const slow = await console.create({
      ...{ name: 'slow', url: hanging.url, ca, events: ['hits'] },
      requestTimeout: AN_HOUR,
      connectionTimeout: AN_HOUR,
    });
    await console.create({ ...healthy.settings, events: ['system'] });
    for (let count = 0; count < 100; count += 1) await console.raise('new_hits');

    for (let count = 0; count < 30; count += 1) await console.raise('create_user');
    await healthy.arrived(30);

    expect(console.attempts({ integrationId: slow.id })).toEqual([]);
    const waiting = console.deliveries().filter(({ integrationId }) => integrationId === slow.id);
    expect(waiting).toHaveLength(100);
    expect(new Set(waiting.map(({ state }) => state))).toEqual(new Set(['pending']));
  });
});

describe('fair slots', () => {
  test('let each of any number of parties begin, however many slots are taken', () => {
    const slots = new FairSlots(4);
    const started: string[] = [];
    for (const party of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
      for (let count = 0; count < 5; count += 1) void slots.run(party, hang(started, party));
    }

    expect(started).toEqual(['a', 'a', 'b', 'c', 'd', 'e', 'f', 'g']);
  });

  test('give half of what is free to one alone, and go round those that wait', async () => {
    const slots = new FairSlots(8);
    const started: string[] = [];
    const end = new AbortController();
    const work = (party: string) => async (): Promise<void> => {
      started.push(party);
      if (!end.signal.aborted) await once(end.signal, 'abort');
    };
    const all = ['a', 'b'].flatMap((party) =>
      Array.from({ length: 6 }, () => slots.run(party, work(party))),
    );
    expect(started).toEqual(['a', 'a', 'a', 'a', 'b', 'b']);

    end.abort();
    await Promise.all(all);

    expect(started.slice(6).sort()).toEqual(['a', 'a', 'b', 'b', 'b', 'b']);
    expect(started.slice(6, 10)).toEqual(expect.arrayContaining(['a', 'b']));
  });

  test('are given back when the work fails', async () => {
    const slots = new FairSlots(1);
    const failing = slots.run('a', () => Promise.reject(new Error('no')));
    const next = slots.run('a', () => Promise.resolve('done'));

    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('done');
  });
});

function hang(started: string[], party: string): () => Promise<never> {
  return () => {
    started.push(party);
    return new Promise(() => undefined);
  };
}

import { setImmediate } from 'node:timers/promises';

import { InvalidOptionError } from '../../src/errors';
import { WaitTimeoutError } from '../../src/journal/errors';
import { draft, VARIANTS } from '../helpers/journal';

/** Far beyond what any of these tests takes. */
const LONG = { timeout: 60_000 };

describe.each(VARIANTS)('waitFor on a %s journal', (_name, open) => {
  test('resolves with what is there already', async () => {
    await using journal = await open();
    await journal.append(draft('', { path: '/a' }));
    await journal.append(draft('', { path: '/b' }));
    expect(await journal.waitFor({ path: '/b' })).toMatchObject([{ path: '/b' }]);
  });

  test('resolves with the first count matches, some there and some to come', async () => {
    await using journal = await open();
    await journal.append(draft('1'));
    const waiting = journal.waitFor(({ body }) => body.length === 1, { count: 3, ...LONG });
    for (const body of ['22', '2', '3', '4']) await journal.append(draft(body));
    expect((await waiting).map(({ body }) => body.toString())).toEqual(['1', '2', '3']);
  });

  test('counts only entries after the given one', async () => {
    await using journal = await open();
    const { id } = await journal.append(draft('1'));
    const waiting = journal.waitFor({}, { after: id, ...LONG });
    await journal.append(draft('2'));
    expect(await waiting).toMatchObject([{ id: '0000000002' }]);
  });

  test('never misses or double counts an entry that arrives meanwhile', async () => {
    for (let round = 0; round < 5; round += 1) {
      await using journal = await open();
      const appends = Array.from({ length: 50 }, () => journal.append(draft()));
      const waits = Array.from({ length: 200 }, async (_, place) => {
        if (place % 2 === 0) await appends[place % 50];
        return journal.waitFor(place % 3 === 0 ? () => true : {}, { count: 60, ...LONG });
      });
      await Promise.all(appends);
      for (let more = 0; more < 10; more += 1) await journal.append(draft());

      const expected = Array.from({ length: 60 }, (_, place) => place + 1);
      for (const entries of await Promise.all(waits)) {
        expect(entries.map(({ id }) => Number(id))).toEqual(expected);
      }
    }
  });

  test('rejects when time is up, with what did come', async () => {
    await using journal = await open();
    await journal.append(draft('', { path: '/a' }));
    await journal.append(draft('', { path: '/b' }));
    const error = await journal
      .waitFor({ path: '/a' }, { count: 2, timeout: 1 })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(error).toMatchObject({
      code: 'WST_WAIT_TIMEOUT',
      wanted: 2,
      entries: [{ path: '/a' }],
      seen: 2,
      dropped: 0,
      cleared: 0,
      restless: false,
      message: expect.stringContaining('1 of the 2 looked at match') as string,
    });
  });

  test('tells what retention had dropped', async () => {
    await using journal = await open({ keep: 1 });
    await Promise.all(Array.from({ length: 200 }, () => journal.append(draft())));
    const { dropped } = journal.statistics();
    expect(dropped).toBeGreaterThan(0);
    await expect(journal.waitFor({ path: '/x' }, { timeout: 1 })).rejects.toMatchObject({
      dropped,
    });
  });

  test('with quietFor returns every match, once no more has come for that long', async () => {
    await using journal = await open();
    for (const body of ['1', '2', '3']) await journal.append(draft(body));
    expect(await journal.waitFor({}, { count: 2, quietFor: 1, ...LONG })).toHaveLength(3);
  });

  test('with quietFor and count 0 finds that nothing came', async () => {
    await using journal = await open();
    expect(await journal.waitFor({}, { count: 0, quietFor: 1, ...LONG })).toEqual([]);
  });

  test('gives up when matches do not stop coming', async () => {
    await using journal = await open();
    await journal.append(draft());
    const ended = new AbortController();
    const waiting = journal
      .waitFor({}, { quietFor: 30_000, timeout: 1 })
      .finally(() => {
        ended.abort();
      })
      .catch((reason: unknown) => reason);
    while (!ended.signal.aborted) {
      await journal.append(draft());
      await setImmediate();
    }
    expect(await waiting).toMatchObject({ wanted: 1, restless: true });
  });

  test('stops for its signal', async () => {
    await using journal = await open();
    const controller = new AbortController();
    const waiting = journal.waitFor({}, { signal: controller.signal, ...LONG });
    const rejected = expect(waiting).rejects.toThrow('enough');
    controller.abort(new Error('enough'));
    await rejected;
    await expect(journal.waitFor({}, { signal: controller.signal })).rejects.toThrow('enough');
  });

  test('rejects with what the matcher throws, there already or yet to come', async () => {
    await using journal = await open();
    const matcher = (): never => {
      throw new Error('bad matcher');
    };
    const waiting = expect(journal.waitFor(matcher, LONG)).rejects.toThrow('bad matcher');
    await journal.append(draft());
    await waiting;
    await expect(journal.waitFor(matcher, LONG)).rejects.toThrow('bad matcher');
  });

  test.each([{ count: -1 }, { timeout: 2 ** 31 }, { quietFor: 0.5 }, { after: 'x' }])(
    'refuses the options %j',
    async (options) => {
      await using journal = await open();
      await expect(journal.waitFor({}, options)).rejects.toThrow(InvalidOptionError);
    },
  );
});

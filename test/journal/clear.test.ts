/** Entries cleared: gone for good, counted apart, and nothing else is disturbed. */
import { readdir, readFile, rename } from 'node:fs/promises';

import { expectNotifications, verifyNotifications } from '../../src/contract/verify';
import { openJournal } from '../../src/journal/durable-journal';
import { openJournalReader } from '../../src/journal/journal-reader';
import { loadJournal } from '../../src/journal/segments/load';
import { build } from '../../src/notification/build';
import { bodiesOf, draft, testDirectory, VARIANTS } from '../helpers/journal';

const HIT = JSON.stringify([build('new_hits', { seed: 1 })]);

describe.each(VARIANTS)('clearing a journal (%s)', (_name, open) => {
  test('takes what matches and nothing else, and counts it apart', async () => {
    await using journal = await open();
    for (const body of ['1', '2', '3', '4', '5']) {
      await journal.append(draft(`{"n":${body}}`, { method: Number(body) % 2 ? 'POST' : 'PUT' }));
    }

    expect(await journal.clear({ search: 'method:PUT' })).toBe(2);

    expect(await bodiesOf(journal)).toEqual(['{"n":1}', '{"n":3}', '{"n":5}']);
    expect(journal.statistics()).toMatchObject({ entries: 3, cleared: 2, dropped: 0 });
    expect(await journal.get('2')).toBeUndefined();
    expect(await journal.query()).toMatchObject({ cleared: 2, dropped: 0 });
    expect(await journal.query({ order: 'newest-first' })).toMatchObject({
      cleared: 2,
      dropped: 0,
    });
    expect(await journal.clear({ search: 'method:PUT' })).toBe(0);
  });

  test('forgets the keys of what it takes, unless an entry that is held bore them too', async () => {
    await using journal = await open();
    const send = (idempotencyKey: string, method: string) =>
      journal.append(draft('{}', { idempotencyKey, method }));
    await send('held', 'POST');
    await send('held', 'PUT');
    await send('cleared', 'PUT');

    expect(await journal.clear({ method: 'PUT' })).toBe(2);

    expect(await send('held', 'POST')).toMatchObject({ repeat: true });
    expect(await send('cleared', 'POST')).toMatchObject({ repeat: false });
    expect(await send('cleared', 'POST')).toMatchObject({ repeat: true });
  });

  test('of everything leaves an empty list, and numbers go on', async () => {
    await using journal = await open();
    for (let index = 0; index < 4; index += 1) await journal.append(draft(HIT));

    expect(await journal.clear()).toBe(4);
    const { id } = await journal.append(draft('{"after":1}'));

    expect(id).toBe('0000000005');
    expect(await bodiesOf(journal)).toEqual(['{"after":1}']);
    expect(journal.statistics()).toMatchObject({ entries: 1, cleared: 4, dropped: 0 });
    expect((await journal.timeline()).total).toBe(1);
  });

  test('by what the body holds, and by age', async () => {
    await using journal = await open();
    await journal.append(draft(HIT, { receivedAt: 1_000 }));
    await journal.append(draft('{"other":1}', { receivedAt: 2_000 }));
    await journal.append(draft(HIT, { receivedAt: 3_000 }));

    expect(await journal.clear({ search: 'cloud:EU,US', until: 3_000 })).toBe(1);

    expect((await journal.query()).entries.map(({ id }) => Number(id))).toEqual([2, 3]);
  });

  test('goes on beside appends, of which it takes none, and pages go on', async () => {
    await using journal = await open({ keep: 1_000 });
    await Promise.all(Array.from({ length: 300 }, () => journal.append(draft(HIT))));
    const first = await journal.query({ limit: 10 });

    const [cleared, later] = await Promise.all([
      journal.clear({ search: 'id:1..100,200..300' }),
      Promise.all(Array.from({ length: 50 }, () => journal.append(draft('{"later":1}')))),
    ]);

    const second = await journal.query({ cursor: first.next ?? '', limit: 1_000 });
    expect(cleared).toBe(201);
    expect(later).toHaveLength(50);
    expect(second.entries).toHaveLength(99 + 50);
    expect(second).toMatchObject({ cleared: 191, dropped: 0 });
    expect(journal.statistics()).toMatchObject({ entries: 149, cleared: 201, dropped: 0 });
  });

  test('is never confused with retention', async () => {
    await using journal = await open({ keep: 100 });
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(Array.from({ length: 90 }, () => journal.append(draft('{}'))));
      await journal.clear();
    }
    expect(journal.statistics()).toMatchObject({ entries: 0, cleared: 270, dropped: 0 });
    for (let index = 0; index < 400; index += 1) await journal.append(draft('{}'));
    const { entries, dropped, cleared } = journal.statistics();
    expect(cleared).toBe(270);
    expect(entries + dropped).toBe(400);
    expect(dropped).toBeGreaterThan(0);
  });

  test('ends when nobody waits for it any more', async () => {
    await using journal = await open();
    await journal.append(draft('{}'));
    const caller = new AbortController();
    caller.abort(new Error('hung up'));
    await expect(journal.clear({}, { signal: caller.signal })).rejects.toThrow('hung up');
    expect((await journal.query()).entries).toHaveLength(1);
  });

  test('a wait and an expectation that missed them say so, and one that did not holds', async () => {
    await using journal = await open();
    await journal.append(draft(HIT));
    await journal.append(draft(HIT));
    await journal.append(draft('{}'));
    await journal.clear({ search: 'id:1' });

    await expect(journal.waitFor({ type: 'new_hits' }, { count: 2, timeout: 1 })).rejects.toThrow(
      '1 delivery was cleared meanwhile.',
    );
    const wrong = verifyNotifications(journal, { type: 'new_hits', exactly: 2 });
    await expect(wrong).rejects.toThrow('1 delivery was cleared meanwhile.');
    await expect(wrong).rejects.toMatchObject({ code: 'WST_VERIFICATION', cleared: 1, dropped: 0 });
    const right = { type: 'new_hits', exactly: 1, quietFor: 1 } as const;
    expect(await expectNotifications(journal, right)).toHaveLength(1);
    await journal.clear();
    const gone = verifyNotifications(journal, { type: 'new_hits' });
    await expect(gone).rejects.toThrow('3 deliveries were cleared meanwhile.');
  });
});

describe('a durable journal that was cleared', () => {
  test('holds nothing of it on the disk, is sound, and counts the same after a restart', async () => {
    await using directory = await testDirectory();
    const options = { directory: directory.path, keep: 1_000, segmentBytes: 2_000 };
    {
      await using journal = await openJournal(options);
      for (let index = 0; index < 40; index += 1) {
        await journal.append(draft(`{"secret":"s${index}s"}`, { idempotencyKey: `k${index}` }));
      }
      expect(await journal.clear({ search: '-id:5,17,39' })).toBe(37);
      expect((await openJournalReader(directory.path)).statistics()).toMatchObject({
        ...{ entries: 3, cleared: 37, dropped: 0 },
      });
    }

    const names = await readdir(directory.path);
    const files = await Promise.all(
      names
        .filter((name) => /^\d{10}/.test(name))
        .map((name) => readFile(`${directory.path}/${name}`, 'utf8')),
    );
    expect([...files.join('').matchAll(/s\d+s/g)].map(([found]) => found)).toEqual(
      expect.arrayContaining(['s4s', 's16s', 's38s']),
    );
    expect(new Set([...files.join('').matchAll(/s\d+s/g)].map(([found]) => found)).size).toBe(3);
    expect((await loadJournal(directory.path, { thorough: true })).problems).toEqual([]);

    await using again = await openJournal(options);
    expect(again.repairs).toEqual([]);
    expect(again.statistics()).toMatchObject({ entries: 3, cleared: 37, dropped: 0 });
    expect((await again.append(draft('{}', { idempotencyKey: 'k16' }))).repeat).toBe(true);
    expect((await again.append(draft('{}', { idempotencyKey: 'k15' }))).repeat).toBe(false);
  });

  test('in which a segment cannot be renewed has all that was to be cleared with it, and no leftovers', async () => {
    await using directory = await testDirectory();
    await using journal = await openJournal({ directory: directory.path, segmentBytes: 500 });
    for (let index = 0; index < 12; index += 1) await journal.append(draft(`{"n":${index}}`));
    const segments = (await readdir(directory.path)).filter((name) => name.endsWith('.ndjson'));
    const [, second = ''] = segments.sort();
    await rename(`${directory.path}/${second}`, `${directory.path}/away`);

    await expect(journal.clear()).rejects.toMatchObject({ code: 'WST_JOURNAL_WRITE', cleared: 0 });

    expect((await readdir(directory.path)).filter((name) => name.endsWith('.clearing'))).toEqual(
      [],
    );
    expect(journal.statistics()).toMatchObject({ entries: 12, cleared: 0 });
    await rename(`${directory.path}/away`, `${directory.path}/${second}`);
    expect(await journal.clear()).toBe(12);
  });

  test('is the same whether its segments were renewed in one group or in several', async () => {
    await using directory = await testDirectory();
    const options = { directory: directory.path, segmentBytes: 1 };
    {
      await using journal = await openJournal(options);
      for (let index = 0; index < 50; index += 1) await journal.append(draft(`{"n":${index}}`));
      expect(await journal.clear({ search: '-id:7,33' })).toBe(48);
      expect(await bodiesOf(journal)).toEqual(['{"n":6}', '{"n":32}']);
    }
    expect((await loadJournal(directory.path, { thorough: true })).problems).toEqual([]);
    await using again = await openJournal(options);
    expect(again.statistics()).toMatchObject({ entries: 2, cleared: 48, dropped: 0 });
  });

  test('is read on by readers that had it open before, here and in other processes', async () => {
    await using directory = await testDirectory();
    await using journal = await openJournal({ directory: directory.path, segmentBytes: 1_000 });
    for (let index = 0; index < 20; index += 1) await journal.append(draft(`{"n":${index}}`));
    const outside = await openJournalReader(directory.path);
    const inside = journal.read()[Symbol.asyncIterator]();
    await inside.next();

    await journal.clear({ search: 'id:2..9,12..15' });

    const rest: string[] = [];
    for (let next = await inside.next(); next.done !== true; next = await inside.next()) {
      rest.push(next.value.body.toString());
    }
    expect(rest).toEqual(expect.arrayContaining(['{"n":9}', '{"n":10}', '{"n":19}']));
    expect(await bodiesOf(outside)).toEqual(
      expect.arrayContaining(['{"n":0}', '{"n":9}', '{"n":19}']),
    );
    expect(await outside.get('3')).toBeUndefined();
  });
});

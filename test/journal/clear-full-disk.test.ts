/** Clearing is a way out of a full disk, and sound at each step. */
import { appendFile, cp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openJournal } from '../../src/journal/durable-journal';
import { readMark, writeMark } from '../../src/journal/segments/mark';
import { smallDisk } from '../helpers/full-disk';
import { bodiesOf, draft, testDirectory } from '../helpers/journal';

const small = smallDisk();
const OPTIONS = { segmentBytes: 100_000 };

/** A journal on a disk that has not a byte left. */
async function filled(name: string) {
  const directory = join(small.path, name);
  const journal = await openJournal({ directory, ...OPTIONS });
  let entries = 0;
  try {
    for (; ; entries += 1) await journal.append(draft(`{"x":"${'x'.repeat(20_000)}"}`));
  } catch (error) {
    expect(error).toMatchObject({ code: 'WST_JOURNAL_WRITE' });
  }
  // What a record leaves of the last page.
  const ballast = join(small.path, 'ballast');
  await writeFile(ballast, Buffer.alloc(1_000_000)).catch(() => undefined);
  return {
    ...{ directory, journal, entries },
    async [Symbol.asyncDispose]() {
      await journal.close();
      await rm(directory, { recursive: true, force: true });
      await rm(ballast, { force: true });
    },
  };
}

small.test(`clearing all of a journal makes room on a full disk${small.why}`, async () => {
  await using full = await filled('all');
  const { journal, directory, entries } = full;
  expect(entries).toBeGreaterThan(30);

  expect(await journal.clear()).toBe(entries);

  expect(journal.statistics()).toMatchObject({ entries: 0, cleared: entries, dropped: 0 });
  const { id } = await journal.append(draft('after'));
  expect(Number(id)).toBe(entries + 1);
  await journal.close();
  await using again = await openJournal({ directory, ...OPTIONS });
  expect(again.repairs).toEqual([]);
  expect(again.statistics()).toMatchObject({ entries: 1, cleared: entries, dropped: 0 });
  expect(await bodiesOf(again)).toEqual(['after']);
});

small.test(`clearing the older half does, and the other half stays${small.why}`, async () => {
  await using full = await filled('half');
  const { journal, directory, entries } = full;
  const half = Math.floor(entries / 2);

  expect(await journal.clear({ search: `id:1..${half}` })).toBe(half);

  await journal.append(draft('after'));
  await journal.close();
  await using again = await openJournal({ directory, ...OPTIONS });
  expect(again.repairs).toEqual([]);
  expect(again.statistics()).toMatchObject({
    ...{ entries: entries - half + 1, cleared: half, dropped: 0 },
  });
});

small.test(`what leaves something of the oldest segment says what to do${small.why}`, async () => {
  await using full = await filled('some');
  const { journal, entries } = full;

  await expect(journal.clear({ search: '-id:1' })).rejects.toMatchObject({
    code: 'WST_JOURNAL_WRITE',
    message: expect.stringContaining('clear all that is older than a time') as string,
    cleared: 0,
  });

  expect(journal.statistics()).toMatchObject({ entries, cleared: 0 });
});

small.test(
  `what a kill left of clearing makes room for the repair of a torn end${small.why}`,
  async () => {
    const directory = join(small.path, 'killed');
    const journal = await openJournal({ directory, ...OPTIONS });
    await journal.append(draft('kept'));
    await journal.close();
    const segment = join(directory, '0000000001.ndjson');
    await appendFile(segment, '{"torn":'.repeat(4_000));
    const successor = join(directory, '0000000001.ndjson.clearing');
    await writeFile(successor, Buffer.alloc(2_000_000)).catch(() => undefined);
    expect((await stat(successor)).size).toBeGreaterThan(0);

    await using again = await openJournal({ directory, ...OPTIONS });

    expect(again.repairs).toMatchObject([{ kind: 'torn-tail' }]);
    expect(await bodiesOf(again)).toEqual(['kept']);
  },
);

small.test(`the mark says what was cleared before any of it goes${small.why}`, async () => {
  await using full = await filled('mark');
  const { directory, entries } = full;
  const before = await readMark(directory);
  const mark = { oldest: entries, newest: entries, next: entries + 1, cleared: entries - 1 };

  await writeMark(directory, mark);
  expect(await readMark(directory)).toEqual(mark);

  await writeMark(directory, { ...mark, oldest: 1, newest: 1, cleared: 0 });
  expect(await readMark(directory)).toMatchObject({ oldest: 1, cleared: 0 });
  expect(before).toMatchObject({ oldest: 1, cleared: 0 });
});

/** What a kill may leave: the mark was removed, or written, first; then so many of the oldest segments were. */
test.each([
  ['removed', undefined],
  ['written', { oldest: 5, newest: 5, next: 5, cleared: 4 }],
])(
  'a kill in the middle of it, the mark %s, leaves a sound journal with the rest',
  async (_, mark) => {
    await using directory = await testDirectory();
    const before = join(directory.path, 'before');
    const journal = await openJournal({ directory: before, segmentBytes: 1 });
    for (const body of ['1', '2', '3', '4']) await journal.append(draft(body));
    await journal.close();
    // Clearing begins a segment first: the open one is complete then.
    await writeFile(join(before, '0000000005.ndjson'), '');

    for (let gone = 0; gone <= 4; gone += 1) {
      const left = join(directory.path, `without ${gone}`);
      await cp(before, left, { recursive: true, filter: (path) => isFileOrDirectory(path) });
      const markFile = join(left, 'mark.json');
      if (mark === undefined) await rm(markFile);
      else await writeFile(markFile, JSON.stringify(mark));
      for (const name of (await readdir(left)).filter((one) => Number.parseInt(one, 10) <= gone)) {
        await rm(join(left, name));
      }

      await using again = await openJournal({ directory: left, segmentBytes: 1 });

      expect(again.repairs).toEqual([]);
      expect(await bodiesOf(again)).toEqual(['1', '2', '3', '4'].slice(gone));
      const { dropped, cleared } = again.statistics();
      expect([dropped, cleared]).toEqual(mark === undefined ? [gone, 0] : [0, gone]);
      expect(await again.append(draft('5'))).toMatchObject({ id: '0000000005' });
    }
  },
);

/** Not the sockets of the lock. */
async function isFileOrDirectory(path: string): Promise<boolean> {
  const found = await stat(path);
  return found.isFile() || found.isDirectory();
}

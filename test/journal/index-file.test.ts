import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openJournal } from '../../src/journal/durable-journal';
import { openJournalReader } from '../../src/journal/journal-reader';
import { draft, testDirectory } from '../helpers/journal';

const FIRST = '0000000001.ndjson';
const INDEX = '0000000001.index';
const KEEP = 1_000;
const THIRD = '"body":"entry 3, as text"';

/** 250 entries in three segments, of several shapes, each with an idempotency key. */
async function written(directory: string): Promise<void> {
  await using journal = await openJournal({ directory, keep: KEEP });
  for (let count = 1; count <= 250; count += 1) {
    const over = { path: `/${count % 3}`, idempotencyKey: `key-${count}`, repeat: false };
    await journal.append(draft(count % 7 === 0 ? '[]' : `entry ${count}, as text`, over));
  }
}

/** Of complete segments, unless all are asked for: that of the newest one is there only when it was long unchanged. */
async function indexFiles(directory: string, all = false): Promise<readonly string[]> {
  const names = (await readdir(directory)).sort();
  const newest = names.findLast((name) => name.endsWith('.ndjson'))?.replace('.ndjson', '.index');
  return names.filter((name) => name.endsWith('.index') && (all || name !== newest));
}

/** All that a start tells of a journal. */
async function opened(directory: string) {
  await using journal = await openJournal({ directory, keep: KEEP });
  const { entries } = await journal.query({ limit: 1_000 });
  return { entries, statistics: journal.statistics(), repairs: journal.repairs };
}

/** Changes the body of the third entry, but neither size nor time of its segment. */
async function changeUnseen(directory: string): Promise<void> {
  const segment = join(directory, FIRST);
  const text = await readFile(segment, 'utf8');
  expect(text.includes(THIRD)).toBe(true);
  await writeFile(segment, text.replace(THIRD, THIRD.replace('3', 'X')));
  await utimes(segment, 1_000, 1_000);
}

/** As if the segment had been complete since 1970. */
async function age(directory: string): Promise<void> {
  await utimes(join(directory, FIRST), 1_000, 1_000);
  await opened(directory);
}

/** Takes a journal up and leaves it, long after it was last written to. */
async function settle(directory: string, segment: string): Promise<void> {
  await utimes(join(directory, segment), 1_000, 1_000);
  await opened(directory);
}

describe('the index file of the newest segment', () => {
  const NEWEST = '0000000201.ndjson';
  const NEWEST_INDEX = '0000000201.index';

  test('is there once a process has ended, and tells the next one what the segment would', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    const fromSegment = await opened(directory.path);
    await settle(directory.path, NEWEST);
    expect(await indexFiles(directory.path, true)).toContain(NEWEST_INDEX);
    expect(await opened(directory.path)).toEqual(fromSegment);
  });

  test('counts no longer once more is added, is made anew with it, and forgets no key', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    await settle(directory.path, NEWEST);
    {
      await using journal = await openJournal({ directory: directory.path, keep: KEEP });
      for (let count = 0; count < 60; count += 1) {
        await journal.append(draft(`more ${count}`, { idempotencyKey: `more-${count}` }));
      }
    }
    const { entries, statistics, repairs } = await opened(directory.path);
    expect(repairs).toEqual([]);
    expect(statistics).toMatchObject({ entries: 310, newest: '0000000310' });
    expect(entries).toHaveLength(310);
    await age(directory.path);
    await using journal = await openJournal({ directory: directory.path, keep: KEEP });
    for (const idempotencyKey of ['key-249', 'more-5', 'more-59']) {
      expect(await journal.append(draft('', { idempotencyKey }))).toMatchObject({ repeat: true });
    }
  });

  test('is not made while a further change might not show in the time of change', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    // Written to in the future: as just now, however slow this test is.
    const soon = Date.now() / 1_000 + 3_600;
    await utimes(join(directory.path, NEWEST), soon, soon);
    await opened(directory.path);
    expect(await indexFiles(directory.path, true)).not.toContain(NEWEST_INDEX);
  });

  test('hides nothing: what the mark vouches for and is missing is told at each start', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    const path = join(directory.path, NEWEST);
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, lines.slice(0, 40).join('\n') + '\n');
    for (let start = 0; start < 3; start += 1) {
      await utimes(path, 1_000, 1_000);
      expect((await opened(directory.path)).repairs).toMatchObject([{ kind: 'missing' }]);
    }
  });
});

describe('the index file of a segment', () => {
  test('is there for each segment that is complete, for this user alone', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    expect(await indexFiles(directory.path)).toEqual([INDEX, '0000000101.index']);
    expect((await stat(join(directory.path, INDEX))).mode & 0o777).toBe(0o600);
  });

  test('tells a start what the segment itself would', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    const fromIndex = await opened(directory.path);
    for (const name of await indexFiles(directory.path)) await rm(join(directory.path, name));
    const fromSegments = await opened(directory.path);

    expect(fromIndex.entries).toHaveLength(250);
    expect(fromIndex).toEqual(fromSegments);
    expect(await indexFiles(directory.path)).toHaveLength(2);
  });

  test('saves the reading: what changed unseen on the disk is found when it is read, and by verify', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    await age(directory.path);
    await changeUnseen(directory.path);

    await using journal = await openJournal({ directory: directory.path, keep: KEEP });
    expect(journal.repairs).toEqual([]);
    await expect(journal.get('3')).rejects.toMatchObject({ code: 'WST_JOURNAL_CORRUPT' });
    expect((await openJournalReader(directory.path)).problems).toEqual([]);
    const { problems } = await openJournalReader(directory.path, { thorough: true });
    expect(problems).toMatchObject([{ kind: 'damaged', segment: FIRST }]);
  });

  test.each([
    ['of another time', (segment: string) => utimes(segment, 2_000, 2_000)],
    [
      'of another size',
      async (segment: string) => {
        await writeFile(segment, '\n', { flag: 'a' });
        await utimes(segment, 1_000, 1_000);
      },
    ],
  ])('does not count for a segment %s', async (_what, change) => {
    await using directory = await testDirectory();
    await written(directory.path);
    await age(directory.path);
    await changeUnseen(directory.path);
    await change(join(directory.path, FIRST));
    const [damage] = (await opened(directory.path)).repairs;
    expect(damage).toMatchObject({ kind: 'damaged', segment: FIRST });
  });

  test('does not count when it is damaged anywhere, cut short or of another segment', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    const sound = await opened(directory.path);
    const path = join(directory.path, INDEX);
    const bytes = await readFile(path);
    const spoiled = [0, 40, 100, bytes.length >> 1, bytes.length - 1].map((place) => {
      const flipped = Buffer.from(bytes);
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      return flipped;
    });
    const others = [bytes.subarray(0, 100), Buffer.alloc(0), Buffer.from('{}\n0000')];
    const next = await readFile(join(directory.path, '0000000101.index'));
    for (const content of [...spoiled, ...others, next]) {
      await writeFile(path, content);
      expect(await opened(directory.path)).toEqual(sound);
      expect(await readFile(path)).toEqual(bytes);
    }
  });

  test('keeps the idempotency keys, long ones too', async () => {
    await using directory = await testDirectory();
    const long = 'k'.repeat(500);
    {
      await using journal = await openJournal({ directory: directory.path, keep: KEEP });
      await journal.append(draft('1', { idempotencyKey: long }));
      for (let count = 0; count < 150; count += 1) await journal.append(draft('2'));
    }
    await age(directory.path);
    await using journal = await openJournal({ directory: directory.path, keep: KEEP });
    expect(await journal.append(draft('1', { idempotencyKey: long }))).toMatchObject({
      repeat: true,
    });
    expect(await journal.append(draft('1', { idempotencyKey: 'new' }))).toMatchObject({
      repeat: false,
    });
  });

  test('is not made for a segment with damage, which each start tells of', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    await changeUnseen(directory.path);
    for (let start = 0; start < 2; start += 1) {
      expect((await opened(directory.path)).repairs).toMatchObject([{ kind: 'damaged' }]);
    }
  });

  test('goes with its segment, by retention or by hand', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    {
      await using journal = await openJournal({ directory: directory.path, keep: 100 });
      expect(journal.statistics().dropped).toBeGreaterThanOrEqual(100);
    }
    expect(await indexFiles(directory.path)).not.toContain(INDEX);

    const [left = ''] = await indexFiles(directory.path);
    expect(left).not.toBe('');
    await rename(join(directory.path, left), join(directory.path, '0000000777.index'));
    await opened(directory.path);
    expect(await indexFiles(directory.path)).toEqual([left]);
  });
});

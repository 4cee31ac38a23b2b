import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { openJournal } from '../../src/journal/durable-journal';
import { bodiesOf, draft, durableJournal, testDirectory } from '../helpers/journal';

async function segments(directory: string): Promise<number> {
  return (await names(directory)).length;
}

/** As far as it is looked at here. */
interface Mark {
  readonly oldest: number;
}

/** The numbers that segments are named by. */
async function names(directory: string): Promise<readonly number[]> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.ndjson'));
  return files.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
}

describe('retention on disk', () => {
  test('drops whole segments, and remembers across restarts how many entries went', async () => {
    await using directory = await testDirectory();
    const options = { directory: directory.path, keep: 1_000 };
    const journal = await openJournal(options);
    await Promise.all(
      Array.from({ length: 3_250 }, (_, place) => journal.append(draft(String(place)))),
    );
    const before = journal.statistics();
    await journal.close();

    expect(before).toMatchObject({ entries: 1_050, dropped: 2_200, newest: '0000003250' });
    expect(await segments(directory.path)).toBe(11);
    await using reopened = await openJournal(options);
    expect(reopened.statistics()).toEqual(before);
    expect((await bodiesOf(reopened))[0]).toBe('2200');
  });

  test('applies a smaller limit at the next start', async () => {
    await using directory = await testDirectory();
    const journal = await openJournal({ directory: directory.path, keep: 1_000 });
    await Promise.all(Array.from({ length: 1_000 }, () => journal.append(draft())));
    await journal.close();
    await using reopened = await openJournal({ directory: directory.path, keep: 300 });
    expect(reopened.statistics()).toMatchObject({ entries: 300, dropped: 700 });
  });

  test('of very few entries begins no segment for each, and holds at most a hundred more', async () => {
    await using directory = await testDirectory();
    await using journal = await openJournal({ directory: directory.path, keep: 1 });
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 70 }, () => journal.append(draft())));
      const { entries, dropped } = journal.statistics();
      expect(entries).toBeLessThanOrEqual(101);
      expect(entries + dropped).toBe(70 * (round + 1));
    }
    await journal.probe();
    expect(await names(directory.path)).toEqual([301]);
  });

  test('of very few entries takes none for a clearing of others', async () => {
    await using journal = await durableJournal({ keep: 1 });
    await Promise.all(Array.from({ length: 60 }, () => journal.append(draft())));
    expect(await journal.clear({ search: 'id:1' })).toBe(1);
    expect(journal.statistics()).toMatchObject({ entries: 59, cleared: 1, dropped: 0 });
  });

  test('goes on numbering when only an empty segment is left', async () => {
    await using directory = await testDirectory();
    const options = { directory: directory.path, keep: 1, segmentBytes: 1 };
    const journal = await openJournal(options);
    for (let count = 0; count < 7; count += 1) await journal.append(draft());
    await journal.close();
    await using reopened = await openJournal(options);
    expect(reopened.statistics()).toMatchObject({ entries: 1, dropped: 6 });
    expect(await reopened.append(draft())).toMatchObject({ id: '0000000008' });
  });

  test('a dropped segment that cannot be removed holds nothing up, and goes once it can', async () => {
    await using directory = await testDirectory();
    const options = { directory: directory.path, keep: 2, segmentBytes: 1 };
    await using journal = await openJournal(options);
    await journal.append(draft('1'));
    // What a removal of a file takes for an error.
    const path = join(directory.path, '0000000001.ndjson');
    await rm(path);
    await mkdir(path);
    for (const body of ['2', '3', '4', '5']) await journal.append(draft(body));
    await journal.probe();
    expect(await bodiesOf(journal)).toEqual(['4', '5']);
    expect(await names(directory.path)).toEqual([1, 4, 5]);

    await rmdir(path);
    await writeFile(path, '');
    await journal.append(draft('6'));
    await journal.probe();
    expect(await names(directory.path)).toEqual([5, 6]);
    expect(journal.statistics()).toMatchObject({ entries: 2, dropped: 4 });
  });

  test('removes no file that the mark still vouches for', async () => {
    await using directory = await testDirectory();
    const { path } = directory;
    await using journal = await openJournal({ directory: path, keep: 3, segmentBytes: 1 });
    const state = { writes: true };
    const writing = (async () => {
      for (let count = 0; count < 60; count += 1) await journal.append(draft('one'));
    })().finally(() => (state.writes = false));
    // As a reader in another process looks: at the files, and then at the mark.
    while (state.writes) {
      const files = readdirSync(path).filter((name) => name.endsWith('.ndjson'));
      const { oldest } = JSON.parse(readFileSync(join(path, 'mark.json'), 'utf8')) as Mark;
      expect(Math.min(...files.map((name) => Number.parseInt(name, 10)))).toBeLessThanOrEqual(
        oldest,
      );
      await setImmediate();
    }
    await writing;
  });

  test('does not disturb a read under way: what it can no longer reach it leaves out', async () => {
    await using journal = await durableJournal({ keep: 100, segmentBytes: 20_000 });
    for (let count = 0; count < 100; count += 1) await journal.append(draft(String(count)));
    const seen: number[] = [];
    for await (const { body } of journal.read()) {
      seen.push(Number(body.toString()));
      if (seen.length === 10) {
        await Promise.all(Array.from({ length: 500 }, () => journal.append(draft('9999'))));
      }
    }
    expect(seen.length).toBeGreaterThanOrEqual(10);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });
});

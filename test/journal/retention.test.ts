import { readdir } from 'node:fs/promises';

import { openJournal } from '../../src/journal/durable-journal';
import { bodiesOf, draft, durableJournal, testDirectory } from '../helpers/journal';

async function segments(directory: string): Promise<number> {
  return (await readdir(directory)).filter((name) => name.endsWith('.ndjson')).length;
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

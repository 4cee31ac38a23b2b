import { copyFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openJournal } from '../../src/journal/durable-journal';
import { JournalCorruptError } from '../../src/journal/errors';
import { openJournalReader } from '../../src/journal/journal-reader';
import { bodiesOf, damage, draft, testDirectory } from '../helpers/journal';

const SEGMENT = '0000000001.ndjson';

/** Five entries in segments of so many bytes. */
async function written(directory: string, segmentBytes = 1_000_000): Promise<void> {
  const journal = await openJournal({ directory, segmentBytes });
  for (const body of ['1', '2', '3', '4', '5']) await journal.append(draft(body));
  await journal.close();
}

describe('damage in the middle of a journal', () => {
  test('is reported and never skipped in silence', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    const segment = join(directory.path, SEGMENT);
    const lines = (await readFile(segment, 'utf8')).split('\n');
    lines[2] = lines[2]?.replace('"body":"3"', '"body":"X"') ?? '';
    await writeFile(segment, lines.join('\n'));

    await using journal = await openJournal({ directory: directory.path });

    expect(journal.repairs).toMatchObject([
      { kind: 'damaged', segment: SEGMENT, ids: ['0000000003', '0000000003'] },
    ]);
    expect(journal.repairs[0]?.message).toContain('entry 0000000003 cannot be read');
    expect(await bodiesOf(journal)).toEqual(['1', '2', '4', '5']);
    await expect(journal.get('3')).rejects.toThrow(JournalCorruptError);
    expect(await journal.append(draft('6'))).toMatchObject({ id: '0000000006' });
    expect(journal.statistics()).toMatchObject({ entries: 5, dropped: 0 });
  });

  test('is found for a bit flipped anywhere in a record', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    const segment = join(directory.path, SEGMENT);
    const sound = await readFile(segment);
    const first = sound.indexOf('\n');
    for (let place = 0; place <= first; place += 1) {
      const flipped = Buffer.from(sound);
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      await writeFile(segment, flipped);
      const { problems } = await openJournalReader(directory.path);
      expect(problems).toMatchObject([{ kind: 'damaged', offset: 0 }]);
    }
  });

  test('ends no clearing, and stays', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    await using journal = await openJournal({ directory: directory.path });
    await damage(directory.path, '"body":"3"', '"body":"X"');
    const damaged: string[] = [];

    expect(await journal.clear({ text: '4' }, { onDamaged: (id) => damaged.push(id) })).toBe(1);

    expect(damaged).toEqual(['0000000003']);
    await expect(journal.get('3')).rejects.toThrow(JournalCorruptError);
    expect(await journal.clear({ text: '5' })).toBe(1);
  });

  test('is found when it happens after the start', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    await using journal = await openJournal({ directory: directory.path });
    const segment = join(directory.path, SEGMENT);
    const text = await readFile(segment, 'utf8');
    await writeFile(segment, text.replace('"body":"3"', '"body":"X"'));
    await expect(bodiesOf(journal)).rejects.toThrow(JournalCorruptError);
  });

  test('ends neither a search in bodies nor a timeline of it, which tell how many records that concerns', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    await using journal = await openJournal({ directory: directory.path });
    await damage(directory.path, '"body":"3"', '"body":"X"');

    for (const order of ['oldest-first', 'newest-first'] as const) {
      const first = await journal.query({ order, text: '', limit: 3 });
      const second = await journal.query({ order, text: '', cursor: first.next ?? '' });
      const ids = [...first.entries, ...second.entries].map(({ id }) => Number(id));
      expect(ids.sort()).toEqual([1, 2, 4, 5]);
      expect([first.damaged, second.damaged]).toEqual([1, 0]);
    }
    expect(await journal.timeline({ text: '' })).toMatchObject({ total: 4, damaged: 1 });
    expect(await journal.query()).toMatchObject({ damaged: 0 });
  });

  test.each(['before', 'after'])(
    'that happened %s the start is told of to a reader that asks for it',
    async (when) => {
      await using directory = await testDirectory();
      await written(directory.path);
      if (when === 'before') {
        await damage(directory.path, '"body":"3"', '"body":"X"');
      }
      await using journal = await openJournal({ directory: directory.path });
      await damage(directory.path, '"body":"3"', '"body":"X"');

      const damaged: string[] = [];
      const bodies: string[] = [];
      for await (const { body } of journal.read({}, { onDamaged: (id) => damaged.push(id) })) {
        bodies.push(body.toString());
      }
      expect(bodies).toEqual(['1', '2', '4', '5']);
      expect(damaged).toEqual(['0000000003']);
      expect(journal.repairs).toHaveLength(when === 'before' ? 1 : 0);
    },
  );

  test('is reported for a record and for a segment that someone removed', async () => {
    await using directory = await testDirectory();
    await written(directory.path, 1);
    const names = (await readdir(directory.path)).filter((name) => name.endsWith('.ndjson'));
    expect(names).toHaveLength(5);
    await rm(join(directory.path, '0000000002.ndjson'));
    await writeFile(join(directory.path, '0000000004.ndjson'), '');

    await using journal = await openJournal({ directory: directory.path });

    expect(journal.repairs).toMatchObject([
      { kind: 'missing', ids: ['0000000002', '0000000002'] },
      { kind: 'missing', ids: ['0000000004', '0000000004'] },
    ]);
    await expect(journal.get('2')).rejects.toThrow(JournalCorruptError);
    await expect(journal.get('4')).rejects.toThrow(JournalCorruptError);
    expect(await bodiesOf(journal)).toEqual(['1', '3', '5']);
  });

  test('does not take the end of an older segment for a torn write when entries are missing', async () => {
    await using directory = await testDirectory();
    await written(directory.path, 1);
    const segment = join(directory.path, '0000000003.ndjson');
    const half = (await readFile(segment)).subarray(0, 50);
    await writeFile(segment, half);

    await using journal = await openJournal({ directory: directory.path });

    expect(journal.repairs).toMatchObject([
      { kind: 'damaged', bytes: 50, ids: ['0000000003', '0000000003'] },
    ]);
    expect(await readFile(segment)).toEqual(half);
  });

  test('does not let a record copied in twice count twice', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    const segment = join(directory.path, SEGMENT);
    await copyFile(segment, `${segment}.bak`);
    const lines = (await readFile(segment, 'utf8')).split('\n');
    lines.splice(2, 0, lines[1] ?? '');
    await writeFile(segment, lines.join('\n'));

    await using journal = await openJournal({ directory: directory.path });

    expect(journal.repairs).toMatchObject([{ kind: 'damaged' }]);
    expect(journal.repairs[0]).not.toHaveProperty('ids');
    expect(await bodiesOf(journal)).toEqual(['1', '2', '3', '4', '5']);
    expect((await stat(segment)).size).toBeGreaterThan((await stat(`${segment}.bak`)).size);
  });
});

import { once } from 'node:events';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openJournal } from '../../src/journal/durable-journal';
import { followJournal } from '../../src/journal/querying/follow';
import { openJournalReader } from '../../src/journal/journal-reader';
import { bodiesOf, draft, testDirectory, writerProcess } from '../helpers/journal';

describe('a reader of a journal', () => {
  test('sees whole records while the writer holds the lock, and what comes after on asking', async () => {
    await using directory = await testDirectory();
    await using journal = await openJournal({ directory: directory.path });
    await journal.append(draft('one'));
    const reader = await openJournalReader(directory.path);

    await journal.append(draft('two'));
    expect(await bodiesOf(reader)).toEqual(['one']);
    expect(await reader.refresh()).toMatchObject([{ id: '0000000002' }]);

    expect(await bodiesOf(reader)).toEqual(['one', 'two']);
    expect(await reader.get('2')).toMatchObject({ id: '0000000002' });
    expect(await reader.refresh()).toEqual([]);
    expect(reader.problems).toEqual([]);
  });

  test('takes a half-written record for one on its way while a writer is there, else for a problem', async () => {
    await using directory = await testDirectory();
    const journal = await openJournal({ directory: directory.path });
    await journal.append(draft('one'));
    await appendFile(join(directory.path, '0000000001.ndjson'), '{"id":"00000');

    expect((await openJournalReader(directory.path)).problems).toEqual([]);
    await journal.close();
    expect((await openJournalReader(directory.path)).problems).toMatchObject([
      { kind: 'torn-tail', bytes: 12 },
    ]);
  });

  test('finds nothing wrong while a writer is at work', async () => {
    await using directory = await testDirectory();
    const writer = writerProcess('append', directory.path);
    await once(writer.lines, 'line');
    writer.lines.on('line', () => undefined);
    try {
      for (let round = 0; round < 20; round += 1) {
        const reader = await openJournalReader(directory.path);
        expect(reader.problems).toEqual([]);
        const { newest } = reader.statistics();
        if (newest !== undefined) expect(await reader.get(newest)).toMatchObject({ id: newest });
      }
    } finally {
      await writer.kill();
    }
  });

  test('follows rotation and retention', async () => {
    await using directory = await testDirectory();
    const options = { directory: directory.path, keep: 3, segmentBytes: 1 };
    await using journal = await openJournal(options);
    await journal.append(draft('1'));
    const reader = await openJournalReader(directory.path);
    for (const body of ['2', '3', '4', '5', '6']) await journal.append(draft(body));
    // By then the files of what was dropped are gone.
    await journal.probe();

    const fresh = await reader.refresh();

    expect(fresh.map(({ id }) => Number(id))).toEqual([4, 5, 6]);
    expect(reader.statistics()).toMatchObject({ entries: 3, dropped: 3 });
    expect(await reader.get('1')).toBeUndefined();
  });

  test('looks again from the beginning when the writer took something back', async () => {
    await using directory = await testDirectory();
    const journal = await openJournal({ directory: directory.path });
    await journal.append(draft('one'));
    await journal.append(draft('two'));
    await journal.close();
    const reader = await openJournalReader(directory.path);
    await writeFile(join(directory.path, '0000000001.ndjson'), '');
    await reader.refresh();
    expect(reader.statistics()).toMatchObject({ entries: 0 });
  });

  test.each([0, 1])(
    'tells of all that came between two looks of which a clear lies in between (%d looks before)',
    async (looks) => {
      await using directory = await testDirectory();
      await using journal = await openJournal({ directory: directory.path });
      for (let count = 0; count < 10; count += 1) await journal.append(draft('{}'));
      const reader = await openJournalReader(directory.path);
      for (let look = 0; look < looks; look += 1) await reader.refresh();
      for (let count = 0; count < 30; count += 1) {
        await journal.append(draft('[]', { method: 'PUT' }));
      }
      await journal.clear({ method: 'POST' });

      expect(await reader.refresh()).toHaveLength(30);
      for (let id = 11; id <= 40; id += 1) {
        expect(await reader.get(String(id))).toMatchObject({ method: 'PUT' });
      }
    },
  );

  test('reads on while others clear, again and again, what it has not read yet', async () => {
    await using directory = await testDirectory();
    await using journal = await openJournal({ directory: directory.path });
    for (let count = 1; count <= 200; count += 1) {
      await journal.append(draft('[]', { path: count % 4 === 0 ? `/${count}` : '/kept' }));
    }
    const reader = await openJournalReader(directory.path);

    const kept: string[] = [];
    for await (const { id, path } of reader.read()) {
      if (path === '/kept') kept.push(id);
      const next = Number(id) + 5;
      if (next % 4 === 0) await journal.clear({ path: `/${next}` });
    }

    expect(kept).toHaveLength(150);
  });

  test('says that there is no journal, or that it cannot be read', async () => {
    await using directory = await testDirectory();
    await expect(openJournalReader(join(directory.path, 'none'))).rejects.toMatchObject({
      code: 'WST_FILE',
      message: expect.stringContaining('there is none') as string,
    });
    await mkdir(join(directory.path, 'mark.json'));
    await expect(openJournalReader(directory.path)).rejects.toMatchObject({
      code: 'WST_FILE',
      message: expect.stringContaining('EISDIR') as string,
    });
  });
});

test('following a journal yields each new entry once, until it is aborted', async () => {
  await using directory = await testDirectory();
  await using journal = await openJournal({ directory: directory.path, segmentBytes: 2_000 });
  const reader = await openJournalReader(directory.path);
  const stop = new AbortController();
  const seen: number[] = [];
  void journal.append(draft());
  for await (const { id } of followJournal(reader, stop.signal)) {
    seen.push(Number(id));
    if (seen.length < 30) void journal.append(draft());
    else stop.abort();
  }
  expect(seen).toEqual(Array.from({ length: 30 }, (_, place) => place + 1));
});

import { appendFile, cp, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openJournal } from '../../src/journal/durable-journal';
import { bodiesOf, draft, testDirectory } from '../helpers/journal';

const SEGMENT = '0000000001.ndjson';

/** A journal of three entries as a killed process leaves it, and where its last record begins and ends. */
async function written(directory: string): Promise<{ start: number; end: number }> {
  const journal = await openJournal({ directory });
  await journal.append(draft('one'));
  await journal.append(draft('two', { idempotencyKey: 'k' }));
  const { size: start } = await stat(join(directory, SEGMENT));
  await journal.append(draft('three'));
  const { size: end } = await stat(join(directory, SEGMENT));
  const mark = await readFile(join(directory, 'mark.json'));
  await journal.close();
  await writeFile(join(directory, 'mark.json'), mark);
  return { start, end };
}

describe('a segment that ends in the middle of a record', () => {
  test('is cut back to the last whole record, wherever the write stopped', async () => {
    await using directory = await testDirectory();
    const original = join(directory.path, 'original');
    const { start, end } = await written(original);

    const check = async (length: number): Promise<void> => {
      const copy = join(directory.path, String(length));
      await cp(original, copy, { recursive: true });
      await truncate(join(copy, SEGMENT), length);
      const journal = await openJournal({ directory: copy });

      expect(journal.repairs).toMatchObject([
        { kind: 'torn-tail', segment: SEGMENT, offset: start, bytes: length - start },
      ]);
      expect(await bodiesOf(journal)).toEqual(['one', 'two']);
      expect(await journal.append(draft('new'))).toMatchObject({ id: '0000000003' });
      expect(await bodiesOf(journal)).toEqual(['one', 'two', 'new']);
      await journal.close();
    };
    // Most of each is waiting for the disk.
    const lengths = Array.from({ length: end - start - 1 }, (_, index) => start + 1 + index);
    const left = lengths.values();
    const work = async (): Promise<void> => {
      for (const length of left) await check(length);
    };
    await Promise.all(Array.from({ length: 16 }, work));
  });

  test('says what was cut, and keeps it aside', async () => {
    await using directory = await testDirectory();
    const { start } = await written(directory.path);
    const segment = join(directory.path, SEGMENT);
    const whole = await readFile(segment);
    await truncate(segment, start + 10);

    await using journal = await openJournal({ directory: directory.path });

    const [repair] = journal.repairs;
    expect(repair?.message).toContain(`${SEGMENT} ends in 10 bytes, from byte ${start}`);
    expect(repair?.savedAs).toBe(`${segment}.torn`);
    expect(await readFile(`${segment}.torn`)).toEqual(whole.subarray(start, start + 10));
  });

  test.each([
    ['zeros, as after a power cut', Buffer.alloc(5_000)],
    ['a record with a wrong checksum', Buffer.from('{"id":"0000000004","crc":"00000000"}\n')],
    ['text of another kind', Buffer.from('hello\nworld\n')],
  ])('is cut back as well when it ends in %s', async (_tail, tail) => {
    await using directory = await testDirectory();
    const { end } = await written(directory.path);
    await appendFile(join(directory.path, SEGMENT), tail);

    await using journal = await openJournal({ directory: directory.path });

    expect(journal.repairs).toMatchObject([{ kind: 'torn-tail', offset: end, bytes: tail.length }]);
    expect(await bodiesOf(journal)).toEqual(['one', 'two', 'three']);
  });

  test('is repaired once: the next start finds nothing to do', async () => {
    await using directory = await testDirectory();
    const { end } = await written(directory.path);
    await truncate(join(directory.path, SEGMENT), end - 1);
    await (await openJournal({ directory: directory.path })).close();
    await using journal = await openJournal({ directory: directory.path });
    expect(journal.repairs).toEqual([]);
    expect(await readdir(directory.path)).toEqual(
      expect.arrayContaining([SEGMENT, `${SEGMENT}.torn`]),
    );
  });
});

describe('a journal that was closed', () => {
  test('is the same after it is opened again, ids and repeats included', async () => {
    await using directory = await testDirectory();
    await written(directory.path);
    await using journal = await openJournal({ directory: directory.path });
    expect(journal.repairs).toEqual([]);
    expect(await bodiesOf(journal)).toEqual(['one', 'two', 'three']);
    const again = await journal.append(draft('four', { idempotencyKey: 'k' }));
    expect(again).toMatchObject({ id: '0000000004', repeat: true });
  });
});

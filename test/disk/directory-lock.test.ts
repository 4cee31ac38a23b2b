import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { openJournal } from '../../src/journal/durable-journal';
import { JournalDirectoryError, JournalLockedError } from '../../src/journal/errors';
import { openJournalReader } from '../../src/journal/journal-reader';
import { lockDirectory } from '../../src/disk/directory-lock';
import { draft, testDirectory, writerProcess } from '../helpers/journal';

function request(owner: string): Parameters<typeof lockDirectory>[1] {
  return {
    self: () => ({ owner }),
    refusal: (holder) => new JournalLockedError('here', holder),
  };
}

async function sockets(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter((name) => name.endsWith('.sock'));
}

describe('the lock of a journal', () => {
  test('keeps a second writer of the same process out until the first closes', async () => {
    await using directory = await testDirectory();
    const first = await openJournal({ directory: directory.path, owner: 'the first' });

    const second = openJournal({ directory: directory.path });
    await expect(second).rejects.toThrow(JournalLockedError);
    await expect(second).rejects.toMatchObject({
      code: 'WST_JOURNAL_LOCKED',
      owner: 'the first',
      message: expect.stringContaining('the first is writing to it') as string,
    });

    await first.close();
    await using third = await openJournal({ directory: directory.path });
    expect(await third.append(draft())).toMatchObject({ id: '0000000001' });
  });

  test('is held by another process, which a reader need not mind, and dies with it', async () => {
    await using directory = await testDirectory();
    const writer = writerProcess('hold', directory.path);
    await once(writer.lines, 'line');

    await expect(openJournal({ directory: directory.path })).rejects.toMatchObject({
      owner: 'the test writer',
    });
    expect((await openJournalReader(directory.path)).statistics()).toMatchObject({ entries: 0 });

    await writer.kill();
    expect(await sockets(directory.path)).toHaveLength(1);
    await using journal = await openJournal({ directory: directory.path });
    expect(await sockets(directory.path)).toHaveLength(1);
    await journal.append(draft());
  });

  test('goes to one of many that come at once', async () => {
    await using directory = await testDirectory();
    for (let round = 0; round < 5; round += 1) {
      const attempts = await Promise.allSettled(
        Array.from({ length: 8 }, () => lockDirectory(directory.path, request('one of many'))),
      );
      const held = attempts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(held.length).toBeLessThanOrEqual(1);
      for (const attempt of attempts) {
        if (attempt.status === 'rejected')
          expect(attempt.reason).toBeInstanceOf(JournalLockedError);
      }
      await Promise.all(held.map((lock) => lock.release()));
    }
    expect(await sockets(directory.path)).toEqual([]);
  });

  test('works for a path too long for a socket', async () => {
    await using directory = await testDirectory();
    const deep = join(directory.path, 'x'.repeat(120));
    await mkdir(deep);
    await using journal = await openJournal({ directory: deep, owner: 'the deep one' });
    await expect(openJournal({ directory: deep })).rejects.toMatchObject({ owner: 'the deep one' });
    expect(await journal.append(draft())).toMatchObject({ id: '0000000001' });
  });

  test('is given back when opening fails', async () => {
    await using directory = await testDirectory();
    await mkdir(join(directory.path, 'mark.json'));
    const failing = openJournal({ directory: directory.path });
    await expect(failing).rejects.toThrow(JournalDirectoryError);
    await expect(failing).rejects.toMatchObject({ code: 'WST_FILE', directory: directory.path });
    expect(await sockets(directory.path)).toEqual([]);
  });
});

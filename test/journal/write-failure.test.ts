import { constants } from 'node:fs';
import { readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { openJournal } from '../../src/journal/durable-journal';
import { JournalWriteError } from '../../src/journal/errors';
import { openSegmentFile, type OpenSegment } from '../../src/journal/segments/segment-file';
import { smallDisk } from '../helpers/full-disk';
import { bodiesOf, draft, testDirectory } from '../helpers/journal';

type Failure = 'open' | 'write' | 'room' | 'truncate';

/** Real files on a disk that fails where it is told to: while opening, writing or cutting, or for want of room. */
function failingDisk() {
  const broken = new Set<Failure>();
  const fail = (what: Failure): void => {
    const code = broken.has('room') ? 'ENOSPC' : 'EIO';
    if (broken.has(what)) throw Object.assign(new Error(`${code}: ${what}`), { code });
  };
  const openSegment: OpenSegment = async (path, flags) => {
    fail('open');
    const file = await openSegmentFile(path, flags);
    return {
      async write(bytes, position) {
        const fails = broken.has('write') || broken.has('room');
        // Half of it reaches the disk first.
        await file.write(fails ? bytes.subarray(0, bytes.length / 2) : bytes, position);
        fail('write');
        fail('room');
      },
      async truncate(length) {
        fail('truncate');
        await file.truncate(length);
      },
      stat: () => file.stat(),
      datasync: () => file.datasync(),
      close: () => file.close(),
    };
  };
  return { broken, openSegment };
}

describe('a disk that fails', () => {
  test.each<[string, Failure[], number]>([
    ['for want of room', ['room'], 1],
    ['for want of room, and cannot even be cut back', ['room', 'truncate'], 1],
    ['while writing', ['write'], 2],
    ['while writing, and cannot even be cut back', ['write', 'truncate'], 2],
  ])(
    '%s has its appends rejected, and is used again once it works',
    async (_when, failures, segments) => {
      const code = failures.includes('room') ? 'ENOSPC' : 'EIO';
      await using directory = await testDirectory();
      const { broken, openSegment } = failingDisk();
      const journal = await openJournal({ directory: directory.path }, openSegment);
      await journal.append(draft('kept'));

      for (const failure of failures) broken.add(failure);
      for (let time = 0; time < 3; time += 1) {
        const together = ['lost', 'lost too'].map((body) => journal.append(draft(body)));
        for (const result of await Promise.allSettled(together)) {
          expect(result).toMatchObject({
            reason: { code: 'WST_JOURNAL_WRITE', entries: 2, cause: { code } },
          });
        }
        expect(await bodiesOf(journal)).toEqual(['kept']);
        const { failure } = journal.statistics();
        expect(failure).toEqual({
          at: expect.any(Number) as unknown,
          message: expect.stringContaining(code) as unknown,
        });
      }
      broken.clear();

      const again = await Promise.all(['a', 'b'].map((body) => journal.append(draft(body))));
      expect(again.map(({ id }) => id)).toEqual(['0000000002', '0000000003']);
      expect(await bodiesOf(journal)).toEqual(['kept', 'a', 'b']);
      expect(journal.statistics()).toMatchObject({ entries: 3, dropped: 0, pending: 0 });
      expect(journal.statistics().failure).toBeUndefined();
      await journal.close();

      const names = (await readdir(directory.path)).filter((name) => name.endsWith('.ndjson'));
      expect(names).toHaveLength(segments);
      await using reopened = await openJournal({ directory: directory.path });
      expect(await bodiesOf(reopened)).toEqual(['kept', 'a', 'b']);
      expect(reopened.repairs.filter(({ kind }) => kind !== 'leftover')).toEqual([]);
    },
  );

  test('leaves no trace of rejected entries that could not be cut off', async () => {
    await using directory = await testDirectory();
    const { broken, openSegment } = failingDisk();
    const journal = await openJournal({ directory: directory.path }, openSegment);
    await journal.append(draft('kept'));
    broken.add('write').add('truncate');
    await expect(journal.append(draft('lost'))).rejects.toThrow(JournalWriteError);
    broken.clear();
    await journal.append(draft('next'));
    await journal.close();

    const reopened = await openJournal({ directory: directory.path });
    expect(reopened.repairs).toMatchObject([{ kind: 'leftover', segment: '0000000001.ndjson' }]);
    expect(await bodiesOf(reopened)).toEqual(['kept', 'next']);
    await reopened.close();
    await using third = await openJournal({ directory: directory.path });
    expect(third.repairs).toEqual([]);
  });

  test('before the first entry makes the first segment anew', async () => {
    await using directory = await testDirectory();
    const { broken, openSegment } = failingDisk();
    await using journal = await openJournal({ directory: directory.path }, openSegment);
    broken.add('write').add('truncate');
    await expect(journal.append(draft('lost'))).rejects.toThrow(JournalWriteError);
    broken.clear();
    expect(await journal.append(draft('first'))).toMatchObject({ id: '0000000001' });
    expect(await bodiesOf(journal)).toEqual(['first']);
  });

  test.each([1, 2, 3])(
    'an empty segment that was given up loses no other one, though %i tries to begin another fail',
    async (tries) => {
      await using directory = await testDirectory();
      const { broken, openSegment } = failingDisk();
      const options = { directory: directory.path, segmentBytes: 1 };
      await using journal = await openJournal(options, openSegment);
      for (const body of ['a', 'b', 'c']) await journal.append(draft(body));
      // The next segment is begun, and nothing can be written to it.
      broken.add('write');
      await expect(journal.append(draft('lost'))).rejects.toThrow(JournalWriteError);
      broken.add('open');
      for (let time = 0; time < tries; time += 1) {
        await expect(journal.append(draft('lost'))).rejects.toThrow(JournalWriteError);
        expect(await bodiesOf(journal)).toEqual(['a', 'b', 'c']);
      }
      broken.clear();
      expect(await journal.append(draft('d'))).toMatchObject({ id: '0000000004' });
      expect(await bodiesOf(journal)).toEqual(['a', 'b', 'c', 'd']);
      expect((await readdir(directory.path)).filter((name) => name.endsWith('.aside'))).toEqual([]);
    },
  );

  test('when a segment is to be begun has the appends rejected until it can be', async () => {
    await using directory = await testDirectory();
    const { broken, openSegment } = failingDisk();
    const options = { directory: directory.path, segmentBytes: 1 };
    await using journal = await openJournal(options, openSegment);
    await journal.append(draft('kept'));
    broken.add('open');
    await expect(journal.append(draft('lost'))).rejects.toThrow(JournalWriteError);
    broken.clear();
    await journal.append(draft('next'));
    expect(await bodiesOf(journal)).toEqual(['kept', 'next']);
  });

  test('does not forget or invent an Idempotency-Key', async () => {
    await using directory = await testDirectory();
    const { broken, openSegment } = failingDisk();
    await using journal = await openJournal({ directory: directory.path }, openSegment);
    broken.add('write');
    await expect(journal.append(draft('', { idempotencyKey: 'k' }))).rejects.toThrow();
    broken.clear();
    expect(await journal.append(draft('', { idempotencyKey: 'k' }))).toMatchObject({
      repeat: false,
    });
  });
});

test('a draft that cannot be written down is turned away alone', async () => {
  await using directory = await testDirectory();
  await using journal = await openJournal({ directory: directory.path });
  const appends = [draft('a'), draft('b', { receivedAt: NaN }), draft('c')];
  const results = await Promise.allSettled(appends.map((one) => journal.append(one)));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await bodiesOf(journal)).toEqual(['a', 'c']);
});

const linuxOnly = process.platform === 'linux' ? test : test.skip;
linuxOnly('the system syncs each write to a segment (Linux)', async () => {
  await using directory = await testDirectory();
  await using journal = await openJournal({ directory: directory.path });
  await journal.append(draft('kept'));
  const open = await openFilesBelow(directory.path);
  expect(open.get('0000000001.ndjson')).toBe(constants.O_DSYNC);
});

/** Of the files of this process below a directory, by name, whether writes to them are synced. */
async function openFilesBelow(directory: string): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const descriptor of await readdir('/proc/self/fd')) {
    const path = await readlink(join('/proc/self/fd', descriptor)).catch(() => '');
    if (dirname(path) !== directory) continue;
    const info = await readFile(join('/proc/self/fdinfo', descriptor), 'utf8');
    const flags = Number.parseInt(/flags:\s+(\d+)/.exec(info)?.[1] ?? '', 8);
    found.set(basename(path), flags & constants.O_DSYNC);
  }
  return found;
}

const small = smallDisk();
small.test(`a full disk is survived${small.why}`, async () => {
  const ballast = join(small.path, 'ballast');
  await writeFile(ballast, Buffer.alloc(500_000));
  const directory = join(small.path, 'journal');
  const journal = await openJournal({ directory });
  const kept: string[] = [];
  let refused = 0;
  for (let place = 0; refused < 3; place += 1) {
    const body = `${place} ${'x'.repeat(20_000)}`;
    try {
      await journal.append(draft(body));
      kept.push(body);
    } catch (error) {
      expect(error).toMatchObject({ code: 'WST_JOURNAL_WRITE', cause: { code: 'ENOSPC' } });
      refused += 1;
    }
  }
  const { size } = await stat(join(directory, '0000000001.ndjson'));
  expect(size).toBe(journal.statistics().bytes);
  expect(await bodiesOf(journal)).toEqual(kept);

  await rm(ballast);
  kept.push('room again');
  await journal.append(draft('room again'));
  await journal.close();

  await using reopened = await openJournal({ directory });
  expect(reopened.repairs).toEqual([]);
  expect(await bodiesOf(reopened)).toEqual(kept);
});

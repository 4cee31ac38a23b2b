import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openJournal } from '../../src/journal/durable-journal';
import { JournalWriteError } from '../../src/journal/errors';
import type { OpenSegment } from '../../src/journal/segments/segment-writer';
import { bodiesOf, draft, testDirectory } from '../helpers/journal';

/** Real files on a disk that fails where it is told to. */
function failingDisk() {
  const broken = new Set<'open' | 'write' | 'datasync' | 'truncate'>();
  const fail = (what: 'open' | 'write' | 'datasync' | 'truncate'): void => {
    if (broken.has(what)) throw Object.assign(new Error(`EIO: ${what}`), { code: 'EIO' });
  };
  const openSegment: OpenSegment = async (path, flags) => {
    fail('open');
    const file = await open(path, flags);
    return {
      async write(bytes, offset, length, position) {
        // Half of it reaches the disk first.
        const half = broken.has('write') ? Math.floor(length / 2) : length;
        const written = await file.write(bytes, offset, half, position);
        fail('write');
        return written;
      },
      async datasync() {
        fail('datasync');
        await file.datasync();
      },
      async truncate(length) {
        fail('truncate');
        await file.truncate(length);
      },
      stat: () => file.stat(),
      close: () => file.close(),
    };
  };
  return { broken, openSegment };
}

type Failure = Parameters<ReturnType<typeof failingDisk>['broken']['add']>[0];

describe('a disk that fails', () => {
  test.each<[string, Failure[], number]>([
    ['while writing', ['write'], 1],
    ['while writing, and cannot even be cut back', ['write', 'truncate'], 1],
    ['while syncing', ['datasync'], 2],
    ['while syncing, and cannot even be cut back', ['datasync', 'truncate'], 2],
  ])(
    '%s has its appends rejected, and is used again once it works',
    async (_when, failures, segments) => {
      await using directory = await testDirectory();
      const { broken, openSegment } = failingDisk();
      const journal = await openJournal({ directory: directory.path }, openSegment);
      await journal.append(draft('kept'));

      for (const failure of failures) broken.add(failure);
      for (let time = 0; time < 3; time += 1) {
        const together = ['lost', 'lost too'].map((body) => journal.append(draft(body)));
        for (const result of await Promise.allSettled(together)) {
          expect(result).toMatchObject({
            reason: { code: 'WST_JOURNAL_WRITE', entries: 2, cause: { code: 'EIO' } },
          });
        }
        expect(await bodiesOf(journal)).toEqual(['kept']);
        const { failure } = journal.statistics();
        expect(failure).toEqual({
          at: expect.any(Number) as unknown,
          message: expect.stringContaining('EIO') as unknown,
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
    broken.add('datasync').add('truncate');
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
    broken.add('datasync').add('truncate');
    await expect(journal.append(draft('lost'))).rejects.toThrow(JournalWriteError);
    broken.clear();
    expect(await journal.append(draft('first'))).toMatchObject({ id: '0000000001' });
    expect(await bodiesOf(journal)).toEqual(['first']);
  });

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

const small = mkdtempSync(join(tmpdir(), 'wallstash-full-'));
const mounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small], { stdio: 'ignore' })
    .status === 0;
afterAll(async () => {
  if (mounted) spawnSync('umount', [small]);
  await rm(small, { recursive: true, force: true });
});

const onFullDisk = mounted ? test : test.skip;
onFullDisk(
  `a full disk is survived${mounted ? '' : ' (skipped: mounting a tmpfs needs root)'}`,
  async () => {
    const ballast = join(small, 'ballast');
    await writeFile(ballast, Buffer.alloc(500_000));
    const directory = join(small, 'journal');
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
  },
);

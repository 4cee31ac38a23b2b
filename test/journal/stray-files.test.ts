import {
  copyFile,
  mkdir,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';

import { openJournal } from '../../src/journal/durable-journal';
import { openJournalReader } from '../../src/journal/journal-reader';
import { bodiesOf, draft, testDirectory } from '../helpers/journal';

const BODIES = Array.from({ length: 12 }, (_, place) => `body ${place + 1}`);

/** Twelve entries in segments of four, begun with 1, 5 and 9. */
async function written(directory: string): Promise<void> {
  const journal = await openJournal({ directory, keep: 1_000 });
  for (const body of BODIES.slice(0, 1)) await journal.append(draft(body));
  const { bytes } = journal.statistics();
  await journal.close();
  const small = await openJournal({ directory, segmentBytes: 4 * bytes });
  for (const body of BODIES.slice(1)) await small.append(draft(body));
  await small.close();
  const names = (await readdir(directory)).filter((name) => name.endsWith('.ndjson'));
  expect(names).toHaveLength(3);
  // Long ago, so that each has an index file, the newest too.
  for (const name of names) await utimes(join(directory, name), 1_000, 1_000);
  await (await openJournal({ directory })).close();
}

async function segmentsOf(directory: string): Promise<Record<string, string>> {
  const names = (await readdir(directory)).filter((name) => /^\d{10}\.ndjson$/.test(name)).sort();
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')] as const),
    ),
  );
}

type Place = (directory: string, names: readonly string[]) => Promise<void>;

/** Each puts something into the directory of a journal that was closed. */
const STRAYS: readonly [string, string | undefined, Place][] = [
  ['a name with fewer digits', undefined, (to) => writeFile(join(to, '6.ndjson'), '# notes')],
  [
    'notes of a segment’s name',
    '0000000006.ndjson',
    (to) => writeFile(join(to, '0000000006.ndjson'), '# notes\n'),
  ],
  [
    'an empty file within a segment',
    '0000000003.ndjson',
    (to) => writeFile(join(to, '0000000003.ndjson'), ''),
  ],
  [
    'an empty file within the newest',
    '0000000011.ndjson',
    (to) => writeFile(join(to, '0000000011.ndjson'), ''),
  ],
  [
    'an empty file far behind',
    '0000009999.ndjson',
    (to) => writeFile(join(to, '0000009999.ndjson'), ''),
  ],
  [
    'a copy under a later name',
    '0000000007.ndjson',
    (to, [, second = '']) => copyFile(join(to, second), join(to, '0000000007.ndjson')),
  ],
  [
    'a copy under an earlier name',
    '0000000002.ndjson',
    (to, [, second = '']) => copyFile(join(to, second), join(to, '0000000002.ndjson')),
  ],
  [
    'a copy far behind',
    '0000009999.ndjson',
    (to, [, second = '']) => copyFile(join(to, second), join(to, '0000009999.ndjson')),
  ],
  [
    'the second half of a segment',
    '0000000003.ndjson',
    async (to, [first = '']) => {
      const lines = (await readFile(join(to, first), 'utf8')).split('\n').slice(2);
      await writeFile(join(to, '0000000003.ndjson'), lines.join('\n'));
    },
  ],
  ['a link', '0000000006.ndjson', (to) => symlink('/etc/hostname', join(to, '0000000006.ndjson'))],
  [
    'a directory',
    '0000000006.ndjson',
    async (to) => {
      await mkdir(join(to, '0000000006.ndjson'));
    },
  ],
];

describe('something of a segment’s name in the directory of a journal', () => {
  test.each(STRAYS)('cuts nothing and is named: %s', async (_what, name, place) => {
    await using directory = await testDirectory();
    const { path } = directory;
    await written(path);
    const before = await segmentsOf(path);
    await place(path, Object.keys(before));

    const { problems } = await openJournalReader(path);
    const journal = await openJournal({ directory: path });

    const told = name === undefined ? [] : [{ kind: 'stray', segment: name }];
    expect(problems).toMatchObject(told);
    expect(journal.repairs).toMatchObject(told);
    expect(await bodiesOf(journal)).toEqual(BODIES);
    expect(await journal.append(draft('next'))).toMatchObject({ id: '0000000013' });
    await journal.close();

    if (name !== undefined) await rm(join(path, name), { recursive: true });
    await using again = await openJournal({ directory: path });
    expect(again.repairs).toEqual([]);
    expect(await bodiesOf(again)).toEqual([...BODIES, 'next']);
    expect(await segmentsOf(path)).toMatchObject(
      Object.fromEntries(Object.entries(before).slice(0, 2)),
    );
  });

  test('is put aside when a segment is to begin there', async () => {
    await using directory = await testDirectory();
    const { path } = directory;
    await written(path);
    await mkdir(join(path, '0000000013.ndjson'));
    const notices: string[] = [];
    const options = {
      directory: path,
      segmentBytes: 1,
      onNotice: (text: string) => void notices.push(text),
    };
    await using journal = await openJournal(options);
    await journal.append(draft('next'));
    expect(await bodiesOf(journal)).toEqual([...BODIES, 'next']);
    expect(notices.join()).toContain('0000000013.ndjson');
  });
});

describe('a sound record', () => {
  test('behind the newest is left where it is, whatever its number', async () => {
    await using directory = await testDirectory();
    const { path } = directory;
    await written(path);
    const [first = '', , newest = ''] = Object.keys(await segmentsOf(path));
    const [line = ''] = (await readFile(join(path, first), 'utf8')).split('\n');
    const segment = await readFile(join(path, newest), 'utf8');
    await writeFile(join(path, newest), `${segment}${line}\n`);

    const journal = await openJournal({ directory: path });
    expect(journal.repairs).toMatchObject([{ kind: 'damaged', segment: newest }]);
    expect(journal.repairs[0]?.message).toContain('no entry is missing');
    await journal.append(draft('next'));
    await journal.close();

    expect(await readFile(join(path, newest), 'utf8')).toBe(`${segment}${line}\n`);
    await using again = await openJournal({ directory: path });
    expect(await bodiesOf(again)).toEqual([...BODIES, 'next']);
  });
});

describe('what was removed while nothing ran', () => {
  test.each([
    ['the oldest segment', 0, ['0000000001', '0000000004']],
    ['the newest segment', 2, ['0000000009', '0000000012']],
  ])('is missed: %s', async (_which, place, ids) => {
    await using directory = await testDirectory();
    const { path } = directory;
    await written(path);
    await rm(join(path, Object.keys(await segmentsOf(path))[place] ?? ''));

    const reader = await openJournalReader(path);
    expect(reader.problems).toMatchObject([{ kind: 'missing', ids }]);
    expect(reader.statistics()).toMatchObject({ entries: 8, dropped: 0 });
    await expect(reader.get(ids[0] ?? '')).rejects.toMatchObject({ code: 'WST_JOURNAL_CORRUPT' });

    await using journal = await openJournal({ directory: path });
    expect(await journal.append(draft('next'))).toMatchObject({ id: '0000000013' });
  });

  test('is missed: all segments', async () => {
    await using directory = await testDirectory();
    const { path } = directory;
    await written(path);
    for (const name of Object.keys(await segmentsOf(path))) await rm(join(path, name));

    const { problems } = await openJournalReader(path);
    expect(problems).toMatchObject([{ kind: 'missing', ids: ['0000000001', '0000000012'] }]);
    await using journal = await openJournal({ directory: path });
    expect(await journal.append(draft('next'))).toMatchObject({ id: '0000000013' });
    expect(await bodiesOf(journal)).toEqual(['next']);
  });

  test('is missed: the end of the newest segment, at the end of a record or within one', async () => {
    for (const cut of [0, 20]) {
      await using directory = await testDirectory();
      const { path } = directory;
      await written(path);
      const newest = join(path, '0000000009.ndjson');
      const text = await readFile(newest, 'utf8');
      const last = text.trimEnd().lastIndexOf('\n') + 1;
      await writeFile(newest, text.slice(0, last + cut));

      const { problems } = await openJournalReader(path);
      expect(problems).toMatchObject([
        { segment: '0000000009.ndjson', ids: ['0000000012', '0000000012'] },
      ]);
      const journal = await openJournal({ directory: path });
      expect(await journal.append(draft('next'))).toMatchObject({ id: '0000000013' });
      await journal.close();
      await using again = await openJournal({ directory: path });
      expect(await bodiesOf(again)).toEqual([...BODIES.slice(0, 11), 'next']);
    }
  });

  test('is not said of what retention dropped, or of what came after a kill', async () => {
    await using directory = await testDirectory();
    const { path } = directory;
    const options = { directory: path, segmentBytes: 1, keep: 3 };
    const journal = await openJournal(options);
    for (const body of BODIES) await journal.append(draft(body));
    // As a killed process leaves it.
    expect((await openJournalReader(path)).problems).toEqual([]);
    await journal.close();
    const reader = await openJournalReader(path);
    expect(reader.problems).toEqual([]);
    expect(reader.statistics()).toMatchObject({ entries: 3, dropped: 9 });
  });
});

test('what a crash left of a mark that was being written goes at the next start', async () => {
  await using directory = await testDirectory();
  await writeFile(join(directory.path, '.mark.json.0a1b2c3d4e5f.tmp'), '{');

  await using _journal = await openJournal({ directory: directory.path });

  expect((await readdir(directory.path)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

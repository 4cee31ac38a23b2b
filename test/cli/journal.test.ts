import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

import { startApi } from '../../src/api/api';
import { EXIT, type CommandDependencies } from '../../src/cli/command';
import { journalCommand } from '../../src/cli/journal/journal';
import { run } from '../../src/cli/program';
import { openJournal } from '../../src/journal/durable-journal';
import { build } from '../../src/notification/build';
import { damage, draft, testDirectory } from '../helpers/journal';
import { collectOutput } from './output';

/** Runs `wallstash journal` in a directory; what it wrote, also when it failed. */
function runner(cwd: string, over: Partial<CommandDependencies> = {}) {
  return async (...args: string[]) => {
    const chunks: Buffer[] = [];
    let err = '';
    const dependencies: CommandDependencies = {
      out: (text) => void chunks.push(Buffer.from(text)),
      err: (text) => (err += text),
      stdin: Readable.from([]),
      cwd,
      colour: false,
      interactive: false,
      signal: new AbortController().signal,
      ...over,
    };
    const error = await journalCommand(dependencies)
      .parseAsync(args, { from: 'user' })
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    const bytes = Buffer.concat(chunks);
    return { out: bytes.toString(), bytes, err, error };
  };
}

const HIT = JSON.stringify([build('new_hits', { seed: 1 })]);

/** Three entries under `data/journal`: a hit, a broken body, bytes that are no text. */
async function filled(cwd: string): Promise<void> {
  await using journal = await openJournal({ directory: join(cwd, 'data', 'journal') });
  await journal.append(draft(HIT, { headers: { 'content-type': 'application/json' } }));
  const answer = { status: 400, reason: 'It is no JSON.' };
  await journal.append(
    draft('{"a\u001b[31m', { method: 'PUT', path: '/\u001b]0;x', verdict: 'rejected', answer }),
  );
  await journal.append(draft(Buffer.from([0xff, 0x00]), { idempotencyKey: 'k' }));
}

describe('journal clear', () => {
  test('clears what was asked for, with leave', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const run = runner(directory.path);

    const cleared = await run('clear', 'type:new_hits', '--yes');
    const none = await run('clear', 'type:new_hits', '--yes');
    const list = await run('list', '--json');

    expect(cleared).toMatchObject({ out: 'Cleared 1 entry.\n', error: undefined });
    expect(none.out).toBe('None of the 2 entries matches.\n');
    expect(JSON.parse(list.out)).toMatchObject({ cleared: 1, dropped: 0 });
    expect((await run('verify')).out).toContain('0 dropped by retention, 1 cleared.');
    expect((await run('list')).err).toBe('1 entry was cleared.\n');
  });

  test('clears nothing when nobody can be asked, or the answer is no', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);

    const alone = await runner(directory.path)('clear');
    const terminal = Object.assign(Readable.from(['no\n']), { isTTY: true });
    const no = await runner(directory.path, { interactive: true, stdin: terminal })('clear');

    expect(alone.error).toMatchObject({ exitCode: EXIT.usage });
    expect(alone.err).toMatch(/^Clear all 3 entries in .* say --yes\.\n$/);
    expect(no.error).toMatchObject({ exitCode: EXIT.failed });
    expect(no.err).toContain('Nothing was cleared.');
    expect((await runner(directory.path)('list', '--json')).out).toContain('0000000003');
  });

  test('asks at a terminal, and takes yes', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const terminal = Object.assign(Readable.from(['y\n']), { isTTY: true });
    const run = runner(directory.path, { interactive: true, stdin: terminal });
    const { out, err } = await run('clear', '--older-than', '1s');
    expect(err).toMatch(/^Clear all 3 entries in .* for good\? \[y\/N\] $/);
    expect(out).toBe('Cleared 3 entries.\n');
  });

  test('goes through the API of whoever writes the journal', async () => {
    await using directory = await testDirectory();
    const offered: { api?: string } = {};
    await using journal = await openJournal({
      ...{ directory: join(directory.path, 'data', 'journal'), api: () => offered.api },
    });
    await using served = await startApi({ journal }, { port: 0 });
    offered.api = served.url;
    await journal.append(draft(HIT));
    await journal.append(draft('{}'));

    const { out, error } = await runner(directory.path)('clear', 'type:new_hits', '--yes');

    expect([out, error]).toEqual(['Cleared 1 entry.\n', undefined]);
    expect(journal.statistics()).toMatchObject({ entries: 1, cleared: 1 });
  });
});

describe('journal list', () => {
  test('prints a table that a person reads', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const { out, err, error } = await runner(directory.path)('list', '--oldest-first');
    expect(error).toBeUndefined();
    expect(err).toBe('');
    expect(out.split('\n').slice(0, 3)).toEqual([
      'ID          RECEIVED              METHOD      SIZE  VERDICT       HELD',
      `0000000001  2026-11-24 00:00:00Z  POST    ${`${(HIT.length / 1000).toFixed(1)} kB`.padStart(8)}  accepted 200  new_hits`,
      '0000000002  2026-11-24 00:00:00Z  PUT          8 B  rejected 400  no notification (1 violation)',
    ]);
  });

  test.each([
    [['--type', 'new_hits'], ['0000000001']],
    [['--verdict', 'rejected'], ['0000000002']],
    [['--valid'], ['0000000001']],
    [['--invalid'], ['0000000003', '0000000002']],
    [
      ['--invalid', '--oldest-first'],
      ['0000000002', '0000000003'],
    ],
    [['--method', 'put'], ['0000000002']],
    [['--text', 'NEW_HITS'], ['0000000001']],
    [['--since', '2026-11-24T00:00:01Z'], []],
    [['--until', '2026-11-24T00:00:01Z', '--limit', '1'], ['0000000003']],
    [
      ['--limit', '2'],
      ['0000000003', '0000000002'],
    ],
  ])('with %j finds %j', async (flags, expected) => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const { out } = await runner(directory.path)('list', '--json', ...flags);
    const { entries } = JSON.parse(out) as { entries: { id: string }[] };
    expect(entries.map(({ id }) => id)).toEqual(expected);
  });

  test.each([
    [['type:new_hits', 'method:POST'], ['0000000001']],
    [['type:new_hits method:PUT'], []],
    [
      ['--', '-verdict:rejected'],
      ['0000000003', '0000000001'],
    ],
    [['--method', 'put', 'status:4xx'], ['0000000002']],
  ])('with the search %j finds %j', async (args, expected) => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const { out } = await runner(directory.path)('list', '--json', ...args);
    const { entries } = JSON.parse(out) as { entries: { id: string }[] };
    expect(entries.map(({ id }) => id)).toEqual(expected);
  });

  test.each(['list', 'export', 'tail'])('%s names the field that was meant', async (name) => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const { error } = await runner(directory.path)(name, 'typ:vuln');
    expect(error).toMatchObject({
      code: 'WST_OPTION',
      message: expect.stringContaining('did you mean type?') as string,
    });
  });

  test.each([true, false])('ends a row where the terminal does (colours: %s)', async (colour) => {
    await using directory = await testDirectory();
    await filled(directory.path);
    for (const columns of [60, 72]) {
      const { out } = await runner(directory.path, { columns, colour })('list');
      const rows = stripVTControlCharacters(out).trimEnd().split('\n').slice(1);
      expect(rows.map((row) => row.length <= columns)).toEqual([true, true, true]);
      expect(rows[1]).toMatch(/^0000000002 .*…$/);
      // eslint-disable-next-line no-control-regex -- what colours are closed with
      expect(out.match(/\u001b\[39m/g)?.length ?? 0).toBe(colour ? 3 : 0);
    }
  });

  test('says when there are more than it shows', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const { err } = await runner(directory.path)('list', '--limit', '2');
    expect(err).toContain('There are more');
  });

  test('is calm about an empty journal, and about no match', async () => {
    await using directory = await testDirectory();
    await (await openJournal({ directory: join(directory.path, 'there', 'journal') })).close();
    const run = runner(directory.path);
    const empty = await run('list', '--data', 'there');
    expect(empty).toMatchObject({ error: undefined });
    expect(empty.out).toContain('nothing has been received yet');
    await filled(directory.path);
    expect((await run('list', '--type', 'x')).out).toBe('None of the 3 entries matches.\n');
  });

  test('fails with the code of the environment when there is no journal', async () => {
    await using directory = await testDirectory();
    const { error } = await runner(directory.path)('list');
    expect(error).toMatchObject({ code: 'WST_FILE' });
  });

  test.each(['list', 'export', 'tail'])('%s names the type that was meant', async (name) => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const run = runner(directory.path);
    expect((await run(name, '--type', 'new_hit')).err).toContain(
      'Warning: Wallarm is not known to send the type "new_hit": did you mean new_hits?\n',
    );
    expect((await run(name, '--type', 'new_hits')).err).toBe('');
    expect((await run(name, '--type', 'something_else')).err).not.toContain('Warning');
  });

  test.each([
    ['--since', 'yesterday'],
    ['--limit', '0'],
  ])('refuses %s %s', async (flag, value) => {
    await using directory = await testDirectory();
    const { error } = await runner(directory.path)('list', flag, value);
    expect(error).toMatchObject({ code: 'WST_OPTION', option: flag });
  });
});

describe('journal', () => {
  test.each([
    ['follow', "error: unknown command 'follow'\n(Did you mean tail --follow?)"],
    ['exports', "error: unknown command 'exports'\n(Did you mean export?)"],
    [
      'nonsense',
      /^error: unknown command 'nonsense'\n\(One of list, show, tail, export, import, clear, verify/,
    ],
  ])('%s is answered with the command that was meant', async (name, message) => {
    const { dependencies } = collectOutput();
    let errors = '';
    const err = (text: string): void => void (errors += text);
    expect(await run(['journal', name], { ...dependencies, err })).toBe(EXIT.usage);
    expect(errors.trimEnd()).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });
});

describe('journal show', () => {
  test('prints request, findings, answer and the body prettily', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const { out } = await runner(directory.path)('show', '1');
    expect(out).toContain('Entry 0000000001\n');
    expect(out).toContain('received  2026-11-24T00:00:00.000Z from 127.0.0.1 over TLSv1.3');
    expect(out).toContain('  content-type: application/json');
    expect(out).toContain('array, 1 notification: new_hits (');
    expect(out).toContain(JSON.stringify(JSON.parse(HIT), null, 2));
  });

  test('shows where a body breaks the contract, and lets nothing in it steer the terminal', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const { out } = await runner(directory.path)('show', '2');
    expect(out).toMatch(/Violations\n {2}1:\d+ {2}\(body\) {2}\S/);
    expect(out).toContain('answer    400, rejected: It is no JSON.');
    expect(out).toContain('{"a\\u001b[31m');
    expect(out).not.toContain('\u001b');
  });

  test('gives the body byte for byte with --raw, and everything with --json', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const run = runner(directory.path);
    expect((await run('show', '3', '--raw')).bytes).toEqual(Buffer.from([0xff, 0x00]));
    expect(JSON.parse((await run('show', '0000000003', '--json')).out)).toMatchObject({
      id: '0000000003',
      bodyBase64: '/wA=',
      idempotencyKey: 'k',
    });
  });

  test('says which ids there are when it has none such', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const { err, error } = await runner(directory.path)('show', '4');
    expect(err).toBe('No entry 4 in the journal: it holds 0000000001 to 0000000003.\n');
    expect(error).toMatchObject({ exitCode: 1 });
  });
});

describe('journal export', () => {
  test('prints one entry a line', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const { out } = await runner(directory.path)('export');
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toHaveLength(3);
  });

  test('prints bodies as they were sent', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const { bytes } = await runner(directory.path)('export', '--format', 'bodies', '--invalid');
    expect(bytes).toEqual(Buffer.from('{"a\u001b[31m\n\xff\0\n', 'latin1'));
  });
});

describe('journal tail', () => {
  test('prints the newest entries, oldest of them first', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const { out } = await runner(directory.path)('tail', '--lines', '2', '--json');
    const ids = out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id);
    expect(ids).toEqual(['0000000002', '0000000003']);
  });

  test.each(['list', 'tail', 'export', 'show'])('%s gives the time in ISO 8601', async (name) => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const about = { show: ['1', '--json'], export: ['--type', 'new_hits'] }[name];
    const args = about ?? ['--json', '--type', 'new_hits'];
    const { out } = await runner(directory.path)(name, ...args);
    expect(out).toMatch(/"time": ?"2026-11-24T00:00:00\.000Z"/);
  });

  test('goes on with what another writes, until it is stopped', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    await using journal = await openJournal({ directory: join(directory.path, 'data', 'journal') });
    const stop = new AbortController();
    const seen: string[] = [];
    const out = async (text: string | Uint8Array): Promise<void> => {
      seen.push((JSON.parse(text.toString()) as { id: string }).id);
      if (seen.length > 4) stop.abort();
      else await journal.append(draft('wanted'));
    };
    const run = runner(directory.path, { out, signal: stop.signal });
    await journal.append(draft('wanted'));
    const { error } = await run('tail', '-f', '--json', '--text', 'wanted');
    expect(error).toBeUndefined();
    expect(seen.map(Number)).toEqual([4, 5, 6, 7, 8]);
  });
});

describe('a damaged record', () => {
  test('is left out of an export, which says so and exits with 1', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    await damage(join(directory.path, 'data', 'journal'), '"method":"PUT"', '"method":"PIT"');

    const { out, err, error } = await runner(directory.path)('export', '--as', 'bodies');

    expect(out).toContain(HIT);
    expect(out).not.toContain('[31m');
    expect(err).toContain(
      '1 entry is not among them: its record is damaged. Run "wallstash journal verify" to see which.\n',
    );
    expect(error).toMatchObject({ exitCode: 1 });
  });

  test.each(['list', 'tail'])(
    'ends no %s that looks for a text, which tells of it',
    async (name) => {
      await using directory = await testDirectory();
      await filled(directory.path);
      await damage(join(directory.path, 'data', 'journal'), '"method":"PUT"', '"method":"PIT"');
      const { out, err, error } = await runner(directory.path)(name, '--text', 'details');

      expect(error).toBeUndefined();
      expect(out).toContain('new_hits');
      expect(err).toContain('1 entry is not among them: its record is damaged.');
    },
  );
});

test('a damaged record ends no clearing, stays, and is told of', async () => {
  await using directory = await testDirectory();
  await filled(directory.path);
  await damage(join(directory.path, 'data', 'journal'), '"method":"PUT"', '"method":"PIT"');
  const run = runner(directory.path);

  const { out, err, error } = await run('clear', '--text', 'details', '--yes');

  expect(out).toMatch(/^Cleared [12] entr/);
  expect(err).toContain('1 entry is not among them: its record is damaged.');
  expect(error).toMatchObject({ exitCode: 1 });
  expect((await run('list', '--text', 'details')).out).not.toContain('new_hits');
});

describe('journal verify', () => {
  test('says that every record is sound', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const { out, error } = await runner(directory.path)('verify');
    expect(error).toBeUndefined();
    expect(out).toMatch(
      /^3 entries \(0000000001 to 0000000003\), .* 0 dropped by retention\.\nEvery/,
    );
  });

  test('says what is damaged, and exits with 1', async () => {
    await using directory = await testDirectory();
    await filled(directory.path);
    const segment = join(directory.path, 'data', 'journal', '0000000001.ndjson');
    const text = await readFile(segment, 'utf8');
    await writeFile(segment, text.replace('"method":"PUT"', '"method":"PIT"'));
    const run = runner(directory.path);

    const { out, error } = await run('verify');
    expect(out).toContain('WST_JOURNAL_CORRUPT: 0000000001.ndjson is damaged:');
    expect(out).toContain('entry 0000000002 cannot be read');
    expect(error).toMatchObject({ exitCode: 1 });
    expect(JSON.parse((await run('verify', '--json')).out)).toMatchObject({
      entries: 2,
      problems: [{ code: 'WST_JOURNAL_CORRUPT', kind: 'damaged' }],
    });
    expect((await run('list')).err).toContain('Warning: 0000000001.ndjson is damaged');
  });
});

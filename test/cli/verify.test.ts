import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { EXIT, type CommandDependencies } from '../../src/cli/command';
import { verifyCommand } from '../../src/cli/verify';
import { openJournal } from '../../src/journal/durable-journal';
import { build } from '../../src/notification/build';
import { draft, testDirectory } from '../helpers/journal';
import { runCommand } from './run-command';

const hit = (type: string): string =>
  JSON.stringify([build('new_hits', { seed: 1, overrides: { details: { hit: { type } } } })]);
const SQLI = { type: 'new_hits', where: { details: { hit: { type: 'sqli' } } } };

const journalIn = (cwd: string) => openJournal({ directory: join(cwd, 'data', 'journal') });

async function verify(
  cwd: string,
  expectations: unknown,
  args: readonly string[] = [],
  given: Partial<CommandDependencies> = {},
) {
  await writeFile(join(cwd, 'expected.json'), JSON.stringify(expectations));
  return runCommand(verifyCommand, ['--expect', 'expected.json', ...args], { cwd, ...given });
}

describe('wallstash verify', () => {
  test('holds when what was expected is there', async () => {
    await using directory = await testDirectory();
    await using journal = await journalIn(directory.path);
    await journal.append(draft(hit('sqli')));
    const expected = {
      ...SQLI,
      exactly: 1,
      where: { details: { hit: { type: { $oneOf: ['sqli'] } } } },
    };
    expect(await verify(directory.path, [expected, { type: 'vuln', never: true }])).toEqual({
      code: EXIT.ok,
      errors: '',
      output:
        '✓  exactly 1 notification of type new_hits with details.hit.type one of "sqli" (1 came)\n' +
        '✓  no notification of type vuln (0 came)\n' +
        '2 of 2 hold.\n',
    });
  });

  test('waits for what is still to come', async () => {
    await using directory = await testDirectory();
    await using journal = await journalIn(directory.path);
    await journal.append(draft(hit('xss')));
    const verifying = verify(directory.path, [
      { ...SQLI, exactly: 2, within: 60_000 },
      { type: 'vuln', within: 60_000 },
    ]);
    await journal.append(draft(hit('sqli')));
    await journal.append(draft(hit('sqli')));
    await journal.append(draft(JSON.stringify(build('vuln', { seed: 2 }))));
    const { code, output } = await verifying;
    expect(output).toContain('2 of 2 hold.');
    expect(code).toBe(EXIT.ok);
  });

  test('fails with the counts and the nearest miss, in text, JSON and reports', async () => {
    await using directory = await testDirectory();
    await using journal = await journalIn(directory.path);
    await journal.append(draft(hit('xss')));
    const reports = ['--report', 'junit=out/report.xml,json=report.json', '--report', 'github'];
    const run = await verify(directory.path, SQLI, ['--now', ...reports]);

    expect(run.code).toBe(EXIT.failed);
    expect(run.output).toContain('details.hit.type: want "sqli", got "xss"');
    expect(run.output).toContain('0 of 1 hold.');
    expect(run.errors).toMatch(/^::error title=wallstash verify%3A .*want "sqli", got "xss"/);
    const xml = await readFile(join(directory.path, 'out', 'report.xml'), 'utf8');
    expect(xml).toContain('want &quot;sqli&quot;, got &quot;xss&quot;');
    const report = JSON.parse(
      await readFile(join(directory.path, 'report.json'), 'utf8'),
    ) as object;
    expect(report).toMatchObject({ passed: 0, failed: 1, cases: [{ group: 'verify' }] });

    const { output } = await verify(directory.path, SQLI, ['--now', '--json']);
    expect(JSON.parse(output)).toMatchObject({
      held: false,
      expectations: [{ expectation: SQLI, held: false, matched: 0, code: 'WST_VERIFICATION' }],
    });
  });

  test('says that it cannot tell when retention dropped what could matter', async () => {
    await using directory = await testDirectory();
    await using journal = await openJournal({
      directory: join(directory.path, 'data', 'journal'),
      ...{ keep: 2, segmentBytes: 1 },
    });
    for (let count = 0; count < 12; count += 1) await journal.append(draft(hit('sqli')));
    const run = await verify(directory.path, { ...SQLI, exactly: 12 }, ['--now', '--json']);
    expect(run.code).toBe(EXIT.failed);
    expect(run.output).toContain('WST_VERIFICATION_DROPPED');
  });

  test.each([
    ['{"typ":"new_hits"}', /expected\.json: .*typ/],
    ['[{"where":{"cloud":{"$any":"thing"}}}]', /expected\.json\[0\]: .*where\.cloud/],
    ['{', /Cannot read expected\.json as JSON/],
    ['[]', /expected\.json: expected at least one expectation/],
  ])('refuses %s as wrong usage, by name', async (text, message) => {
    await using directory = await testDirectory();
    await writeFile(join(directory.path, 'expected.json'), text);
    const run = runCommand(verifyCommand, ['--expect', 'expected.json'], { cwd: directory.path });
    await expect(run).rejects.toMatchObject({
      code: 'WST_OPTION',
      message: expect.stringMatching(message) as string,
    });
  });

  test('says which file or journal is missing', async () => {
    await using directory = await testDirectory();
    const { path: cwd } = directory;
    const missing = runCommand(verifyCommand, ['--expect', 'no.json'], { cwd });
    await expect(missing).rejects.toMatchObject({ code: 'WST_FILE' });
    await expect(verify(cwd, SQLI)).rejects.toThrow(/Cannot open the journal/);
  });

  test('reads an expectation from standard input', async () => {
    await using directory = await testDirectory();
    await using journal = await journalIn(directory.path);
    await journal.append(draft(hit('sqli')));
    const stdin = Readable.from([Buffer.from(JSON.stringify(SQLI))]);
    const run = await runCommand(verifyCommand, ['--expect', '-', '--now'], {
      cwd: directory.path,
      stdin,
    });
    expect(run.code).toBe(EXIT.ok);
  });

  test('refuses a report that it cannot write, and one that it does not know', async () => {
    await using directory = await testDirectory();
    const { path: cwd } = directory;
    await using journal = await journalIn(cwd);
    await journal.append(draft(hit('sqli')));
    await mkdir(join(cwd, 'taken'));
    await expect(verify(cwd, SQLI, ['--now', '--report', 'junit=taken'])).rejects.toMatchObject({
      code: 'WST_FILE',
      message:
        'Cannot write the report taken: a directory stands where the file is needed. Move it away.',
    });
    await expect(verify(cwd, SQLI, ['--report', 'html=x'])).rejects.toMatchObject({
      code: 'WST_OPTION',
    });
  });
});

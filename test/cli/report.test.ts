import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { EXIT } from '../../src/cli/command';
import { doctorCommand } from '../../src/cli/doctor/doctor';
import { run } from '../../src/cli/program';
import { validateCommand } from '../../src/cli/validate/validate';
import { build } from '../../src/notification/build';
import { testDirectory } from '../helpers/journal';
import { collectOutput } from './output';
import { runCommand } from './run-command';

async function jsonReport(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8')) as unknown;
}

describe('--report', () => {
  test('of validate has a case for each file, with the place of each finding', async () => {
    await using directory = await testDirectory();
    const { path: cwd } = directory;
    await writeFile(join(cwd, 'good.json'), JSON.stringify([build('new_hits', { seed: 1 })]));
    await writeFile(join(cwd, 'bad.json'), '[\n  {"summary": 5, "details": {}}]');
    const args = ['--report', 'json=report.json', '--report', 'github', 'good.json', 'bad.json'];
    const { code, errors } = await runCommand(validateCommand, args, { cwd });

    expect(code).toBe(EXIT.failed);
    expect(errors).toContain(
      '::error file=bad.json,line=2,col=15,title=wallstash validate::summary must be a string.\n',
    );
    expect(await jsonReport(join(cwd, 'report.json'))).toMatchObject({
      command: 'wallstash validate',
      passed: 1,
      failed: 1,
      cases: [
        { name: 'good.json', outcome: 'passed' },
        {
          name: 'bad.json',
          outcome: 'failed',
          reason: expect.stringMatching(/^bad\.json does not keep the contract: \d/) as string,
          places: expect.arrayContaining([
            expect.objectContaining({ file: 'bad.json', line: 2, column: 15, severity: 'error' }),
          ]) as unknown,
        },
      ],
    });
  });

  test('of validate keeps the first thousand places of a file and counts the rest', async () => {
    await using directory = await testDirectory();
    const { path: cwd } = directory;
    await writeFile(join(cwd, 'many.ndjson'), '{"summary":5}\n'.repeat(1_500));
    await runCommand(validateCommand, ['--report', 'json=report.json', 'many.ndjson'], { cwd });
    const { cases } = (await jsonReport(join(cwd, 'report.json'))) as {
      cases: [{ places: object[]; details: string }];
    };
    expect(cases[0].places).toHaveLength(1_000);
    expect(cases[0].details).toMatch(/^The first 1000 of \d{4,} findings:$/);
  });

  test.each([
    ['verify', ['--expect', 'none.json'], EXIT.environment, 'Cannot read none.json'],
    ['doctor', ['localhost:5044'], EXIT.usage, 'did you mean https://localhost:5044?'],
    ['lint-pipeline', ['none.conf'], EXIT.environment, 'none.conf'],
    [
      'check',
      ['--through', 'https://localhost:1', '--ca', 'none.crt'],
      EXIT.environment,
      'none.crt',
    ],
  ])('of %s that cannot start is one error', async (name, args, code, reason) => {
    await using directory = await testDirectory();
    const { path: cwd } = directory;
    const reports = '--report=junit=report.xml,json=report.json';
    const { dependencies } = collectOutput();
    expect(await run([name, ...args, reports], { ...dependencies, cwd })).toBe(code);
    const xml = await readFile(join(cwd, 'report.xml'), 'utf8');
    expect(xml).toMatch(/tests="1" failures="0" errors="1"/);
    expect(xml).toContain(`<testcase name="start" classname="wallstash.${name}"`);
    expect(xml).toMatch(/<error message="[^"]+" type=/);
    expect(await jsonReport(join(cwd, 'report.json'))).toMatchObject({
      failed: 1,
      cases: [{ untried: true, reason: expect.stringContaining(reason) as string }],
    });
  });

  test('of doctor has a case for each check, and says why what was not tried was not', async () => {
    await using directory = await testDirectory();
    const { path: cwd } = directory;
    // Port 1 is closed on every machine that runs tests.
    const args = ['https://127.0.0.1:1', '--report', 'json=report.json'];
    const { code } = await runCommand(doctorCommand, args, { cwd });

    expect(code).toBe(EXIT.failed);
    expect(await jsonReport(join(cwd, 'report.json'))).toMatchObject({
      command: 'wallstash doctor',
      failed: 1,
      cases: expect.arrayContaining([
        expect.objectContaining({
          name: 'Port answers',
          outcome: 'failed',
          reason: expect.stringContaining('CONNECTION_REFUSED') as string,
        }),
        expect.objectContaining({ name: 'TLS handshake', outcome: 'skipped' }),
      ]) as unknown,
    });
  });
});

import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { EXIT } from '../../src/cli/command';
import type { CommandDependencies } from '../../src/cli/command';
import { validateCommand } from '../../src/cli/validate/validate';
import { published } from '../notification/published';
import { runCommand } from './run-command';
import { validate as validateIn } from './validate-in-process';

const [classic] = published('01');
const [current] = published('04');
const bad = { ...(current as object), summary: 5 };
const line = (value: unknown) => JSON.stringify(value);

let cwd: string;
beforeEach(async () => void (cwd = await mkdtemp(join(tmpdir(), 'wallstash-validate-'))));
afterEach(() => rm(cwd, { recursive: true, force: true }));

const put = (name: string, content: string | Buffer) => writeFile(join(cwd, name), content);

const validate = (args: readonly string[], overrides: Partial<CommandDependencies> = {}) =>
  validateIn(args, { cwd, ...overrides });

/** The one document that `--json` prints. */
async function validateJson(...args: string[]) {
  const { code, output } = await validate(['--json', ...args]);
  return { code, document: JSON.parse(output) as unknown };
}

describe('wallstash validate', () => {
  test('ends with the sums, and with exit code 0 when every file is valid', async () => {
    await put('a.json', line([current]));
    await put('b.ndjson', `${line(current)}\n${line(current)}\n`);

    expect(await validate(['a.json', 'b.ndjson'])).toEqual({
      code: EXIT.ok,
      output: '2 of 2 files valid, 3 notifications, 0 violations, 0 notices\n',
    });
  });

  test('shows a violation with its source line and a mark under the column', async () => {
    await put('bad.json', '[\n  {"summary": 5,\r\n   "details": {}}]');
    const { code, output } = await validate(['bad.json']);

    expect(code).toBe(EXIT.failed);
    expect(output).toContain(
      [
        'bad.json:2:15 violation: summary must be a string.',
        '    2 |   {"summary": 5,',
        '      |               ^',
        '',
      ].join('\n'),
    );
    expect(output).toMatch(/\n0 of 1 file valid, 1 notification, \d violations, 0 notices\n$/);
  });

  test('cuts a long line around the column', async () => {
    await put('bad.json', line([bad]));
    const [, source, mark] = (await validate(['bad.json'])).output.split('\n');
    const { output } = await validate(['bad.json']);

    expect(output).toContain('bad.json:1:13 violation');
    expect(source).toMatch(/^ {4}1 \| \[\{"summary":5,.{86}…$/);
    expect(mark).toBe(`      | ${' '.repeat(12)}^`);
  });

  test('puts the mark under wide and combined characters too', async () => {
    await put('bad.json', '{"a":"漢字e\u0301😀","summary":5,"details":{}}');
    const mark = (await validate(['bad.json'])).output.split('\n').find((row) => row.endsWith('^'));

    expect(mark?.length).toBe('      | {"a":"1234e12","summary":5'.length);
  });

  test('replaces what could steer the terminal', async () => {
    await put('bad.json', '\u001b[2J{"\u202esummary": 5, "\u009b1m": "\u001b]0;x"}');
    const { output } = await validate(['bad.json']);

    // eslint-disable-next-line no-control-regex -- that is the point
    expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  test('colours its output only when asked', async () => {
    await put('bad.json', line([bad]));

    expect((await validate(['bad.json'])).output).not.toContain('\u001b[');
    expect((await validate(['bad.json'], { colour: true })).output).toContain(
      '\u001b[31m^\u001b[39m',
    );
  });

  test('shows the first notices of a file and counts the others', async () => {
    await put('a.json', line(new Array(12).fill(classic)));
    const { code, output } = await validate(['a.json']);

    expect(code).toBe(EXIT.ok);
    expect(output.match(/ notice: /g)).toHaveLength(10);
    expect(output).toContain('a.json: 2 more notices not shown');
    expect(output).toContain('1 of 1 file valid, 12 notifications, 0 violations, 12 notices\n');
  });

  test('with --strict shows every notice and counts it as a violation', async () => {
    await put('a.json', line(new Array(12).fill(classic)));
    const { code, output } = await validate(['--strict', 'a.json']);

    expect(code).toBe(EXIT.failed);
    expect(output.match(/ notice: /g)).toHaveLength(12);
    expect(output).toContain('0 of 1 file valid');
  });

  test('with --json prints one document', async () => {
    await put('good.json', line([current]));
    await put('bad.ndjson', `${line(classic)}\n${line(bad)}\n{"a":\n`);
    const { code, document } = await validateJson('good.json', 'bad.ndjson');

    expect(code).toBe(EXIT.failed);
    const notice = {
      pointer: '/0/details/hit/domain',
      line: 1,
      column: 131,
      keyword: 'spelling',
      message: expect.any(String) as string,
      expected: 'host',
      found: '"www.example.com"',
    };
    const violation = {
      pointer: '/1/summary',
      line: 2,
      column: 12,
      keyword: 'type',
      message: 'summary must be a string.',
      expected: 'a string',
      found: '5',
    };
    expect(document).toEqual({
      valid: 1,
      invalid: 1,
      files: [
        {
          file: 'good.json',
          valid: true,
          carrier: 'array',
          notifications: [{ type: 'new_hits', era: 'current', violations: [], notices: [] }],
          violations: [],
        },
        {
          file: 'bad.ndjson',
          valid: false,
          carrier: 'ndjson',
          notifications: [
            { type: 'new_hits', era: 'classic', violations: [], notices: [notice] },
            { type: 'new_hits', era: 'current', violations: [violation], notices: [] },
          ],
          violations: [
            expect.objectContaining({ pointer: '/2', line: 3, column: 6, keyword: 'syntax' }),
          ],
        },
      ],
    });
  });

  test('gives a file without readable JSON its syntax violations and no carrier', async () => {
    await put('bad.json', '[{summary: 1}]');

    expect((await validateJson('bad.json')).document).toMatchObject({
      files: [{ carrier: null, notifications: [], violations: [{ keyword: 'syntax', column: 3 }] }],
    });
  });

  test('reads standard input', async () => {
    const { code, output } = await validate(['-'], { stdin: Readable.from([line([bad])]) });

    expect(code).toBe(EXIT.failed);
    expect(output).toContain('stdin:1:13 violation');
  });

  test('searches directories and takes patterns', async () => {
    await mkdir(join(cwd, 'd', 'deep'), { recursive: true });
    await mkdir(join(cwd, 'd', '.hidden'));
    for (const name of ['d/b.json', 'd/deep/a.jsonl', 'd/c.ndjson']) await put(name, line(current));
    for (const name of ['d/notes.txt', 'd/.hidden/x.json']) await put(name, 'no JSON');

    const names = async (...args: string[]) =>
      ((await validateJson(...args)).document as { files: { file: string }[] }).files.map(
        ({ file }) => file,
      );
    expect(await names('d')).toEqual(['d/b.json', 'd/c.ndjson', 'd/deep/a.jsonl']);
    expect(await names('d/*.json')).toEqual(['d/b.json']);
    expect(await names('**/?.json*')).toEqual(['d/b.json', 'd/deep/a.jsonl']);
    expect(await names(join(cwd, 'd/deep/*'))).toEqual([join(cwd, 'd/deep/a.jsonl')]);
  });

  test('takes the field of Logstash events', async () => {
    await put('a.json', line({ '@timestamp': 'x', '@version': '1', inner: current }));

    expect((await validate(['--logstash-field', 'inner', 'a.json'])).code).toBe(EXIT.ok);
    expect((await validate(['a.json'])).code).toBe(EXIT.failed);
  });

  test.each([
    ['a missing file', 'nope.json', 'Cannot read nope.json: there is no such file'],
    ['a directory without files', 'empty', 'holds no *.json'],
    ['a pattern that matches nothing', '*.json', 'no file matches this pattern'],
  ])('refuses %s in words', async (_, argument, words) => {
    await mkdir(join(cwd, 'empty'));

    const { code, errors } = await runCommand(validateCommand, [argument], { cwd });
    expect(code).toBe(EXIT.environment);
    expect(errors).toContain(words);
  });

  test('judges what it can read although another file is missing, and tells of both', async () => {
    await put('hit.json', line([bad]));
    const args = ['nope.json', 'hit.json'];
    const { code, output, errors } = await runCommand(validateCommand, args, { cwd });

    expect(code).toBe(EXIT.environment);
    expect(output).toContain('hit.json:1:13 violation: summary must be a string.');
    expect(output).toMatch(/\n0 of 2 files valid, 1 notification/);
    expect(errors).toMatch(/^wallstash: Cannot read nope\.json: there is no such file/);

    const json = await validateJson(...args);
    expect(json.code).toBe(EXIT.environment);
    expect(json.document).toMatchObject({
      valid: 0,
      invalid: 2,
      files: [
        { file: 'nope.json', valid: false, error: { code: 'WST_FILE' } },
        {
          file: 'hit.json',
          valid: false,
          notifications: [{ violations: expect.any(Array) as unknown }],
        },
      ],
    });
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? test.skip : test)(
    'refuses a file that it may not read (skipped for root, who may read all)',
    async () => {
      await put('secret.json', '[]');
      await chmod(join(cwd, 'secret.json'), 0);

      const { code, errors } = await runCommand(validateCommand, ['secret.json'], { cwd });
      expect(code).toBe(EXIT.environment);
      expect(errors).toContain('permission denied (EACCES); give this user access to it');
    },
  );

  test('says of a binary file what it is', async () => {
    await put('x.json', Buffer.from([0, 255, 254, 1, 2, 0]));

    expect((await validate(['x.json'])).output).toContain('binary file');
  });
});

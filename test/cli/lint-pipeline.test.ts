import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { InputFileError } from '../../src/cli/input-files';
import { lintPipelineCommand } from '../../src/cli/lint-pipeline';
import { runCommand, type CommandRun } from './run-command';

const SOUND = 'input { stdin { } }\noutput { stdout { } }\n';
const REMOVED = 'output {\n  elasticsearch { ssl => true }\n}\n';
const LOSSY = 'output { http { url => "u" http_method => "post" } }\n';

describe('wallstash lint-pipeline', () => {
  let cwd = '';

  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'wallstash-lint-'));
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
  }

  const run = (...args: string[]): Promise<CommandRun> =>
    runCommand(lintPipelineCommand, args, { cwd });

  test('shows each finding with its line, rule and remedy, and fails', async () => {
    write({ 'a.conf': REMOVED });

    expect(await run('a.conf')).toEqual({
      code: 1,
      errors: '',
      output: [
        'a.conf:2:19 error: output elasticsearch: ssl was removed in Logstash 9, which does not start with it. Write ssl_enabled instead. [removed-option]',
        '    2 |   elasticsearch { ssl => true }',
        '      |                   ^',
        '1 file, 1 error, 0 warnings',
        '',
      ].join('\n'),
    });
  });

  test('holds with warnings, unless --strict counts them', async () => {
    write({ 'a.conf': LOSSY, 'b.conf': REMOVED });

    expect(await run('a.conf')).toMatchObject({
      code: 0,
      output: expect.stringContaining('1 file, 0 errors, 1 warning') as string,
    });
    expect((await run('a.conf', '--strict')).code).toBe(1);
    expect((await run('b.conf', '--logstash-version', '8')).code).toBe(0);
  });

  test('prints findings as JSON', async () => {
    write({ 'a.conf': `${REMOVED}filter { geoip { } }\n` });
    const { code, output } = await run('a.conf', '--json');

    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      files: ['a.conf'],
      findings: [
        { file: 'a.conf', line: 2, column: 19, rule: 'removed-option', severity: 'error' },
      ],
      unchecked: ['filter geoip'],
    });
  });

  test('takes the files of a folder for one pipeline, and finds the settings beside it', async () => {
    write({
      'l/pipeline/1.conf': 'input { http { codec => json } }',
      'l/pipeline/2.conf': 'output { if "_jsonparsefailure" in [tags] { stdout { } } }',
      'l/pipeline/notes.txt': '}',
      'l/config/logstash.yml': 'queue.type: memory\n',
    });
    const { output } = await run('l/pipeline', '--json');
    const { findings } = JSON.parse(output) as { findings: { file: string; rule: string }[] };

    expect(findings.map(({ file, rule }) => [file, rule])).toEqual([
      [join('l', 'pipeline', '1.conf'), 'ndjson-lost'],
      [join('l', 'config', 'logstash.yml'), 'memory-queue'],
    ]);
  });

  test('follows pipelines.yml to its files, and says which it cannot find', async () => {
    write({
      'pipelines.yml':
        '- pipeline.id: a\n  queue.type: persisted\n  path.config: "${HERE:p}/in-*.conf"\n' +
        '- pipeline.id: b\n  queue.type: persisted\n  path.config: "/not/here/b.conf"\n',
      'p/in-1.conf': SOUND,
      'p/out.conf': REMOVED,
    });
    const { code, output, errors } = await run('pipelines.yml');

    expect({ code, output }).toEqual({ code: 0, output: '2 files, 0 errors, 0 warnings\n' });
    expect(errors).toBe(
      'Not linted: /not/here/b.conf, named in pipelines.yml, leads to no file here.\n',
    );
  });

  test('holds environment variables against the text that documents them', async () => {
    write({
      'a.conf': 'output { file { path => "${OUT_DIR}/${FILE_NAME:a}" } }',
      'README.md': '| `OUT_DIR` | the folder |',
    });
    const { code, output } = await run('a.conf', '--documented-in', 'README.md');

    expect(code).toBe(1);
    expect(output).toContain('a.conf:1:37 error: The environment variable FILE_NAME');
    expect(output).toContain('1 file, 1 error');
  });

  test.each(['9', '8'])(
    'has nothing to say of the shipped pipelines on Logstash %s',
    async (version) => {
      const flags = [
        '--strict',
        '--documented-in',
        'docs/logstash.md',
        '--logstash-version',
        version,
      ];
      const root = join(__dirname, '..', '..');
      const { code, output } = await runCommand(lintPipelineCommand, ['logstash', ...flags], {
        cwd: root,
      });

      expect({ code, output }).toEqual({
        code: 0,
        output: expect.stringMatching(/^\d\d files, 0 errors, 0 warnings\n$/) as string,
      });
    },
  );

  test('says when a name leads to no file', async () => {
    write({ 'empty/notes.txt': '' });

    await expect(run('nothing.conf')).rejects.toThrow(InputFileError);
    await expect(run('empty')).rejects.toThrow('there is no *.conf file');
    await expect(run('empty', '--documented-in', 'no.md')).rejects.toThrow(InputFileError);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { validateXML } from 'xmllint-wasm';

import { InputFileError } from '../../src/cli/input-files';
import { lintPipelineCommand } from '../../src/cli/lint/lint-pipeline';
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

  /** Names of the files that were linted for a `pipelines.yml` with these values of `path.config`. */
  async function filesOf(paths: readonly string[], env = {}): Promise<readonly string[]> {
    const entries = paths.map((path) => `- queue.type: persisted\n  path.config: '${path}'\n`);
    write({ 'pipelines.yml': entries.join('') });
    const args = ['pipelines.yml', '--json'];
    const { output } = await runCommand(lintPipelineCommand, args, { cwd, env });
    return (JSON.parse(output) as { files: string[] }).files.slice(0, -1);
  }

  test('shows each finding with its line, rule and remedy, and fails', async () => {
    write({ 'a.conf': REMOVED });

    expect(await run('a.conf')).toEqual({
      code: 1,
      errors: '',
      output: [
        'a.conf:2:19 error: output elasticsearch: ssl was removed in Logstash 9, which does not start with it. Write ssl_enabled instead, with the same value. [removed-option]',
        '    2 |   elasticsearch { ssl => true }',
        '      |                   ^',
        '1 file, 1 error, 0 warnings',
        '',
      ].join('\n'),
    });
  });

  test('passes over a byte order mark in settings, as Logstash does, and not in a pipeline', async () => {
    const entry = '- pipeline.id: a\n  path.config: "a.conf"\n  queue.type: persisted\n  x: 1\n';
    write({
      'pipelines.yml': `\uFEFF${entry}`,
      'logstash.yml': '\uFEFFy: 1\n',
      'a.conf': `\uFEFF${SOUND}`,
    });

    const { output } = await run('pipelines.yml');

    expect(output).toMatch(/^a\.conf:1:1 error: .* byte order mark/);
    expect(output).toContain('pipelines.yml:4:3 error: There is no setting x:');
    expect(output).toContain('logstash.yml:1:1 error: There is no setting y:');
    expect(output).toContain('3 files, 3 errors, 0 warnings');
  });

  test('reads no pipeline for an empty path.config, and goes to no other file', async () => {
    write({ 'a.conf': REMOVED, 'pipelines.yml': '- queue.type: persisted\n  path.config: ""\n' });

    const { code, output } = await run('pipelines.yml');

    expect(code).toBe(0);
    expect(output).toContain('[no-pipeline]');
    expect(output).toContain('1 file, 0 errors, 1 warning');
  });

  test('reads an empty config.string before path.config, as Logstash does', async () => {
    const both = 'config.string: ""\n  path.config: a.conf\n';
    write({ 'a.conf': REMOVED, 'pipelines.yml': `- queue.type: persisted\n  ${both}` });

    expect(await run('pipelines.yml')).toMatchObject({ code: 0 });
  });

  test('puts values in place of variables in config.string before it is read', async () => {
    const string = 'input { generator { count => ${N:1} } ${MORE:} } filter { nonsense }';
    write({ 'pipelines.yml': `- queue.type: persisted\n  config.string: '${string}'\n` });

    const { output } = await run('pipelines.yml');

    expect(output).toContain('pipelines.yml:2:86 error: Expected { that opens the plugin nonsense');
    expect(output).toContain('1 file, 1 error,');
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
    write({ 'a.conf': `${REMOVED}filter { tld { } }\n` });
    const { code, output } = await run('a.conf', '--json');

    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      files: ['a.conf'],
      findings: [
        { file: 'a.conf', line: 2, column: 19, rule: 'removed-option', severity: 'error' },
      ],
      unchecked: ['filter tld'],
    });
  });

  test('takes the files of a folder for one pipeline, and finds the settings beside it', async () => {
    write({
      'l/pipeline/1.conf': 'input { http { codec => json } }',
      'l/pipeline/2.conf':
        'output { if "_jsonparsefailure" in [tags] { file { path => "/q" } } else { csv { path => "/n" fields => "n" } } }',
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
    const { code, output } = await run('pipelines.yml');

    expect(code).toBe(1);
    expect(output).toContain(
      'pipelines.yml:6:3 error: /not/here/b.conf leads to no folder here, so that its pipeline was not linted.',
    );
    expect(output).toMatch(/\[not-read\]\n.*\n.*\n2 files, 1 error, 0 warnings\n$/);
  });

  test('follows patterns with braces and wildcards, and variables with and without a value', async () => {
    const names = ['p/in-1.conf', 'p/.in-2.conf', 'p/in-3.conf~', 's/a/in-4.conf', 's/a/a.conf'];
    write(Object.fromEntries([...names, 's/b/c/in-5.conf'].map((name) => [name, SOUND])));
    const pattern = '{p,s/{${SINKS:none}}}/in-*.conf';

    expect(await filesOf([pattern])).toEqual(['p/in-1.conf']);
    expect(await filesOf([pattern], { SINKS: 'a,b' })).toEqual(['p/in-1.conf', 's/a/in-4.conf']);
    expect(await filesOf(['${HOME_OF_ALL}/**/in-?.conf'], { HOME_OF_ALL: 's' })).toEqual([
      ...['s/a/in-4.conf', 's/b/c/in-5.conf'],
    ]);
    expect(await filesOf(['s/[!b]/a.conf', 'p'])).toEqual(['s/a/a.conf', 'p/in-1.conf']);
    expect(await filesOf(['${NOWHERE}/*.conf', 's/*', 's/{a,b', 'p'])).toEqual(['p/in-1.conf']);
    expect(await filesOf(['s/a/**'])).toEqual(['s/a/a.conf', 's/a/in-4.conf']);
  });

  test('tells a path of this machine that leads to no file from one of another machine', async () => {
    write({
      'pipelines.yml': `- pipeline.id: a
  queue.type: persisted
  path.config: "a.conf"
- pipeline.id: b
  queue.type: persisted
  path.config: "/usr/share/logstash-elsewhere/b.conf"
- pipeline.id: c
  queue.type: persisted
  path.config: "\${NOWHERE}/c.conf"
- pipeline.id: d
  queue.type: persisted
- pipeline.id: e
  queue.type: persisted
  path.config: "sinks/{none}/*.conf"
- pipeline.id: f
  queue.type: persisted
  path.config: "https://config.example/f.conf"
`,
    });
    const { code, output, errors } = await run('pipelines.yml', '--json');
    const { findings } = JSON.parse(output) as { findings: { line: number; rule: string }[] };

    expect(code).toBe(1);
    expect(findings.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      ...['3 no-pipeline', '6 not-read', '9 not-read', '10 no-pipeline', '17 not-read'],
    ]);
    expect(errors).toBe(
      'Not linted: sinks/{none}/*.conf, named in pipelines.yml, matches no file here.\n',
    );
  });

  test('takes what path.config names for one pipeline, and what else is given for others', async () => {
    write({
      'pipelines.yml': `- queue.type: persisted\n  path.config: '{a,b}/*.conf'\n`,
      'a/1.conf': 'input { http { codec => json } }',
      'b/2.conf':
        'output { if "_jsonparsefailure" in [tags] { file { path => "/q" } } else { csv { path => "/n" fields => "n" } } }',
      'c/3.conf': 'input { http { codec => json } }',
    });
    const rulesOf = async (...args: string[]): Promise<readonly string[]> => {
      const { output } = await run(...args, '--json');
      const { findings } = JSON.parse(output) as { findings: { file: string; rule: string }[] };
      return findings.map(({ file, rule }) => `${file} ${rule}`);
    };

    // In a pipeline of its own the first file would also lack a quarantine.
    expect(await rulesOf('pipelines.yml')).toEqual(['a/1.conf ndjson-lost']);
    expect(await rulesOf('pipelines.yml', 'a/1.conf', 'c')).toEqual([
      ...['a/1.conf ndjson-lost', 'c/3.conf no-quarantine', 'c/3.conf ndjson-lost'],
    ]);
  });

  test('writes a report with a case for each file', async () => {
    write({ 'a.conf': REMOVED, 'b.conf': LOSSY, 'c.conf': SOUND });
    const args = ['a.conf', 'b.conf', 'c.conf', '--report', 'junit=out/lint.xml,json=lint.json'];

    expect((await run(...args)).code).toBe(1);

    const xml = readFileSync(join(cwd, 'out/lint.xml'), 'utf8');
    expect(xml).toContain('<testsuite name="wallstash lint-pipeline"');
    expect(xml).toContain('tests="3" failures="1" errors="0" skipped="0"');
    expect(xml).toContain('<failure message="a.conf has 1 error, 0 warnings."');
    expect(xml).toMatch(/^a\.conf:2:19 .*\[removed-option\]/m);
    for (const schema of ['junit-windyroad.xsd', 'junit-jenkins.xsd']) {
      const text = readFileSync(join(__dirname, '..', 'fixtures', 'junit', schema), 'utf8');
      const contents = [{ fileName: 'lint.xml', contents: xml }];
      expect((await validateXML({ xml: contents, schema: [text] })).errors).toEqual([]);
    }
    const { cases } = JSON.parse(readFileSync(join(cwd, 'lint.json'), 'utf8')) as {
      cases: { name: string; places: { severity: string }[] }[];
    };
    expect(cases.map(({ name, places }) => [name, ...places.map((one) => one.severity)])).toEqual([
      ...[['a.conf', 'error'], ['b.conf', 'warning'], ['c.conf']],
    ]);

    expect((await run(...args, '--strict')).code).toBe(1);
    expect(readFileSync(join(cwd, 'out/lint.xml'), 'utf8')).toContain('failures="2"');
  });

  test('explains a rule, and names the rules when there is none of that name', async () => {
    const { code, output } = await run('--explain', 'ndjson-lost');

    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/^ndjson-lost \(warning\)\n\n.*\n\nEvidence: /s) as string,
    });
    await expect(run('--explain', 'nonsense')).rejects.toThrow('one of syntax, ');
    await expect(run()).rejects.toThrow(
      'Cannot use nothing for <files...>: expected at least one file or folder.',
    );
    await expect(run('a.conf', '--logstash-version', '7')).rejects.toThrow('such as 8.15');
  });

  test('lints the pipelines in manifests where they stand, and says when there are none', async () => {
    const pipeline =
      'input { http { port => 1 hots => "h" codec => plain additional_codecs => {} } }';
    write({
      'map.yml': `apiVersion: v1\nkind: ConfigMap\ndata:\n  a.conf: |\n    # ours\n    ${pipeline}\n    output { null { } }\n`,
      'eck.yaml': `apiVersion: logstash.k8s.elastic.co/v1alpha1\nkind: Logstash\nspec:\n  pipelines:\n    - pipeline.id: m\n      pipeline.worker: 2\n      config.string: '${pipeline}'\n`,
      'compose.yml': `services:\n  logstash:\n    image: logstash:9.5.2\nconfigs:\n  p:\n    content: |\n      ${pipeline}\n`,
      'other.yml': 'kind: Secret\napiVersion: v1\n',
    });
    const found = async (name: string): Promise<readonly string[]> => {
      const { output } = await run(name, '--json');
      const { findings } = JSON.parse(output) as {
        findings: { file: string; line: number; column: number; rule: string }[];
      };
      return findings.map((one) => `${one.file}:${one.line}:${one.column} ${one.rule}`);
    };
    const at = pipeline.indexOf('hots') + 1;

    expect(await found('map.yml')).toEqual([`map.yml:6:${at + 4} unknown-option`]);
    expect(await found('eck.yaml')).toEqual([
      ...[`eck.yaml:7:${at + 22} unknown-option`, 'eck.yaml:6:7 wrong-setting'],
    ]);
    expect(await found('compose.yml')).toEqual([`compose.yml:7:${at + 6} unknown-option`]);
    expect(await found('other.yml')).toEqual(['other.yml:1:1 not-read']);
  });

  test('knows a file that is not UTF-8, and one with a byte order mark', async () => {
    writeFileSync(join(cwd, 'latin1.conf'), Buffer.from(`# \u00e9\n${SOUND}`, 'latin1'));
    writeFileSync(join(cwd, 'bom.conf'), `\uFEFF${SOUND}`);

    expect((await run('latin1.conf')).output).toContain(
      'latin1.conf:1:3 error: The file is not encoded in UTF-8',
    );
    expect((await run('bom.conf')).output).toContain('byte order mark');
  });

  test('finds one port in two pipelines of one pipelines.yml', async () => {
    const http =
      'input { http { port => 5044 codec => plain additional_codecs => {} } }\noutput { null { } }\n';
    write({
      'pipelines.yml': ['a', 'b']
        .map((id) => `- pipeline.id: ${id}\n  queue.type: persisted\n  path.config: ${id}.conf\n`)
        .join(''),
      'a.conf': http,
      'b.conf': http,
    });

    expect((await run('pipelines.yml')).output).toMatch(
      /^b\.conf:1:16 warning: Port 5044 \(tcp\)/m,
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

  test.each([
    [undefined, []],
    ['kafka,elasticsearch', ['elasticsearch', 'kafka']],
    ['splunk', ['splunk']],
  ])('finds the shipped pipelines when SINKS is %s', async (SINKS, sinks) => {
    const root = join(__dirname, '..', '..');
    const env = SINKS === undefined ? {} : { SINKS };
    const { code, output } = await runCommand(
      lintPipelineCommand,
      ['logstash/config/pipelines.yml', '--strict', '--json'],
      { cwd: root, env },
    );

    const intake = ['10-receive', '20-ecs', '90-forward'].map((name) => `intake-${name}`);
    expect(code).toBe(0);
    expect((JSON.parse(output) as { files: string[] }).files).toEqual([
      ...intake.map((name) => `logstash/pipeline/${name}.conf`),
      ...sinks.map((sink) => `logstash/sinks/${sink}/intake-91-${sink}.conf`),
      'logstash/pipeline/siem.conf',
      ...sinks.map((sink) => `logstash/sinks/${sink}/${sink}.conf`),
      ...['logstash', 'pipelines'].map((name) => `logstash/config/${name}.yml`),
    ]);
  });

  test('says when a name leads to no file', async () => {
    write({ 'empty/notes.txt': '' });

    await expect(run('nothing.conf')).rejects.toThrow(InputFileError);
    await expect(run('empty')).rejects.toThrow('there is no *.conf file');
    await expect(run('empty', '--documented-in', 'no.md')).rejects.toThrow(InputFileError);
  });
});

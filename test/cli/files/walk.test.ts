import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { configFiles } from '../../../src/cli/files/glob-files';
import { Walk } from '../../../src/cli/files/walk';
import { findInputFiles } from '../../../src/cli/input-files';
import { lintPipelineCommand } from '../../../src/cli/lint/lint-pipeline';
import { runCommand } from '../run-command';

describe('a search for files', () => {
  let cwd = '';

  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'wallstash-walk-'));
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  function write(names: readonly string[], text = 'input { stdin { } }\n'): void {
    for (const name of names) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
  }

  function link(name: string, target: string): void {
    symlinkSync(target, join(cwd, name));
  }

  const below = (root: string): Promise<readonly string[]> =>
    new Walk(root, cwd).filesBelow(root, (name) => name.endsWith('.conf'));

  const lint = (...args: string[]) => runCommand(lintPipelineCommand, args, { cwd });

  test('ends where links lead round in circles', async () => {
    write(['l/x.conf', 'l/a/y.conf']);
    link('l/a/up', '..');
    link('l/a/same', '../a');
    link('l/self', 'self');

    expect(await below('l')).toEqual(['a/y.conf', 'x.conf']);
    expect(await configFiles('l/**/*.conf', cwd)).toEqual(['l/a/y.conf', 'l/x.conf']);
    expect((await lint('l')).output).toBe('2 files, 0 errors, 0 warnings\n');
  });

  test('finds a file once by its own name, and one outside by the name of the link', async () => {
    write(['l/b.conf', 'outside/c.conf', 'outside/d/e.conf', 'l/.hidden/f.conf']);
    link('l/a.conf', 'b.conf');
    link('l/c.conf', '../outside/c.conf');
    link('l/d', '../outside/d');
    link('l/nothing.conf', 'nowhere');

    expect(await below('l')).toEqual(['b.conf', 'c.conf', 'd/e.conf']);
    expect((await lint('l', 'l/b.conf', './l/a.conf')).output).toMatch(/^3 files/);
  });

  test('is the same for files of notifications', async () => {
    write(['n/a/x.json', 'n/y.json', 'n/node_modules/z.json'], '[]');
    link('n/a/up', '..');
    link('n/twin.json', 'y.json');
    const names = async (arg: string): Promise<readonly string[]> =>
      (await findInputFiles([arg], cwd)).map(({ name }) => name);

    expect(await names('n')).toEqual(['n/a/x.json', 'n/y.json']);
    expect(await names('n/**/*.json')).toEqual(['n/a/x.json', 'n/twin.json']);
    expect(await names('n/**')).toEqual(['n/a/x.json', 'n/twin.json']);
    expect(await findInputFiles(['n/{a,b}*'], cwd)).toMatchObject([
      {
        path: null,
        error: { message: expect.stringContaining('no file matches this pattern') as string },
      },
    ]);
  });

  test('looks at so many entries and no more', async () => {
    write(['l/1.conf', 'l/2.conf', 'l/3.conf']);
    const walk = (most: number) =>
      new Walk('l', cwd, { most }).filesBelow('l', (name) => name.endsWith('.conf'));

    expect(await walk(3)).toHaveLength(3);
    await expect(walk(2)).rejects.toThrow(
      'Cannot search l: the search has more than 2 entries to look at; name a folder nearer',
    );
  });

  test('refuses braces that stand for too many patterns', async () => {
    write(['pipelines.yml'], `- path.config: "${'{a,b}'.repeat(24)}*.conf"\n`);

    await expect(lint('pipelines.yml')).rejects.toMatchObject({
      code: 'WST_FILE',
      message: expect.stringContaining('more than 1,000 patterns') as string,
    });
    await expect(configFiles('{'.repeat(5_000), cwd)).rejects.toThrow('4,096 characters');
  });
});

describe('lint-pipeline', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'wallstash-many-'));
  afterAll(() => rmSync(cwd, { recursive: true }));

  test('shows so many findings of a rule, and counts the rest', async () => {
    writeFileSync(join(cwd, 'many.conf'), `filter {\n${'drop { colour => 1 }\n'.repeat(250)}}\n`);
    const { code, output } = await runCommand(lintPipelineCommand, ['many.conf'], { cwd });

    expect(code).toBe(1);
    expect(output.match(/unknown-option/g)).toHaveLength(100);
    expect(output).toMatch(/… and 150 more like these\n1 file, 250 errors, 0 warnings\n$/);
    const json = await runCommand(lintPipelineCommand, ['many.conf', '--json'], { cwd });
    expect(JSON.parse(json.output)).toMatchObject({
      omitted: [{ file: 'many.conf', severity: 'error', count: 150 }],
    });
  });

  test('refuses a file larger than any pipeline', async () => {
    writeFileSync(join(cwd, 'large.conf'), Buffer.alloc(16 * 1_048_576 + 1, '#'));

    await expect(runCommand(lintPipelineCommand, ['large.conf'], { cwd })).rejects.toThrow(
      'Cannot lint large.conf: it has more than 16 MiB, which no pipeline has; check the name.',
    );
  });
});

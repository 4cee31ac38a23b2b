/** What the documents say, held against the program. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { ERROR_CODES } from '../src/errors';
import { PROBLEM_CODES } from '../src/receiver/answers';
import { NAMED_FAILURE_CODES } from '../src/sender/failure-codes';
import { MAIN, startServe } from './helpers/serve-process';

const ROOT = join(__dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('docs/errors.md', () => {
  test('has a section for each code and none for others', () => {
    const sections = [...read('docs/errors.md').matchAll(/^### (WST_\w+)$/gm)].map(
      ([, code]) => code,
    );
    expect(sections.sort()).toEqual(
      [...new Set<string>([...ERROR_CODES, ...PROBLEM_CODES])].sort(),
    );
  });

  test('has a section for each failure of an attempt and none for others', () => {
    const [, attempts = ''] = read('docs/errors.md').split(/^## Attempts$/m);
    const sections = [...attempts.matchAll(/^### (\w+)$/gm)].map(([, code]) => code);
    expect(sections.sort()).toEqual([...NAMED_FAILURE_CODES, 'STATUS_n'].sort());
  });

  test('lists each code once', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  });
});

describe('the commands of README.md', () => {
  const commands = [...read('README.md').matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block = '']) => block.trim().split('\n'))
    .filter((line) => !/^npm (start|test)\b/.test(line));
  let cwd = '';

  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'wallstash-readme-'));
    const bin = join(cwd, 'bin');
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'npx'),
      `#!/bin/sh\nshift\nexec "${process.execPath}" "${MAIN}" "$@"\n`,
    );
    chmodSync(join(bin, 'npx'), 0o755);
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  test('all work, from the top, beside a running endpoint', async () => {
    await using serve = await startServe(cwd);
    expect(commands.length).toBeGreaterThan(10);

    const failed = commands.flatMap((command) => {
      const here = command.replaceAll('localhost:5044', `localhost:${serve.port}`);
      const { status, stderr } = spawnSync('sh', ['-c', here], {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${join(cwd, 'bin')}:${process.env['PATH'] ?? ''}` },
      });
      return status === 0 ? [] : [`${command}\n${stderr}`];
    });

    expect(failed).toEqual([]);
  });
});

describe('links between the documents', () => {
  const documents = [
    'README.md',
    'CHANGELOG.md',
    'certs/README.md',
    ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => join('docs', file)),
  ];

  test.each(documents)('of %s lead somewhere', (document) => {
    const targets = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, target = '']) => target,
    );
    const missing = targets.filter((target) => !existsSync(join(ROOT, dirname(document), target)));
    expect(missing).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  test('names only files that are there', () => {
    const text = read('docs/architecture.md');
    const files = [...text.matchAll(/`((?:[\w-]+\/)+[\w-]+\.(?:test\.)?ts)`/g)].map(
      ([, file = '']) => file,
    );
    const missing = files.filter(
      (file) => !existsSync(join(ROOT, file.startsWith('test/') ? '' : 'src', file)),
    );
    expect(files.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });
});

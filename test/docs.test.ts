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

import { serveFlags } from '../src/cli/serve/serve-flags';
import { createSender } from '../src/testing/create-sender';
import { deliver } from '../src/testing/deliver';
import { ERROR_CODES } from '../src/errors';
import { PROBLEM_CODES } from '../src/receiver/answers';
import { NAMED_FAILURE_CODES } from '../src/sender/failure-codes';
import { runExample } from './helpers/run-example';
import { MAIN, type ServeProcess, startServe } from './helpers/serve-process';

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

/** A directory in which `npx wallstash` is the program as built. */
class Workplace implements Disposable {
  readonly cwd = mkdtempSync(join(tmpdir(), 'wallstash-docs-'));

  constructor() {
    mkdirSync(join(this.cwd, 'bin'));
    writeFileSync(join(this.cwd, 'bin', 'npx'), `#!/bin/sh\nshift\nexec "${MAIN}" "$@"\n`);
    chmodSync(join(this.cwd, 'bin', 'npx'), 0o755);
    // curl succeeds with any answer otherwise.
    writeFileSync(join(this.cwd, '.curlrc'), 'fail\n');
  }

  /** Runs lines of shell, with the usual addresses led to this process; what it wrote to standard error when it failed. */
  run(script: string, { port, lines }: ServeProcess): readonly string[] {
    const listening = lines.find(({ event }) => event === 'listening');
    const { status, stderr } = spawnSync(
      'sh',
      [
        '-ec',
        script
          .replaceAll('localhost:5044', `localhost:${port}`)
          .replaceAll('http://127.0.0.1:8044', String(listening?.['api'])),
      ],
      {
        cwd: this.cwd,
        encoding: 'utf8',
        env: {
          ...process.env,
          CURL_HOME: this.cwd,
          PATH: `${join(this.cwd, 'bin')}:${process.env['PATH'] ?? ''}`,
        },
      },
    );
    return status === 0 ? [] : [`${script}\n${stderr}`];
  }

  [Symbol.dispose](): void {
    rmSync(this.cwd, { recursive: true, force: true });
  }
}

/** A block of code in a document. */
interface Block {
  readonly language: string;
  readonly code: string;
  /** The `text` block right after it: the message with which it fails. */
  readonly failure: string | undefined;
}

function blocksOf(document: string): readonly Block[] {
  return [
    ...read(document).matchAll(/^```(\w+)\n([\s\S]*?)^```$(?=(?:\s*^```text\n([\s\S]*?)^```$)?)/gm),
  ].map(([, language = '', code = '', failure]) => ({ language, code, failure }));
}

const shellOf = (document: string): readonly string[] =>
  blocksOf(document).flatMap(({ language, code }) =>
    language === 'sh' && !code.startsWith('npm ') ? [code] : [],
  );

/** Pages with commands that work on their own, beside a running endpoint. */
const PAGES = [
  'README.md',
  ...['endpoint', 'validate', 'wallarm-side', 'console', 'contract-tests'].map(
    (name) => `docs/${name}.md`,
  ),
];

describe('the commands of the documents', () => {
  test.each(PAGES)('%s: all work, from the top, beside a running endpoint', async (page) => {
    const scripts = shellOf(page);
    using workplace = new Workplace();
    await using serve = await startServe(workplace.cwd);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.flatMap((script) => workplace.run(script, serve))).toEqual([]);
  });

  test('stand on those pages alone, but for what needs a Logstash or is for developers', () => {
    const others = ['docs/check.md', 'docs/development.md', 'docs/logstash.md', 'docs/scale.md'];
    const untried = readdirSync(join(ROOT, 'docs'))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`)
      .filter((page) => ![...PAGES, ...others].includes(page) && shellOf(page).length > 0);
    expect(untried).toEqual([]);
  });
});

const examples = PAGES.flatMap((page) =>
  blocksOf(page)
    .filter(({ language }) => ['js', 'ts'].includes(language))
    .map((example, index) => [page, index + 1, example] as const),
);

describe('the examples of the documents', () => {
  test('are there', () => {
    expect(examples.length).toBeGreaterThan(10);
  });

  test.each(examples)('%s: example %d does what the page says', async (_page, _number, one) => {
    const message = await runExample(one.code).then(
      () => undefined,
      (error: unknown) => `${(error as Error).message}\n`,
    );
    expect(message).toBe(one.failure);
  });

  // A fault in each that posts: it must be told of, and must not keep the example from ending.
  const sending = examples.filter(
    ([, , { code, failure }]) => failure === undefined && /\b(deliver|createSender)\(/.test(code),
  );

  test.each(sending)(
    '%s: example %d fails when nothing gets through',
    async (_page, _number, one) => {
      const dead = { url: 'https://localhost:1/' };
      const failed = await runExample(one.code, {
        deliver: (settings, content, options) =>
          deliver({ ...settings, ...dead }, content, options),
        createSender: (settings) => createSender({ ...settings, ...dead }),
      }).then(
        () => 'it passed',
        (error: unknown) => (error as Error).message,
      );
      expect(failed).toMatch(/Nothing listens on localhost:1|"CONNECTION_REFUSED/);
    },
  );
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
    const targets = [
      ...read(document).matchAll(/(?:\]\(|\bsrc(?:set)?=")(?!https?:|#)([^)"#]+)/g),
    ].map(([, target = '']) => target);
    const missing = targets.filter((target) => !existsSync(join(ROOT, dirname(document), target)));
    expect(missing).toEqual([]);
  });

  test.each(documents)('of %s to headings are right', (document) => {
    const anchors = [...read(document).matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)];
    const wrong = anchors.filter(([, file = '', anchor = '']) => {
      const target = file === '' ? document : join(dirname(document), file);
      return target.endsWith('.md') && !headingsOf(target).includes(anchor);
    });
    expect(wrong.map(([link]) => link)).toEqual([]);
  });
});

/** As GitHub makes anchors of them. */
function headingsOf(document: string): readonly string[] {
  return [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('docs/command-line.md', () => {
  test('has a row for each flag of serve, with its default, and none for others', () => {
    const [, table = ''] =
      /^(\| flag of `serve`[\s\S]*?)^$/m.exec(read('docs/command-line.md')) ?? [];
    const rows = table
      .split('\n')
      .slice(2)
      .map((row) => row.split('|').map((cell) => cell.trim()))
      .flatMap(([, flags = '', defaults = '']) => {
        const held = defaults.split(', ');
        return flags.split(', ').map((flag, index) => [flag.replaceAll('`', ''), held[index]]);
      })
      .filter(([flag]) => flag !== '');
    const { options } = serveFlags();
    // `--console` is the opposite of the row for `--no-console`.
    const flags = options.map(({ long }) => long ?? '').filter((long) => long !== '--console');

    expect(rows.map(([flag]) => flag).sort()).toEqual(flags.sort());
    for (const { long = '', defaultValue } of options) {
      if (!['string', 'number'].includes(typeof defaultValue)) continue;
      expect(rows).toContainEqual([long, String(defaultValue)]);
    }
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

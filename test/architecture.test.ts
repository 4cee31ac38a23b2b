import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';

/** DESIGN: which folder of src may import which; a folder may always import itself, errors.ts, real-time.ts, listen-host.ts and bar-widths.ts. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  disk: [],
  notification: [],
  tls: ['disk'],
  journal: ['notification', 'tls', 'disk'],
  sender: ['notification', 'tls'],
  contract: ['notification', 'journal'],
  receiver: ['notification', 'tls', 'journal'],
  'wallarm-api': ['console', 'notification', 'tls'],
  console: ['notification', 'sender', 'disk'],
  check: ['notification', 'sender', 'journal', 'contract', 'tls', 'receiver', 'report'],
  report: [],
  'pipeline-lint': [],
  api: ['receiver', 'journal', 'contract', 'console', 'sender', 'notification', 'disk'],
  testing: ['contract', 'receiver', 'sender', 'journal', 'notification', 'tls'],
  ui: ['api'],
  cli: [
    ...['notification', 'tls', 'journal', 'sender', 'contract', 'receiver', 'console'],
    ...['check', 'report', 'api', 'wallarm-api', 'pipeline-lint', 'disk'],
  ],
};

/** Packages that only some folders may use. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  express: ['receiver', 'api'],
  helmet: ['api'],
  'express-rate-limit': ['api'],
  'prom-client': ['api'],
  preact: ['ui'],
  '@preact/signals': ['ui'],
  ajv: ['notification', 'api', 'wallarm-api'],
  'ajv-formats': ['notification', 'api'],
  '@sinclair/typebox': ['notification', 'api', 'wallarm-api'],
  'jsonc-parser': ['notification'],
  re2js: ['contract'],
  selfsigned: ['tls'],
  '@peculiar/x509': ['tls'],
  commander: ['cli'],
  '@commander-js/extra-typings': ['cli'],
};

const SRC = join(__dirname, '..', 'src');

interface SourceFile {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files: readonly SourceFile[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:tsx?|mts)$/.test(path))
  .map((path) => {
    const text = readFileSync(join(SRC, path), 'utf8');
    const imports = [
      ...text.matchAll(/^(?:import|export)\b[^'";]*?from '([^']+)';/gms),
      ...text.matchAll(/\brequire\('([^']+)'\)/g),
    ].map(([, specifier = '']) => specifier);
    return { path, folder: path.includes(sep) ? (path.split(sep)[0] ?? '') : '', text, imports };
  });

/** The files of src that one imports. */
function filesImportedBy({ path, imports }: SourceFile): readonly string[] {
  return imports
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => relative(SRC, normalize(join(SRC, dirname(path), specifier))))
    .flatMap((target) => files.filter((file) => sameModule(file.path, target)))
    .map((file) => file.path);
}

function sameModule(path: string, target: string): boolean {
  return path === target || path.replace(/\.(?:tsx?|mts)$/, '') === target;
}

function foldersImportedBy({ path, imports }: SourceFile): readonly string[] {
  return imports
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => relative(SRC, normalize(join(SRC, dirname(path), specifier))))
    .filter((target) => target.includes(sep))
    .map((target) => target.split(sep)[0] ?? '');
}

describe('the import rule', () => {
  test('reads every import there is', () => {
    const read = files.flatMap(({ imports }) => imports).length;
    const written = files.flatMap(
      ({ text }) => text.match(/^(?:import|export)\b.*\n?.*from '/gm) ?? [],
    );
    expect(files.length).toBeGreaterThan(20);
    expect(read).toBeGreaterThanOrEqual(written.length);
  });

  test('every folder of src has a place in it', () => {
    const folders = new Set(files.map(({ folder }) => folder).filter((folder) => folder !== ''));
    expect([...folders].filter((folder) => MAY_IMPORT[folder] === undefined)).toEqual([]);
  });

  test.each(Object.keys(MAY_IMPORT))('%s imports only what it may', (folder) => {
    const allowed = [folder, ...(MAY_IMPORT[folder] ?? [])];
    const breaches = files
      .filter((file) => file.folder === folder)
      .flatMap((file) =>
        foldersImportedBy(file)
          .filter((target) => !allowed.includes(target))
          .map((target) => `${file.path} imports ${target}`),
      );
    expect(breaches).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    const imported = new Map(files.map((file) => [file.path, filesImportedBy(file)]));
    const below = new Set<string>();
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string): void => {
      if (below.has(path)) circles.push([...below, path].join(' > '));
      if (below.has(path) || done.has(path)) return;
      below.add(path);
      for (const target of imported.get(path) ?? []) visit(target);
      below.delete(path);
      done.add(path);
    };
    for (const { path } of files) visit(path);
    expect([...imported.values()].flat().length).toBeGreaterThan(files.length);
    expect(circles).toEqual([]);
  });

  test('the browser client takes only types of the API', () => {
    const client = files.filter(({ folder }) => folder === 'ui');
    const values = client.filter(({ text }) =>
      /^import (?!type\b)[^;]*?'(?:\.\.\/)+api\//m.test(text),
    );
    expect(client.length).toBeGreaterThan(10);
    expect(values.map(({ path }) => path)).toEqual([]);
  });

  test('only main.ts and cli use main.ts, and what all may import imports nothing of ours', () => {
    const shared = files.filter(({ path }) => ['errors.ts', 'real-time.ts'].includes(path));
    expect(shared).toHaveLength(2);
    expect(shared.flatMap(({ imports }) => imports).filter((one) => one.startsWith('.'))).toEqual(
      [],
    );
    expect(files.filter(({ imports }) => imports.some((one) => one.endsWith('/main')))).toEqual([]);
  });
});

describe('packages and globals', () => {
  test.each(Object.entries(PACKAGES))('%s is used only in %j', (name, folders) => {
    const users = files.filter(({ imports }) =>
      imports.some((one) => one === name || one.startsWith(`${name}/`)),
    );
    expect(users.filter(({ folder }) => !folders.includes(folder)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  test('process is touched only by the program itself', () => {
    const users = files.filter(({ text }) =>
      /(?<![\w.'"`/-])process\.\w/.test(withoutComments(text)),
    );
    const outside = users.filter(({ path, folder }) => folder !== 'cli' && !isProgram(path));
    expect(outside.map(({ path }) => path)).toEqual([]);
  });

  test('what the library is made of takes its time from real-time.ts', () => {
    const reached = reachableFrom('testing');
    const library = files.filter(({ path }) => reached.has(path) && path !== 'real-time.ts');
    const timer = /(?<![\w.#])(?:setTimeout|setInterval|setImmediate|clearTimeout|clearInterval)\(/;
    const clock = /\bDate\.now\b|\bperformance\.|'node:timers/;
    const users = library.filter(({ text, imports }) => {
      const code = withoutComments(text);
      const real = imports.some((one) => one.endsWith('/real-time'));
      return clock.test(code) || (timer.test(code) && !real);
    });
    expect(library.length).toBeGreaterThan(80);
    expect(users.map(({ path }) => path)).toEqual([]);
  });

  test('every module says what it holds', () => {
    expect(files.filter(({ text }) => !text.includes('@module')).map(({ path }) => path)).toEqual(
      [],
    );
  });
});

/** The files that a folder's files import, and those that these do, however far away; types alone do not count. */
function reachableFrom(folder: string): ReadonlySet<string> {
  const found = new Set(files.filter((file) => file.folder === folder).map(({ path }) => path));
  for (const path of found) {
    const { text = '' } = files.find((file) => file.path === path) ?? {};
    const values = [
      ...text.matchAll(/^(?:import|export)(?! type\b)\b[^'";]*?from '(\.[^']+)';/gms),
    ];
    for (const [, specifier = ''] of values) {
      const target = normalize(join(dirname(path), specifier)).replace(/\.js$/, '');
      for (const name of [`${target}.ts`, join(target, 'index.ts')]) {
        if (files.some((file) => file.path === name)) found.add(name);
      }
    }
  }
  return found;
}

/** What runs as a process of its own: the command, and the image's health check. */
function isProgram(path: string): boolean {
  return path === 'main.ts' || path === 'health.ts';
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

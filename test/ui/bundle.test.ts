/** What the browser loads to begin with: how much it is, what it may do, and whose code is in it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';

import { describeWithBrowser } from '../helpers/browser';
import { PAGES, startTestClient } from './setup';

const ROOT = join(__dirname, '..', '..');
const MOST_GZIPPED = 70_000;

/** Names of the packages whose code is in the bundle. */
async function bundledPackages(): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/ui/main.tsx'],
    ...{
      bundle: true,
      splitting: true,
      write: false,
      metafile: true,
      outdir: 'dist/ui',
      format: 'esm',
    },
    ...{ jsx: 'automatic', jsxImportSource: 'preact', target: ['es2022'] },
  });
  const names = Object.keys(metafile.inputs).map(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1],
  );
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

describe('the bundle of the browser client', () => {
  test('comes with the licence of each package in it', async () => {
    const packages = await bundledPackages();
    const licences = await readFile(join(PAGES, 'LICENSES.txt'), 'utf8');

    const named = licences.split('\n\n---\n\n').map((text) => text.split('\n', 1)[0]);
    expect(named).toEqual(packages);
    expect(packages).toContain('preact');
    expect(licences.match(/Permission is hereby granted/g)).toHaveLength(packages.length);
  });

  test('has a page without scripts, styles or handlers of its own', async () => {
    const page = await readFile(join(PAGES, 'index.html'), 'utf8');

    expect(page.match(/<script\b[^>]*>/g)).toEqual(['<script type="module" src="/app.js">']);
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
  });
});

describeWithBrowser('the first load', (openPage) => {
  test(`is under ${MOST_GZIPPED.toLocaleString('en')} bytes, gzipped`, async () => {
    await using client = await startTestClient();
    await using opened = await openPage('about:blank');
    const { page } = opened;
    const files = new Map<string, Promise<Buffer>>();
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (!pathname.startsWith('/api/')) files.set(pathname, response.body());
    });
    await page.goto(client.url);
    await page.getByRole('heading', { name: 'No delivery yet' }).waitFor();

    expect([...files.keys()]).toEqual(expect.arrayContaining(['/', '/app.js', '/app.css']));
    const sizes = [...files.values()].map(async (body) => gzipSync(await body).length);
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeLessThan(MOST_GZIPPED);
  });

  test('may run and load what is its own, and nothing else', async () => {
    await using client = await startTestClient();
    const response = await fetch(client.url);

    const policy = response.headers.get('content-security-policy') ?? '';
    const rules = new Map(
      policy.split(';').map((rule) => {
        const [name = '', ...sources] = rule.trim().split(/\s+/);
        return [name, sources.join(' ')];
      }),
    );
    expect(rules.get('default-src')).toMatch(/^'(?:none|self)'$/);
    for (const name of ['script-src', 'style-src', 'connect-src']) {
      expect(rules.get(name) ?? rules.get('default-src')).toBe("'self'");
    }
    expect(rules.get('frame-ancestors')).toBe("'none'");
    expect(policy).not.toMatch(/unsafe-|\*|data:|https?:/);
  });
});

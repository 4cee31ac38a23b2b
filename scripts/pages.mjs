/**
 * Bundles the browser client into `dist/ui`, and the page of API documents beside it. `ensureBuilt` runs it after the
 * compiler; with `--watch` it bundles again on each change.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { build, context } from 'esbuild';

import { ROOT } from './prepare.mjs';

const SOURCE = join(ROOT, 'src', 'ui');
const TARGET = join(ROOT, 'dist', 'ui');
/** Of swagger-ui-dist, the two files that the page of API documents loads, and its notices. */
const SWAGGER = ['swagger-ui.css', 'swagger-ui-bundle.js', 'LICENSE', 'NOTICE'];

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const options = {
  absWorkingDir: ROOT,
  entryPoints: { app: join(SOURCE, 'main.tsx') },
  outdir: TARGET,
  bundle: true,
  splitting: true,
  chunkNames: 'screens/[name]-[hash]',
  minify: true,
  format: 'esm',
  target: ['es2022'],
  charset: 'utf8',
  metafile: true,
  define: { WALLSTASH_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
};

// Of the build before there may be screens under other names.
rmSync(join(TARGET, 'screens'), { recursive: true, force: true });
mkdirSync(join(TARGET, 'docs'), { recursive: true });
for (const name of ['index.html', 'icon.svg']) cpSync(join(SOURCE, name), join(TARGET, name));
cpSync(join(SOURCE, 'docs'), join(TARGET, 'docs'), { recursive: true });
for (const name of SWAGGER) {
  cpSync(join(ROOT, 'node_modules', 'swagger-ui-dist', name), join(TARGET, 'docs', name));
}

if (process.argv.includes('--watch')) {
  await (await context(options)).watch();
} else {
  const { metafile } = await build(options);
  writeFileSync(join(TARGET, 'LICENSES.txt'), licences(Object.keys(metafile.inputs)));
}

/** The licence of each package in the bundle: each asks to go along with its code. */
function licences(inputs) {
  const packages = inputs.flatMap(
    (input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? [],
  );
  const texts = [...new Set(packages)]
    .sort()
    .map(
      (name) => `${name}\n\n${readFileSync(join(ROOT, 'node_modules', name, 'LICENSE'), 'utf8')}`,
    );
  return texts.join('\n\n---\n\n');
}

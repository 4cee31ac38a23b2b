/**
 * What `npm start` and `npm test` need before anything else: dependencies from the lock file and a fresh build.
 * Both do nothing when there is nothing to do. Runs on a fresh clone, so it may use nothing but Node.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const MODULES = join(ROOT, 'node_modules');
const INSTALLED = join(MODULES, '.package-lock.json');
const LOCK = join(ROOT, 'package-lock.json');
const BUILT = join(ROOT, 'dist', '.source-hash');

/** Installs what the lock file says, unless that has been done since the lock file last changed. */
export function ensureInstalled() {
  if (existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs) return;
  // npm empties node_modules before it installs: through a link, that would be another project's.
  if (lstatSync(MODULES, { throwIfNoEntry: false })?.isSymbolicLink() === true) return;
  console.error('Installing the dependencies of the lock file, which takes up to a minute …');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } =
    npm === undefined
      ? spawnSync('npm', args, { cwd: ROOT, stdio: ['ignore', 2, 2], shell: true })
      : spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    console.error('Could not install the dependencies: see the lines above, then try "npm ci".');
    process.exit(3);
  }
}

/** Compiles `src` into `dist`, unless `dist` was made from these very sources. */
export function ensureBuilt() {
  const hash = sourceHash();
  if (existsSync(BUILT) && readFileSync(BUILT, 'utf8') === hash) return;
  console.error('Building …');
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  // Declarations for what the package exports; those of the commands would be large and nobody's to read.
  for (const project of ['tsconfig.build.json', 'tsconfig.types.json']) {
    if (!run('typescript/bin/tsc', ['-p', project])) process.exit(3);
  }
  if (!run('../scripts/pages.mjs', [])) process.exit(3);
  // npx runs the command of a checkout as a file.
  chmodSync(join(ROOT, 'dist', 'main.js'), 0o755);
  writeFileSync(BUILT, hash);
}

/** Runs the script of an installed package with this Node; true when it succeeded. */
export function run(script, args, options = {}) {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    ...options,
  });
  return status === 0;
}

function sourceHash() {
  const hash = createHash('sha256');
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .concat(
      [
        ...[
          'package.json',
          'package-lock.json',
          'tsconfig.json',
          'tsconfig.build.json',
          'tsconfig.types.json',
        ],
        ...['scripts/prepare.mjs', 'scripts/pages.mjs'],
      ].map((name) => join(ROOT, name)),
    )
    .sort();
  for (const file of files)
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

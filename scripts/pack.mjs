/**
 * The package as users get it: built, packed and installed from the tarball, never linked to this checkout. Shared by
 * `npm run test:examples` and `npm run test:package`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureBuilt, ensureInstalled, ROOT } from './prepare.mjs';

/** What npm says when there is no way to the registry: nothing is then proven, and nothing is broken. */
const NO_NETWORK = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT)\b/;

/** Packs the package into a new temporary folder; returns that folder and the tarball's path in it. */
export function pack() {
  ensureInstalled();
  ensureBuilt();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wallstash-package-')));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { ok, output } = npm(['pack', '--pack-destination', folder], ROOT);
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (!ok || name === undefined) {
    console.error(`Could not pack the package:\n${output}`);
    process.exit(3);
  }
  return { folder, tarball: join(folder, name) };
}

/** Installs dependencies in a folder, without their install scripts. */
export function install(folder, dependencies, options = []) {
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'consumer', version: '0.0.0', private: true, dependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
  const { ok, output } = npm(['install', ...quiet, ...options], folder);
  return { ok, output, offline: !ok && NO_NETWORK.test(output) };
}

/** Runs npm in a folder; in a test run of our own it must not take that run's package for its own. */
export function npm(args, cwd) {
  const own = /^(npm_(package|lifecycle)_|npm_config_local_prefix$|INIT_CWD$|NODE_TEST_CONTEXT$)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
  const path = process.env.npm_execpath;
  return path === undefined
    ? execute('npm', args, { cwd, env, shell: true })
    : execute(process.execPath, [path, ...args], { cwd, env });
}

/** Runs a program to its end; `output` is what it wrote, on both streams. */
export function execute(program, args, options) {
  const result = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 300_000,
    ...options,
  });
  const { status, stdout, stderr, error } = result;
  return {
    ok: status === 0,
    status,
    output: [stdout, stderr, error?.message].filter(Boolean).join('\n'),
  };
}

/** Prints the sum and leaves it in `reports/NAME.json`; sets the exit code. */
export function conclude(name, sum) {
  mkdirSync(join(ROOT, 'reports'), { recursive: true });
  writeFileSync(join(ROOT, 'reports', `${name}.json`), `${JSON.stringify(sum)}\n`);
  const { passed, failed, skipped } = sum;
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed === 0 ? 0 : 1;
}

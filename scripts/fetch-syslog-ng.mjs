/**
 * `node scripts/fetch-syslog-ng.mjs`: Debian's syslog-ng, for the tests of what the sinks send. Its package and rsyslog's
 * exclude each other, so it is not installed: its packages are brought by apt and unpacked in `node_modules/.cache`.
 * `--where` only says where the program would lie. Needs `apt-get` and `dpkg-deb`. Exit code 1: no syslog-ng.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ensureInstalled, ROOT } from './prepare.mjs';

const directory = join(ROOT, 'node_modules', '.cache', 'syslog-ng');
const program = join(directory, 'usr', 'sbin', 'syslog-ng');
if (process.argv.includes('--where')) {
  console.log(program);
  process.exit(0);
}
// Installing empties the directory in which it lies.
ensureInstalled();
if (!existsSync(program)) unpack();
if (!existsSync(program)) {
  rmSync(directory, { recursive: true, force: true });
  console.error(
    'Could not get syslog-ng: apt-get brought no package of it, or dpkg-deb is missing.',
  );
  process.exit(1);
}

/** Unpacks its package and every package that it needs and that is not installed here. */
function unpack() {
  const packages = join(directory, 'packages');
  mkdirSync(packages, { recursive: true });
  const options = ['--quiet=2', '--print-uris', '--no-install-recommends'];
  const { stdout } = spawnSync('apt-get', [...options, 'install', 'syslog-ng-core'], {
    encoding: 'utf8',
  });
  const names = [...(stdout ?? '').matchAll(/^'[^']*' ([^_\s]+)_/gm)].map(([, name]) => name);
  if (names.length === 0) return;
  // As root apt would hand the download to a user who may not write here.
  const asOneself = ['--quiet=2', '--option', 'APT::Sandbox::User=root'];
  spawnSync('apt-get', [...asOneself, 'download', ...names], { cwd: packages, stdio: 'ignore' });
  for (const file of readdirSync(packages)) {
    spawnSync('dpkg-deb', ['--extract', join(packages, file), directory], { stdio: 'ignore' });
  }
  rmSync(packages, { recursive: true });
}

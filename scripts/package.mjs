/**
 * `npm run test:package`: the packed package as its users get it: what it holds, whether its types resolve, and what
 * its installation costs. The bounds are promises of the design, not measurements.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { conclude, execute, install, pack } from './pack.mjs';
import { ROOT } from './prepare.mjs';

const MOST_PACKAGES = 140;
const MOST_MEGABYTES = 40;
/** Folders of tests, and files that a test runner would take for its own. */
const OF_TESTS =
  /(^|\/)(tests?|__tests__|__snapshots__|fixtures|helpers)\/|\.(test|spec)\.|\.snap$/;
/** Uses each entry point as a program of either kind would. */
const ENTRY_POINTS = {
  commonjs: `
    const { startReceiver } = require('wallstash');
    const { toBeNotification } = require('wallstash/jest');
    const { title } = require('wallstash/schemas/new_hits.schema.json');
    if (!startReceiver || !toBeNotification || title !== 'new_hits') process.exit(1);`,
  module: `
    import { startReceiver } from 'wallstash';
    import { toBeNotification } from 'wallstash/jest';
    if (!startReceiver || !toBeNotification) process.exit(1);`,
};

const { folder, tarball } = pack();
const consumer = join(folder, 'production');
const installed = install(consumer, { wallstash: `file:${tarball}` }, ['--omit=dev']);
const modules = join(consumer, 'node_modules');
const home = join(modules, 'wallstash');

const sum = { passed: 0, failed: 0, skipped: 0 };
report('publint finds nothing', script('publint/src/cli.js', ['run', tarball, '--strict']));
const attw = ['--profile', 'node16', '--format', 'ascii', tarball];
report('types resolve', script('@arethetypeswrong/cli/dist/index.js', attw));
if (installed.ok) checkInstalled();
else if (installed.offline) {
  sum.skipped += 1;
  console.log('Skipped: what is installed, since the package registry cannot be reached.');
} else report('it can be installed', [installed.output]);
conclude('package', sum);

function checkInstalled() {
  const files = filesOf(home).filter((file) => !file.startsWith('node_modules/'));
  const texts = files.map((file) => [file, readFileSync(join(home, file), 'utf8')]);
  const lock = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'));
  const packages = Object.entries(lock.packages);
  const bytes = filesOf(modules).reduce((all, file) => all + statSync(join(modules, file)).size, 0);
  const megabytes = Math.ceil(bytes / 1e6);

  report(
    'it holds no test files',
    files.filter((file) => OF_TESTS.test(file)),
  );
  report('its source maps point somewhere', texts.flatMap(brokenMaps));
  report(
    'it holds no path of this machine',
    texts.filter(([, text]) => namesThisMachine(text)).map(([file]) => file),
  );
  report(
    'it needs no install scripts',
    packages.filter(([, one]) => one.hasInstallScript).map(([path]) => path),
  );
  report(
    `its installation has ${packages.length} packages, under ${MOST_PACKAGES}`,
    packages.length < MOST_PACKAGES ? [] : ['too many'],
  );
  report(
    `its installation takes ${megabytes} MB, under ${MOST_MEGABYTES}`,
    megabytes < MOST_MEGABYTES ? [] : ['too large'],
  );
  for (const [type, code] of Object.entries(ENTRY_POINTS)) {
    const args = [`--input-type=${type}`, '--eval', code];
    report(`its entry points load, ${type}`, node(args));
  }
  report('its command runs', node([join(modules, '.bin', 'wallstash'), '--version']));
}

/** Counts a check and prints it, with each thing found wrong. */
function report(title, faults) {
  sum[faults.length === 0 ? 'passed' : 'failed'] += 1;
  console.error(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${title}`);
  for (const fault of faults) console.error(`       ${fault}`);
}

/** Source maps that a file names and that are missing, or that name missing sources. */
function brokenMaps([file, text]) {
  const there = (path) => statSync(join(home, dirname(file), path), { throwIfNoEntry: false });
  const named = file.endsWith('.map')
    ? JSON.parse(text).sources
    : [...text.matchAll(/^\/\/# sourceMappingURL=(\S+)$/gm)].map(([, url]) => url);
  return named.filter((path) => !there(path)).map((path) => `${file}: ${path}`);
}

function namesThisMachine(text) {
  return [ROOT, `${homedir()}/`].some((path) => text.includes(path));
}

function script(path, args) {
  return node([join(ROOT, 'node_modules', path), ...args]);
}

/** What this Node wrote when it failed. */
function node(args) {
  const { ok, output } = execute(process.execPath, args, { cwd: consumer });
  return ok ? [] : [output];
}

/** Every file below a folder, as relative paths. */
function filesOf(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
}

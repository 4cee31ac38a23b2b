/**
 * `npm run test:package`: the packed package as its users get it: what it holds, whether its types resolve and compile,
 * what its installation costs, and what becomes of a test with a mistake in it, in each runner. The bounds are promises of
 * the design, not measurements. `-- --singly [RUNNER …]` runs nothing but the mistakes, each in a process of its own, and
 * prints how long each took.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { RUNNERS } from './mistakes/runners.mjs';
import { runSingly, tableOf } from './mistakes/singly.mjs';
import { runTogether } from './mistakes/together.mjs';
import { nodeFrom } from './nodes.mjs';
import { conclude, execute, install, pack } from './pack.mjs';
import { checkTypes, COMPILERS, runTsJest } from './package-types.mjs';
import { ROOT } from './prepare.mjs';

const MOST_PACKAGES = 140;
const MOST_MEGABYTES = 40;
/** Folders of tests, and files that a test runner would take for its own. */
const OF_TESTS =
  /(^|\/)(tests?|__tests__|__snapshots__|fixtures|helpers)\/|\.(test|spec)\.|\.snap$/;
/** What tests with the package are written with, beside node:test. */
const TOOLS = {
  jest: '30.5.2',
  vitest: '5.1.2',
  'ts-jest': '29.4.15',
  typescript: '6.0.3',
  'typescript-5.9': 'npm:typescript@5.9.3',
  'typescript-7': 'npm:typescript@7.0.2',
  '@types/jest': '30.0.0',
  // Vitest 5 takes none below 22.
  '@types/node': '24.19.4',
};
/** The oldest that Vitest 5 runs on; elsewhere it gets one from the registry. */
const NODE_OF_VITEST = 22;
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

const [mode, ...asked] = process.argv.slice(2);
const singly = mode === '--singly';
const names = Object.keys(RUNNERS).filter(
  (name) => asked.length === 0 || asked.some((part) => name.includes(part)),
);
if ((mode !== undefined && !singly) || names.length === 0) {
  console.error(
    `Cannot use ${process.argv.slice(2).join(' ')}: nothing, or --singly and a part of:`,
  );
  console.error(Object.keys(RUNNERS).join('\n'));
  process.exit(2);
}

const { folder, tarball } = pack();
const consumer = join(folder, 'production');
const modules = join(consumer, 'node_modules');
const home = join(modules, 'wallstash');
const users = join(folder, 'users');

const sum = { passed: 0, failed: 0, skipped: 0 };
if (!singly) {
  checkTarball();
  const options = ['--omit=dev'];
  withInstalled(install(consumer, { wallstash: `file:${tarball}` }, options), checkInstalled);
}
await withInstalled(
  install(users, { ...TOOLS, wallstash: `file:${tarball}` }),
  singly ? measureMistakes : checkUse,
);
conclude(singly ? 'mistakes' : 'package', sum);

/** Goes on when it was installed; without a way to the registry nothing is proven, and nothing is broken. */
function withInstalled({ ok, offline, output }, goOn) {
  if (ok) return goOn();
  if (!offline) return report('it can be installed', [output]);
  sum.skipped += 1;
  console.log(`Skipped: ${goOn.name}, since the package registry cannot be reached.`);
}

function checkTarball() {
  report('publint finds nothing', script('publint/src/cli.js', ['run', tarball, '--strict']));
  // Vitest is for ES modules alone, and so is its entry.
  const ignore = ['--ignore-rules', 'cjs-resolves-to-esm'];
  const attw = ['--profile', 'node16', '--format', 'ascii', ...ignore, '--', tarball];
  report('types resolve', script('@arethetypeswrong/cli/dist/index.js', attw));
}

function checkUse() {
  for (const [name, compiler] of Object.entries(COMPILERS)) {
    report(`its types compile with ${name}`, checkTypes(compiler, users));
  }
  report('ts-jest compiles and runs a test with it', runTsJest(users, process.execPath));
  for (const [name, program] of runners()) {
    const faults = runTogether(name, { consumer: users, program });
    report(`each mistake is told, and ends, in ${name}`, faults);
  }
}

async function measureMistakes() {
  const tables = [];
  for (const [name, program] of runners()) {
    const results = await runSingly(name, { consumer: users, program });
    for (const { title, faults } of results) report(`${name}: ${title}`, faults);
    tables.push(tableOf(name, results));
  }
  for (const line of [
    ...tables.flatMap((table) => table.slice(0, -1)),
    ...tables.map((table) => table.at(-1)),
  ]) {
    console.log(line);
  }
}

/** Each runner that is asked for, with the Node that runs it. */
function runners() {
  return names.flatMap((name) => {
    const program = name.startsWith('Vitest') ? nodeFrom(NODE_OF_VITEST) : process.execPath;
    if (program !== undefined) return [[name, program]];
    sum.skipped += 1;
    console.log(`Skipped: mistakes in ${name}, which needs Node ${NODE_OF_VITEST}.`);
    return [];
  });
}

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

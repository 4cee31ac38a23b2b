/**
 * `npm run test:package`: the packed package as its users get it: what it holds, whether its types resolve and compile,
 * what its installation costs, and what becomes of a test with a mistake in it, in each runner. `-- --singly [RUNNER …]`
 * runs nothing but the mistakes, each in a process of its own, and prints how long each took.
 */
import { join } from 'node:path';

import { RUNNERS } from './mistakes/runners.mjs';
import { runSingly, tableOf } from './mistakes/singly.mjs';
import { runTogether } from './mistakes/together.mjs';
import { nodeFrom } from './nodes.mjs';
import { conclude, execute, install, pack } from './pack.mjs';
import { checkDeno } from './package-deno.mjs';
import { checkInstalled } from './package-installed.mjs';
import { checkTypes, COMPILERS, runTsJest } from './package-types.mjs';
import { ROOT } from './prepare.mjs';

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
const users = join(folder, 'users');

const sum = { passed: 0, failed: 0, skipped: 0 };
if (!singly) {
  checkTarball();
  const installed = install(consumer, { wallstash: `file:${tarball}` }, ['--omit=dev']);
  withInstalled(installed, 'what is installed', () => {
    checkInstalled(consumer, report);
    const { skipped, faults } = checkDeno(folder, consumer);
    if (skipped === undefined) report('it works in Deno, faults included', faults);
    else skip(`Deno: ${skipped}`);
  });
}
await withInstalled(
  install(users, { ...TOOLS, wallstash: `file:${tarball}` }),
  'tests that use it',
  singly ? measureMistakes : checkUse,
);
conclude(singly ? 'mistakes' : 'package', sum);

/** Goes on when it was installed; without a way to the registry nothing is proven, and nothing is broken. */
function withInstalled({ ok, offline, output }, what, goOn) {
  if (ok) return goOn();
  if (!offline) return report('it can be installed', [output]);
  skip(`${what}, since the package registry cannot be reached.`);
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
    skip(`mistakes in ${name}, which needs Node ${NODE_OF_VITEST}.`);
    return [];
  });
}

/** Counts a check and prints it, with each thing found wrong. */
function report(title, faults) {
  sum[faults.length === 0 ? 'passed' : 'failed'] += 1;
  console.error(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${title}`);
  for (const fault of faults) console.error(`       ${fault}`);
}

function skip(reason) {
  sum.skipped += 1;
  console.log(`Skipped: ${reason}`);
}

function script(path, args) {
  const { ok, output } = execute(process.execPath, [join(ROOT, 'node_modules', path), ...args]);
  return ok ? [] : [output];
}

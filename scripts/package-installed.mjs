/**
 * What is installed from the tarball: what it holds and what it costs, that its entry points load and that its command
 * does from there what needs files of the package. The bounds are promises of the design, not measurements.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { execute } from './pack.mjs';
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

/** What the command is asked, and what it then says. */
const COMMANDS = [
  [['--version'], /^\d+\.\d+\.\d+\n$/],
  [['explain', 'WST_PORT_IN_USE'], /^WST_PORT_IN_USE\n\n\S/],
  [['explain', 'status_429'], /^STATUS_429\n\n\S/],
  [['schema', 'new_hits'], /"title": "new_hits"/],
  [['completion', 'bash'], /^complete -o default -F _wallstash wallstash$/m],
  [['completion', 'zsh'], /bashcompinit/],
  [['completion', 'fish'], /^complete -c wallstash /m],
];

/** Checks what is installed below a folder; `report` takes the title of each check and what is wrong. */
export function checkInstalled(consumer, report) {
  const modules = join(consumer, 'node_modules');
  const home = join(modules, 'wallstash');
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
  report(
    'its source maps point somewhere',
    texts.flatMap((text) => brokenMaps(home, text)),
  );
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
    const { ok, output } = execute(process.execPath, args, { cwd: consumer });
    report(`its entry points load, ${type}`, ok ? [] : [output]);
  }
  for (const [args, says] of COMMANDS) {
    const command = [join(modules, '.bin', 'wallstash'), ...args];
    const { ok, output } = execute(process.execPath, command, { cwd: consumer });
    report(`its command runs: ${args.join(' ')}`, ok && says.test(output) ? [] : [output]);
  }
}

/** Source maps that a file names and that are missing, or that name missing sources. */
function brokenMaps(home, [file, text]) {
  const there = (path) => statSync(join(home, dirname(file), path), { throwIfNoEntry: false });
  const named = file.endsWith('.map')
    ? JSON.parse(text).sources
    : [...text.matchAll(/^\/\/# sourceMappingURL=(\S+)$/gm)].map(([, url]) => url);
  return named.filter((path) => !there(path)).map((path) => `${file}: ${path}`);
}

function namesThisMachine(text) {
  return [ROOT, `${homedir()}/`].some((path) => text.includes(path));
}

/** Every file below a folder, as relative paths. */
function filesOf(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
}

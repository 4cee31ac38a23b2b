/**
 * `npm run test:examples`: runs every project under `examples/` against the packed package, installed from the registry
 * in one temporary folder that they share. `-- NAME …` runs only those. A CI example runs the commands of its YAML.
 */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { parse } from 'yaml';

import { conclude, execute, install, npm, pack } from './pack.mjs';
import { ROOT } from './prepare.mjs';

const EXAMPLES = join(ROOT, 'examples');
const WORKFLOW = '.github/workflows/notifications.yml';
const GITLAB = '.gitlab-ci.yml';

const wanted = process.argv.slice(2);
const names = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (wanted.length === 0 || wanted.includes(entry.name)))
  .map(({ name }) => name);
if (names.length === 0) {
  console.error(`There is no example of the name ${wanted.join(', ')}.`);
  process.exit(2);
}
const { folder, tarball } = pack();
const consumer = join(folder, 'examples');

const installed = install(consumer, { ...dependencies(), wallstash: `file:${tarball}` });
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const name of names) {
  const result = installed.ok ? run(name) : { ...installed, skipped: installed.offline };
  const outcome = result.ok ? 'passed' : result.skipped ? 'skipped' : 'failed';
  sum[outcome] += 1;
  console.error(`${outcome === 'failed' ? 'FAILED' : outcome} ${name}`);
  if (outcome === 'failed') console.error(result.output);
}
if (installed.offline) console.log('Skipped: the package registry cannot be reached.');
conclude('examples', sum);

/** What the examples need, together: so one installation does for all, and all must want the same versions. */
function dependencies() {
  const all = {};
  for (const name of names) {
    const manifest = JSON.parse(readFileSync(join(EXAMPLES, name, 'package.json'), 'utf8'));
    const own = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [dependency, version] of Object.entries(own)) {
      if ((all[dependency] ?? version) !== version) {
        console.error(`${name} wants ${dependency} ${version}, another ${all[dependency]}.`);
        process.exit(1);
      }
      all[dependency] = version;
    }
  }
  return all;
}

/** Copies an example beside the others and runs what its README, or its CI, runs. */
function run(name) {
  const cwd = join(consumer, name);
  const source = join(EXAMPLES, name);
  // Whatever was installed or made in the checkout stays there.
  const leftovers = ['node_modules', 'certs'].map((one) => join(source, one));
  cpSync(source, cwd, { recursive: true, filter: (path) => !leftovers.includes(path) });
  const commands = ciCommands(cwd);
  if (commands.length === 0) return npm(['test'], cwd);
  const path = `${join(consumer, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH: path, npm_config_yes: 'false' };
  return execute('sh', ['-ec', commands.join('\n')], { cwd, env });
}

/** The commands of a CI job, but for the installation, which has been done. */
function ciCommands(cwd) {
  const read = (file) => parse(readFileSync(join(cwd, file), 'utf8'));
  const commands = [];
  if (existsSync(join(cwd, WORKFLOW))) {
    const { jobs } = read(WORKFLOW);
    for (const { steps } of Object.values(jobs)) commands.push(...steps.map((step) => step.run));
  }
  if (existsSync(join(cwd, GITLAB))) {
    for (const { script } of Object.values(read(GITLAB))) commands.push(...script);
  }
  return commands.filter((command) => command !== undefined && command !== 'npm ci');
}

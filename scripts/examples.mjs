/**
 * `npm run test:examples`: runs every project under `examples/` against the packed package, installed from the registry
 * in one temporary folder that they share: as it stands, and again with a fault in it, which must be told and must end.
 * `-- NAME …` runs only those. A CI example runs the commands of its YAML.
 */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { parse } from 'yaml';

import { nodeFrom } from './nodes.mjs';
import { conclude, execute, install, pack } from './pack.mjs';
import { ROOT } from './prepare.mjs';

const EXAMPLES = join(ROOT, 'examples');
const WORKFLOW = '.github/workflows/notifications.yml';
const GITLAB = '.gitlab-ci.yml';

/** What is made wrong in each, where, and what the output must then say. */
const FAULTS = {
  'github-actions': ['test/contract.test.js', 'exactly: 3', 'exactly: 4', 'but 3 came'],
  gitlab: ['test/contract.test.js', 'exactly: 3', 'exactly: 4', 'but 3 came'],
  'jest-commonjs': ['post-notifications.test.js', 'exactly: 2', 'exactly: 3', 'but 2 came'],
  'logstash-like-forwarder': ['forwarder.test.js', 'exactly: 2', 'exactly: 3', 'but 2 came'],
  'node-test': [
    'replay.js',
    'createSender({ url, ca })',
    'createSender({ url })',
    'TLS_UNKNOWN_CA',
  ],
  'supertest-contract': ['app.js', ".send('ok')", ".status(500).send('ok')", 'Expected: 200'],
  'vitest-esm': ['without-addresses.test.ts', 'exactly: 2', 'exactly: 3', 'but 2 came'],
};
/** A project that hangs is ended after this many milliseconds, and has then failed. */
const PATIENCE = 180_000;
/** Vitest 5 runs on none below; elsewhere it gets one from the registry. */
const NODE_OF_VITEST = 22;

const wanted = process.argv.slice(2);
const names = readdirSync(EXAMPLES, { withFileTypes: true })
  // Those of Wallarm's own tools need Go or Terraform: test/wallarm-api runs them.
  .filter((entry) => entry.isDirectory() && !['go-client', 'terraform'].includes(entry.name))
  .filter((entry) => wanted.length === 0 || wanted.includes(entry.name))
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
  const result = installed.ok ? tryOut(name) : { ...installed, skipped: installed.offline };
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

/** As it stands, then with its fault. */
function tryOut(name) {
  const env = environmentOf(name);
  if (env === undefined) return { ok: false, skipped: true };
  const result = run(name, copy(name, name), env);
  if (!result.ok) return result;
  const [file, right, wrong, says] = FAULTS[name];
  const cwd = copy(name, `${name}-with-a-fault`);
  const text = readFileSync(join(cwd, file), 'utf8');
  writeFileSync(join(cwd, file), text.replace(right, wrong));
  const { ok, status, output } = run(name, cwd, env);
  const told = text.includes(right) && !ok && status !== null && output.includes(says);
  return {
    ok: told,
    output: `With a fault in ${file} (status ${status}), not told "${says}":\n${output}`,
  };
}

/** With the tools of the installation, and a Node that will do, on the path; `undefined` when there is none. */
function environmentOf(name) {
  const node = name === 'vitest-esm' ? nodeFrom(NODE_OF_VITEST) : process.execPath;
  if (node === undefined) return undefined;
  const path = [dirname(node), join(consumer, 'node_modules', '.bin'), process.env.PATH];
  return { ...process.env, PATH: path.join(delimiter) };
}

/** Copies an example beside the others. */
function copy(name, as) {
  const cwd = join(consumer, as);
  const source = join(EXAMPLES, name);
  // Whatever was installed or made in the checkout stays there.
  const leftovers = ['node_modules', 'certs'].map((one) => join(source, one));
  cpSync(source, cwd, { recursive: true, filter: (path) => !leftovers.includes(path) });
  return cwd;
}

/** Runs what its README, or its CI, runs. */
function run(name, cwd, env) {
  const commands = ciCommands(cwd);
  const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
  const own = [scripts.pretest, scripts.test].filter((script) => script !== undefined);
  const script = (commands.length === 0 ? own : commands).join('\n');
  const options = { cwd, env: { ...env, npm_config_yes: 'false' }, timeout: PATIENCE };
  return execute('sh', ['-ec', script], options);
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

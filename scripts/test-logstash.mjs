/**
 * `npm run test:logstash`: the shipped pipelines on a real Logstash, checked from both sides by `wallstash check`, and with
 * LOGSTASH_HOME what their sinks write. Arguments go to the check, which then is all:
 * `npm run test:logstash -- --only post,ndjson`; `-- --sinks` tests the sinks alone (scripts/logstash/sinks.mjs).
 *
 * It is started by the very commands of docs/logstash.md, in this checkout, with ports and directories of its own.
 * Logstash is that of LOGSTASH_HOME (the directory with bin/logstash), else the one of the compose stack when Docker
 * runs, else there is none and the run is skipped. Its last line counts: `26 passed, 0 failed`. Exit code 0: nothing
 * failed, 1: something did. Whatever is started here has ended when this ends.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import { documentedCommands, Logstash, settingsIn } from './logstash/logstash.mjs';
import { freePort, run } from './logstash/processes.mjs';
import { testSinks } from './logstash/sinks.mjs';
import { ensureBuilt, ensureInstalled, ROOT } from './prepare.mjs';

const MAIN = join(ROOT, 'dist', 'main.js');
const LOG_LINES = 40;
const NONE = 'no Logstash: set LOGSTASH_HOME to the directory with bin/logstash, or start Docker';

const onlySinks = process.argv[2] === '--sinks';
const checkArguments = onlySinks ? [] : process.argv.slice(2);

async function main() {
  const home = process.env['LOGSTASH_HOME'];
  if (home === undefined && !hasDocker()) {
    console.log(`Skipped: ${NONE}.\n0 passed, 0 failed, 1 skipped`);
    return 0;
  }
  const counts = home === undefined ? await onDocker() : await onHome(home);
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 1, skipped: 0 };
  console.log(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** Checks, then tests the sinks; resolves to counts, or to nothing. */
async function onHome(home) {
  if (!existsSync(join(home, 'bin', 'logstash'))) {
    console.error(`LOGSTASH_HOME is ${home}, where there is no bin/logstash.`);
    return undefined;
  }
  ensureInstalled();
  ensureBuilt();
  const checked = onlySinks ? {} : await withLogstash(home, checkWith);
  if (checked === undefined || checkArguments.length > 0) return checked;
  const tested = await withLogstash(home, (running) => testSinks({ ...running, home }));
  if (tested === undefined) return undefined;
  const sum = (name) => (checked[name] ?? 0) + tested[name];
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** Gives what starts a Logstash with `logstash/config`, everything else of it being in a temporary directory. */
async function withLogstash(home, work) {
  const directory = await mkdtemp(join(tmpdir(), 'wallstash-logstash-'));
  const logstash = new Logstash(join(directory, 'logstash.log'));
  try {
    const settings = await settingsIn(directory);
    const { check: checking, start } = await documentedCommands();
    const path = [join(home, 'bin'), process.env['PATH']].join(delimiter);
    const env = { ...process.env, ...settings, PATH: path };
    return await work({ logstash, checking, start, env, settings, directory });
  } finally {
    await logstash.kill();
    await rm(directory, { recursive: true, force: true });
  }
}

/** The check, Logstash being killed amid it and started again. */
async function checkWith({ logstash, checking, start, env, settings, directory }) {
  if ((await run('sh', ['-c', checking], { env, quiet: true })) !== 0) {
    console.error('Logstash refuses the pipelines: see logstash --config.test_and_exit.');
    return undefined;
  }
  logstash.start(start, env);
  if (!(await logstash.isRunning(settings.WEBHOOK_PORT))) return undefined;
  const report = join(directory, 'check.xml');
  // As in a crash: Logstash is killed, and started again by `logstash`.
  const further = ['--restart-command', logstash.killCommand, '--report', `junit=${report}`];
  await check(settings, [...further, ...checkArguments]);
  return await countsIn(report, () => console.error(logstash.endOfLog()));
}

/** Runs the check between both ends; a flag's twin in the environment of whoever runs this must not change it. */
async function check(settings, further) {
  const ours = Object.entries(process.env).filter(([name]) => !name.startsWith('WALLSTASH_'));
  const { WEBHOOK_PORT, WEBHOOK_USER, WEBHOOK_PASSWORD, QUARANTINE_DIR, SIEM_URL, SIEM_CA } =
    settings;
  await run(
    process.execPath,
    [
      ...[MAIN, 'check', '--through', `https://localhost:${WEBHOOK_PORT}/`, '--ca', SIEM_CA],
      ...['--listen', new URL(SIEM_URL).port, '--certs-directory', dirname(SIEM_CA)],
      ...['--user', WEBHOOK_USER, '--quarantine', join(QUARANTINE_DIR, '*.ndjson'), ...further],
    ],
    { env: { ...Object.fromEntries(ours), WALLSTASH_PASSWORD: WEBHOOK_PASSWORD } },
  );
}

function hasDocker() {
  const answers = (args) => spawnSync('docker', args, { stdio: 'ignore' }).status === 0;
  return answers(['compose', 'version']) && answers(['info']);
}

/** The compose stack under a name of its own, so that a running one and its data stay as they are. */
async function onDocker() {
  const ports = { CONSOLE_PORT: 0, WALLSTASH_PORT: 0, LOGSTASH_PORT: 0 };
  for (const name of Object.keys(ports)) ports[name] = await freePort();
  const env = { ...process.env, ...ports, SINKS: 'none' };
  const compose = (args, options = {}) =>
    run('docker', ['compose', '--project-name', 'wallstash-test', ...args], { env, ...options });
  const reports = join(ROOT, 'reports');
  const report = join(reports, 'check.xml');
  try {
    await rm(report, { force: true }); // one of an earlier run must not be counted
    await mkdir(reports, { recursive: true });
    // The check in the container is another user, and a new report would be for that one alone.
    await chmod(reports, 0o777);
    await writeFile(report, '');
    await chmod(report, 0o666);
    if ((await compose(['up', '--build', '--detach', '--wait'])) === 0) {
      await compose(['run', '--rm', 'check', 'check', ...checkArguments]);
    }
    return await countsIn(report, () => compose(['logs', '--tail', String(LOG_LINES), 'logstash']));
  } finally {
    await compose(['down', '--volumes'], { always: true });
  }
}

/** The counts of a JUnit report, or nothing when there is none; shows the log when something failed. */
async function countsIn(report, showLog) {
  const xml = await readFile(report, 'utf8').catch(() => '');
  const count = (name) => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(xml)?.[1]);
  const [tests, failed, skipped] = ['tests', 'failures', 'skipped'].map(count);
  if (xml === '' || failed > 0) await showLog();
  return xml === '' ? undefined : { passed: tests - failed - skipped, failed, skipped };
}

process.exitCode = await main();

/**
 * `npm run test:logstash`: the shipped pipelines on a real Logstash, checked from both sides by `wallstash check`.
 * Arguments go to the check: `npm run test:logstash -- --only post,ndjson`.
 *
 * It is started by the very commands of docs/logstash.md, in this checkout, with ports and directories of its own.
 * Logstash is that of LOGSTASH_HOME (the directory with bin/logstash), else the one of the compose stack when Docker
 * runs, else there is none and the run is skipped. Its last line counts: `17 passed, 0 failed`. Exit code 0: nothing
 * failed, 1: something did. Whatever is started here has ended when this ends.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ensureBuilt, ensureInstalled, ROOT } from './prepare.mjs';

const MAIN = join(ROOT, 'dist', 'main.js');
const LOG_LINES = 40;
/** Logstash starts in 20 to 40 s; this only ends a start that hangs. */
const LONGEST_START_MS = 300_000;
const NONE = 'no Logstash: set LOGSTASH_HOME to the directory with bin/logstash, or start Docker';

const checkArguments = process.argv.slice(2);
/** What is to end when this is told to end. */
const children = new Set();
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isStopped = true;
    for (const child of children) child.kill('SIGTERM');
  });
}

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

/** Runs it with `logstash/config` and everything else in a temporary directory; resolves to counts, or to nothing. */
async function onHome(home) {
  const program = join(home, 'bin', 'logstash');
  if (!existsSync(program)) {
    console.error(`LOGSTASH_HOME is ${home}, where there is no bin/logstash.`);
    return undefined;
  }
  ensureInstalled();
  ensureBuilt();
  const directory = await mkdtemp(join(tmpdir(), 'wallstash-logstash-'));
  const logstash = new Logstash(join(directory, 'logstash.log'));
  try {
    const settings = await settingsIn(directory);
    const { check: checking, start } = await documentedCommands();
    const path = [join(home, 'bin'), process.env['PATH']].join(delimiter);
    const env = { ...process.env, ...settings, PATH: path };
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
  } finally {
    await logstash.kill();
    await rm(directory, { recursive: true, force: true });
  }
}

/** The block of docs/logstash.md that checks the pipelines and starts them: its last line starts, the one before checks. */
async function documentedCommands() {
  const text = await readFile(join(ROOT, 'docs', 'logstash.md'), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) =>
    block.trim().split('\n'),
  );
  const block = blocks.find((lines) => lines[0].startsWith('. ') && lines.length === 3);
  if (block === undefined) throw new Error('docs/logstash.md does not say how to start Logstash');
  const [paths, checking, start] = block;
  return { check: `${paths}\n${checking}`, start: `${paths}\nexec ${start}` };
}

/** Environment variables of the shipped pipelines, as docs/logstash.md lists them, with certificates made for them. */
async function settingsIn(directory) {
  const certs = join(directory, 'certs');
  await run(process.execPath, [MAIN, 'certs', '--certs-directory', certs], { quiet: true });
  return {
    PIPELINES_HOME: join(ROOT, 'logstash'),
    SINKS: 'none',
    DATA_DIR: join(directory, 'data'),
    ARCHIVE_DIR: join(directory, 'archive'),
    QUARANTINE_DIR: join(directory, 'quarantine'),
    API_HOST: '127.0.0.1',
    API_PORT: await freePort(),
    WEBHOOK_HOST: '127.0.0.1',
    WEBHOOK_PORT: await freePort(),
    WEBHOOK_CERTIFICATE: join(certs, 'server.crt'),
    WEBHOOK_KEY: join(certs, 'server.key'),
    WEBHOOK_USER: 'wallarm',
    WEBHOOK_PASSWORD: randomBytes(16).toString('hex'),
    SIEM_URL: `https://localhost:${await freePort()}/`,
    SIEM_TOKEN: 'none',
    SIEM_CA: join(certs, 'ca.crt'),
  };
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

/** One Logstash in a process group of its own, started again when it is killed. */
class Logstash {
  #log;
  #process;
  #ended;
  #isWanted = false;

  constructor(log) {
    this.#log = log;
  }

  /** For a shell; those differ in how they kill a group. */
  get killCommand() {
    return `"${process.execPath}" --eval "process.kill(-${this.#process.pid}, 'SIGKILL')"`;
  }

  /** Runs these lines of a shell. */
  start(lines, env) {
    const output = openSync(this.#log, 'a');
    this.#isWanted = true;
    this.#process = spawn('sh', ['-c', lines], {
      ...{ cwd: ROOT, detached: true, stdio: ['ignore', output, output], env },
    });
    closeSync(output);
    this.#ended = new Promise((resolve) => {
      this.#process.once('error', (error) => {
        console.error(`Logstash could not be started: ${error.message}.`);
        resolve();
      });
      this.#process.once('exit', (code, signal) => {
        console.error(`Logstash ended with ${signal ?? code}.`);
        if (this.#isWanted && signal === 'SIGKILL') this.start(lines, env);
        resolve();
      });
    });
  }

  /** Waits until the webhook answers; false when it ended instead, or did not come to it. */
  async isRunning(port) {
    let hasEnded = false;
    void this.#ended.then(() => (hasEnded = true));
    const deadline = Date.now() + LONGEST_START_MS;
    while (!hasEnded && !isStopped && Date.now() < deadline) {
      if (await answers(port)) return true;
      await sleep(250);
    }
    console.error(`Logstash did not come to answer at its webhook.\n${this.endOfLog()}`);
    return false;
  }

  /** The end of what it logged. */
  endOfLog() {
    const lines = readFileSync(this.#log, 'utf8').trimEnd().split('\n').slice(-LOG_LINES);
    return ['The end of what Logstash logged:', ...lines.map((line) => `  ${line}`)].join('\n');
  }

  /** Kills it and all it started; resolves when it is gone. */
  async kill() {
    this.#isWanted = false;
    if (this.#process?.pid === undefined) return;
    try {
      process.kill(-this.#process.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
    await this.#ended;
  }
}

/** Whether anything answers, 401 too: the API names a pipeline long before its port listens. */
function answers(port) {
  return new Promise((resolve) => {
    // Only whether it answers is asked; the check then verifies the certificate.
    const options = { host: 'localhost', port, rejectUnauthorized: false };
    const asking = request(options, (response) => resolve(response.resume() !== undefined));
    asking.on('error', () => resolve(false));
    asking.end();
  });
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
    await chmod(reports, 0o777); // the check in the container is another user
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

/** Resolves to the exit code; a stop ends the program, unless it is to run always. */
async function run(program, args, { env = process.env, quiet = false, always = false } = {}) {
  if (isStopped && !always) return 1;
  const output = quiet ? 'ignore' : 'inherit';
  const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', output, 'inherit'] });
  if (!always) children.add(child);
  const [code] = await once(child, 'exit');
  children.delete(child);
  return code ?? 1;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

process.exitCode = await main();

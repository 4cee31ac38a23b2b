/** A real Logstash, started by the very commands of docs/logstash.md. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ROOT } from '../prepare.mjs';
import { freePort, isStopped, run } from './processes.mjs';

const MAIN = join(ROOT, 'dist', 'main.js');
const LOG_LINES = 40;
/** Logstash starts in 20 to 40 s; this only ends a start that hangs. */
const LONGEST_START_MS = 300_000;

/** The block of docs/logstash.md that checks the pipelines and starts them: its last line starts, the one before checks. */
export async function documentedCommands() {
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
export async function settingsIn(directory) {
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

/** One Logstash in a process group of its own, started again when it is killed. */
export class Logstash {
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
        if (this.#isWanted) console.error(`Logstash ended with ${signal ?? code}.`);
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
    while (!hasEnded && !isStopped() && Date.now() < deadline) {
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

  /** The version that it logged at its start. */
  version() {
    return /"logstash\.version":"([^"]+)"/.exec(readFileSync(this.#log, 'utf8'))?.[1];
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

/** Sends one body to the webhook; resolves to the status of the answer. */
export async function post(body, settings) {
  const { WEBHOOK_USER: user, WEBHOOK_PASSWORD: password, WEBHOOK_PORT: port } = settings;
  const asking = request({
    ...{ host: 'localhost', port, method: 'POST', ca: readFileSync(settings.SIEM_CA) },
    headers: { 'Content-Type': 'application/json' },
    auth: `${user}:${password}`,
  });
  asking.end(body);
  const [response] = await once(asking, 'response');
  return response.resume().statusCode;
}

/**
 * The sinks of `npm run test:logstash`: one array of notifications through a real Logstash into every sink that can be
 * had here, and the tests of test/sinks over what each of them wrote.
 *
 * Kafka needs the directory of its published jars in KAFKA_JARS, syslog the output plugin, which is not part of Logstash.
 * RECORD_SINKS names a directory to which the recorded lines go as well, such as test/fixtures/sinks.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ROOT } from '../prepare.mjs';
import { startKafka } from './kafka.mjs';
import { post } from './logstash.mjs';
import { isStopped, run } from './processes.mjs';
import { startElasticsearch, startSiem, startSyslog } from './receivers.mjs';

const SENT = join(ROOT, 'test', 'fixtures', 'sinks', 'sent.json');
const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
/** A sink has it in a second or two; this only ends the wait for what never comes. */
const LONGEST_MS = 120_000;

/** Sends through this Logstash, and tests what came out; resolves to counts of sinks, or to nothing when it did not start. */
export async function testSinks({ logstash, start, env, settings, home, directory }) {
  const sent = await readFile(SENT, 'utf8');
  const behind = await startReceivers({ settings, home, directory });
  try {
    logstash.start(start, { ...env, ...behind.env });
    if (!(await logstash.isRunning(settings.WEBHOOK_PORT))) return undefined;
    const status = await post(sent, settings);
    if (status !== 200) throw new Error(`Logstash answered ${status} to the notifications.`);
    const recorded = await arrivalsOf(behind.sinks, JSON.parse(sent).length);
    const lines = join(directory, 'recorded');
    await write(lines, recorded, logstash.version());
    if (process.env['RECORD_SINKS']) {
      await cp(lines, process.env['RECORD_SINKS'], { recursive: true });
    }
    return await judge(lines, recorded, behind.missing);
  } finally {
    await behind.close();
  }
}

/**
 * Starts what stands behind the sinks: `sinks` has for each a function that gives the texts it wrote, one a line; `env` is
 * what Logstash must be told; `missing` names the sinks that cannot be had here, with the reason.
 */
async function startReceivers({ settings, home, directory }) {
  const started = [];
  const behind = { sinks: {}, env: {}, missing: [] };
  const begin = async (starting) => {
    started.push(await starting);
    return started.at(-1);
  };
  await addHttp(behind, begin, settings);
  addNotifications(behind, join(directory, 'notifications'));
  await addSyslog(behind, begin, home);
  await addKafka(behind, begin, join(directory, 'kafka'));
  const names = Object.keys(behind.sinks).filter((name) => name !== 'siem');
  const env = { ...behind.env, SINKS: names.join(',') };
  const close = async () => {
    for (const one of started) await one.close();
  };
  return { ...behind, env, close };
}

async function addHttp({ sinks, env }, begin, settings) {
  const [cert, key] = ['WEBHOOK_CERTIFICATE', 'WEBHOOK_KEY'].map((name) =>
    readFileSync(settings[name]),
  );
  const starts = {
    ...{ siem: startSiem, qradar: startSiem, splunk: startSiem },
    elasticsearch: startElasticsearch,
  };
  const urls = {};
  for (const [name, starting] of Object.entries(starts)) {
    const { requests, port } = await begin(starting({ cert, key }));
    urls[name] = `https://localhost:${port}`;
    sinks[name] = () => requests.map((one) => JSON.stringify(one));
  }
  Object.assign(env, {
    ...{ SIEM_URL: urls.siem, QRADAR_URL: urls.qradar, ES_URL: urls.elasticsearch },
    ...{ SPLUNK_URL: `${urls.splunk}/services/collector/raw`, SPLUNK_TOKEN: 'none' },
    ES_API_KEY: 'id:none',
    ...Object.fromEntries(['ES_CA', 'SPLUNK_CA', 'QRADAR_CA'].map((ca) => [ca, settings.SIEM_CA])),
  });
}

function addNotifications({ sinks, env }, directory) {
  env.NOTIFICATIONS_DIR = directory;
  sinks.notifications = () =>
    filesOf(directory).flatMap((file) =>
      readFileSync(join(directory, file), 'utf8').split('\n').slice(0, -1),
    );
}

async function addSyslog({ sinks, env, missing }, begin, home) {
  if (!hasSyslogOutput(home)) {
    const reason = 'this Logstash has no logstash-output-syslog';
    missing.push(['syslog-json', reason], ['syslog-cef', reason]);
    return;
  }
  // One server for both, as SYSLOG_HOST is: they are told apart by how the text begins.
  const { received, port } = await begin(startSyslog());
  Object.assign(env, { SYSLOG_HOST: '127.0.0.1', SYSLOG_PORT: String(port) });
  const linesWith = (start) => () =>
    received.text.split('\n').filter((line) => line.includes(` - - - ${start}`));
  sinks['syslog-json'] = linesWith('{');
  sinks['syslog-cef'] = linesWith('CEF:');
}

async function addKafka({ sinks, env, missing }, begin, directory) {
  const jars = process.env['KAFKA_JARS'];
  if (!jars) {
    missing.push(['kafka', 'KAFKA_JARS does not name the directory of its jars']);
    return;
  }
  const kafka = await begin(startKafka(jars, directory));
  env.KAFKA_BROKERS = kafka.address;
  sinks.kafka = (count) => kafka.records(count, LONGEST_MS);
}

function filesOf(directory) {
  try {
    return readdirSync(directory).sort();
  } catch {
    return []; // The first event makes it.
  }
}

/** Plugins that were installed later lie where Logstash's own do. */
function hasSyslogOutput(home) {
  const bundle = join(home, 'vendor', 'bundle', 'jruby');
  return filesOf(bundle).some((version) =>
    filesOf(join(bundle, version, 'gems')).some((gem) => gem.startsWith('logstash-output-syslog-')),
  );
}

/** What each sink wrote, as soon as it has written all of it; what there is of it when it does not come to that. */
async function arrivalsOf(sinks, count) {
  const recorded = {};
  const deadline = Date.now() + LONGEST_MS;
  for (const [name, textsOf] of Object.entries(sinks)) {
    for (;;) {
      recorded[name] = await textsOf(count);
      if (notificationsIn(recorded[name]) >= count || isStopped() || Date.now() > deadline) break;
      await sleep(250);
    }
  }
  return recorded;
}

/** A bulk request has several, every other text one. */
function notificationsIn(texts) {
  return texts.reduce((sum, text) => sum + (text.match(/\\"create\\":/g)?.length ?? 1), 0);
}

async function write(directory, recorded, version) {
  await mkdir(directory, { recursive: true });
  const about = { logstash: version, date: new Date().toISOString().slice(0, 10) };
  await writeFile(join(directory, 'about.json'), `${JSON.stringify(about)}\n`);
  await cp(SENT, join(directory, 'sent.json'));
  for (const [name, texts] of Object.entries(recorded)) {
    await writeFile(join(directory, `${name}.txt`), texts.map((text) => `${text}\n`).join(''));
  }
}

/** Runs the tests of test/sinks over these lines; those of a sink that is missing are skipped. */
async function judge(directory, recorded, missing) {
  const env = { ...process.env, RECORDED_SINKS: directory };
  const code = await run(process.execPath, [JEST, 'test/sinks', '--silent=false'], { env });
  for (const [name, texts] of Object.entries(recorded)) {
    console.log(`${code === 0 ? '✓' : '✗'}  ${name.padEnd(16)} ${notificationsIn(texts)} arrived`);
  }
  for (const [name, reason] of missing) console.log(`-  ${name.padEnd(16)} ${reason}`);
  const all = Object.keys(recorded).length;
  return { passed: code === 0 ? all : 0, failed: code === 0 ? 0 : all, skipped: missing.length };
}

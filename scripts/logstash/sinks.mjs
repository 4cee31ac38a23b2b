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

/** Starts what stands behind the sinks: for each sink a function that gives the texts it wrote, one a line. */
async function startReceivers({ settings, home, directory }) {
  const started = [];
  const missing = [];
  const begin = async (starting) => {
    started.push(await starting);
    return started.at(-1);
  };
  const tls = {
    cert: readFileSync(settings.WEBHOOK_CERTIFICATE),
    key: readFileSync(settings.WEBHOOK_KEY),
  };
  const { siem, qradar, splunk } = {
    siem: await begin(startSiem(tls)),
    qradar: await begin(startSiem(tls)),
    splunk: await begin(startSiem(tls)),
  };
  const elasticsearch = await begin(startElasticsearch(tls));
  const notifications = join(directory, 'notifications');
  const requestsOf =
    ({ requests }) =>
    () =>
      requests.map((one) => JSON.stringify(one));
  const sinks = {
    siem: requestsOf(siem),
    qradar: requestsOf(qradar),
    splunk: requestsOf(splunk),
    elasticsearch: requestsOf(elasticsearch),
    notifications: () => linesUnder(notifications),
  };
  const env = {
    ...{ SIEM_URL: urlOf(siem), QRADAR_URL: urlOf(qradar), ES_URL: urlOf(elasticsearch) },
    ...{ SPLUNK_URL: `${urlOf(splunk)}/services/collector/raw`, SPLUNK_TOKEN: 'none' },
    ...{ ES_API_KEY: 'id:none', NOTIFICATIONS_DIR: notifications },
    ...Object.fromEntries(['ES_CA', 'SPLUNK_CA', 'QRADAR_CA'].map((ca) => [ca, settings.SIEM_CA])),
  };
  if (hasSyslogOutput(home)) {
    const { received, port } = await begin(startSyslog());
    Object.assign(env, { SYSLOG_HOST: '127.0.0.1', SYSLOG_PORT: String(port) });
    const linesWith = (start) => () =>
      received.text.split('\n').filter((line) => line.includes(` - - - ${start}`));
    sinks['syslog-json'] = linesWith('{');
    sinks['syslog-cef'] = linesWith('CEF:');
  } else {
    missing.push(['syslog-json', 'this Logstash has no logstash-output-syslog']);
    missing.push(['syslog-cef', 'this Logstash has no logstash-output-syslog']);
  }
  const jars = process.env['KAFKA_JARS'];
  if (jars) {
    const kafka = await begin(startKafka(jars, join(directory, 'kafka')));
    env.KAFKA_BROKERS = kafka.address;
    sinks.kafka = async (count) => await kafka.records(count, LONGEST_MS);
  } else {
    missing.push(['kafka', 'KAFKA_JARS does not name the directory of its jars']);
  }
  env.SINKS = Object.keys(sinks)
    .filter((name) => name !== 'siem')
    .join(',');
  return { sinks, env, missing, close: async () => await closeAll(started) };
}

async function closeAll(started) {
  for (const one of started) await one.close();
}

const urlOf = ({ port }) => `https://localhost:${port}`;

function linesUnder(directory) {
  const files = filesOf(directory);
  return files.flatMap((file) =>
    readFileSync(join(directory, file), 'utf8').split('\n').slice(0, -1),
  );
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

/** A real Kafka, broker and controller in one, from the published jars in one directory. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { freePort } from './processes.mjs';

const CLUSTER = 'S2Fma2EtZm9yLXNpbmtzMQ';
/** A broker is up in seconds; this only ends a start that hangs. */
const LONGEST_START_MS = 120_000;

/** Starts it with the topic of docker-compose.kafka.yml; resolves when it takes connections. */
export async function startKafka(jars, directory) {
  await mkdir(directory, { recursive: true });
  const [port, controller] = [await freePort(), await freePort()];
  const settings = join(directory, 'server.properties');
  await writeFile(settings, settingsOf({ port, controller, data: join(directory, 'data') }));
  const java = (name, args) => ['-Xmx512m', '-cp', join(jars, '*'), name, ...args];
  const tool = (name, args) =>
    promisify(execFile)('java', java(name, args), { maxBuffer: 1 << 28, timeout: 120_000 });

  await tool('kafka.tools.StorageTool', ['format', '-t', CLUSTER, '-c', settings]);
  const log = openSync(join(directory, 'kafka.log'), 'a');
  const broker = spawn('java', java('kafka.Kafka', [settings]), { stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = once(broker, 'exit');
  await listening(port, broker);
  const address = `127.0.0.1:${port}`;
  const topic = 'wallarm-notifications';
  await tool('org.apache.kafka.tools.TopicCommand', [
    ...['--bootstrap-server', address, '--create', '--topic', topic],
    ...['--config', 'max.message.bytes=22020096'],
  ]);
  return {
    address,
    /** The first records of the topic, each as JSON with `key` and `value`; fewer when no more came in time. */
    async records(count, withinMs) {
      const { stdout } = await tool('org.apache.kafka.tools.consumer.ConsoleConsumer', [
        ...['--bootstrap-server', address, '--topic', topic, '--from-beginning'],
        ...['--max-messages', String(count), '--timeout-ms', String(withinMs)],
        ...['--property', 'print.key=true', '--property', 'key.separator=\t'],
      ]);
      const pairs = [...stdout.matchAll(/([^\t\n]+)\t([^\n]+)\n/g)];
      return pairs.map(([, key, value]) => JSON.stringify({ key, value }));
    },
    async close() {
      broker.kill('SIGKILL');
      await ended;
    },
  };
}

async function listening(port, broker) {
  const deadline = Date.now() + LONGEST_START_MS;
  while (broker.exitCode === null && Date.now() < deadline) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return socket.destroy();
    } catch {
      await sleep(250);
    }
  }
  broker.kill('SIGKILL');
  throw new Error('Kafka did not come to listen: see kafka.log beside its data.');
}

function settingsOf({ port, controller, data }) {
  return [
    'node.id=1',
    'process.roles=broker,controller',
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names=CONTROLLER',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    'offsets.topic.replication.factor=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    'auto.create.topics.enable=false',
    `log.dirs=${data}`,
    '',
  ].join('\n');
}

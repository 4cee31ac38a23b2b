/**
 * The servers that a benchmark compares, one to a process: `node servers.js NAME`. Tells its port by IPC.
 *
 * @module
 */
import { createServer } from 'node:https';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

import { openJournal } from '../../src/journal/durable-journal';
import { memoryJournal } from '../../src/journal/memory-journal';
import { listen } from '../../src/receiver/receiver';

const { BENCH_CERT: cert = '', BENCH_KEY: key = '', BENCH_DATA: directory = '' } = process.env;

/** The limit: reads the body, parses it, answers. */
const bare: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString());
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 2 }).end('ok');
  });
};

const SERVERS: Readonly<Record<string, () => Promise<number>>> = {
  'node:https': () => listenPlain(bare),
  'Express 5': () => {
    const app = express();
    app.use(express.json({ limit: '10mb' }), (_request, response) => {
      response.type('text/plain').send('ok');
    });
    return listenPlain(app);
  },
  'Wallstash, memory': async () =>
    (await listen({ certificate: { cert, key }, journal: memoryJournal() }, { port: 0 })).port,
  'Wallstash, durable': async () => {
    const journal = await openJournal({ directory });
    return (await listen({ certificate: { cert, key }, journal }, { port: 0 })).port;
  },
};

function listenPlain(listener: RequestListener): Promise<number> {
  const server = createServer({ cert, key }, listener);
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
}

async function main(): Promise<void> {
  const start = SERVERS[process.argv[2] ?? ''];
  if (start === undefined) throw new Error(`One of: ${Object.keys(SERVERS).join(', ')}`);
  const port = await start();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ rss: process.memoryUsage.rss(), cpu: user + system });
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ port });
}

void main();

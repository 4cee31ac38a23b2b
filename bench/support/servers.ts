/**
 * The servers that a benchmark compares with `wallstash serve`, one to a process: `node servers.js NAME`. Tells its port by IPC;
 * `probe.ts`, loaded before it, tells the rest.
 *
 * @module
 */
import { open } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';

import { memoryJournal } from '../../src/journal/memory/memory-journal';
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

/** The limit on disk, for one connection: parses nothing, but has each body on the disk before it answers. */
async function appending(): Promise<RequestListener> {
  const file = await open(join(directory, 'appended'), 'a');
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void file
        .appendFile(Buffer.concat(chunks))
        .then(() => file.datasync())
        .then(() => {
          response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 2 }).end('ok');
        });
    });
  };
}

const SERVERS: Readonly<Record<string, () => Promise<number>>> = {
  'node:https': () => listenPlain(bare),
  'node:https and fdatasync': async () => listenPlain(await appending()),
  'Express 5': () => {
    const app = express();
    app.use(express.json({ limit: '10mb' }), (_request, response) => {
      response.type('text/plain').send('ok');
    });
    return listenPlain(app);
  },
  'bare receiver': async () =>
    (await listen({ certificate: { cert, key }, journal: memoryJournal() }, { port: 0 })).port,
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
  process.send?.({ port: await start() });
}

void main();

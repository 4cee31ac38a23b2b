/**
 * A process that writes to a journal until it is killed: `journal-writer.mjs hold|append|clear DIRECTORY`. `clear` appends
 * too, and clears every other entry, again and again.
 *
 * Runs the sources as they are, through swc.
 */
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { setInterval } from 'node:timers';

import { require } from './load-typescript.mjs';

const { openJournal } = require('../../src/journal/durable-journal.ts');

const [mode, directory] = process.argv.slice(2);
// Small segments, so that it is killed while it begins one, too.
// Nothing is dropped meanwhile, however much it writes.
const options = { directory, owner: 'the test writer', segmentBytes: 50_000, keep: 10_000_000 };
const journal = await openJournal(options);
console.log('ready');
const keepAlive = setInterval(() => undefined, 60_000);

// Few beside a clearing: it renews what came meanwhile, so the more come the longer each takes.
const writers = { hold: 0, append: 64, clear: 4 }[mode] ?? 0;
for (let writer = 0; writer < writers; writer += 1) void write(writer % 2 === 0 ? 'POST' : 'PUT');
if (mode === 'clear') void clear();

async function clear() {
  while (keepAlive) {
    const cleared = await journal.clear({ method: 'PUT' });
    console.log(`cleared ${cleared}`);
  }
}

async function write(method) {
  while (keepAlive) {
    const key = randomUUID();
    const body = Buffer.from(`[{"key":"${key}"}]`);
    const { id } = await journal.append({
      receivedAt: Date.now(),
      remoteAddress: '127.0.0.1',
      tlsVersion: null,
      method,
      path: '/',
      headers: {},
      body,
      bodySize: body.length,
      findings: { carrier: null, notifications: [], violations: [] },
      verdict: 'accepted',
      answer: { status: 200 },
    });
    console.log(`${id} ${key} ${method}`);
  }
}

/**
 * Sends many bodies over kept connections and prints its resident memory on the way, in MB, as JSON:
 * `node memory-sender.mjs URL CA_FILE COUNT`
 */
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';

import { require } from './load-typescript.mjs';

const { createSender } = require('../../src/sender/sender.ts');
const { resolveDeliverySettings } = require('../../src/sender/settings.ts');

const [url, caFile, count] = process.argv.slice(2);
const settings = resolveDeliverySettings({ url, ca: readFileSync(caFile, 'utf8') });
const sender = createSender({ settings, keepAlive: true });
const rss = [];
function* bodies() {
  for (let index = 0; index < Number(count); index += 1) {
    if (index % (Number(count) / 10) === 0) rss.push(process.memoryUsage.rss() / 2 ** 20);
    yield Buffer.from(`[{"summary":"[Test message] ${index}"}]`);
  }
}
const { delivered } = await sender.sendAll(bodies(), { concurrency: 16 });
sender.close();
rss.push(process.memoryUsage.rss() / 2 ** 20);
console.log(JSON.stringify({ delivered, rss }));

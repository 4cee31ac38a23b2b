/**
 * The senders that a benchmark compares, one to a process: `node senders.js NAME`. Takes orders and reports by IPC.
 *
 * @module
 */
import { createRequire } from 'node:module';

import { createSender } from '../../src/sender/sender';
import { resolveDeliverySettings } from '../../src/sender/settings';

/** What to send. */
export interface SendOrder {
  readonly url: string;
  /** PEM. */
  readonly ca: string;
  readonly body: string;
  readonly count: number;
  readonly connections: number;
}

/** What came of it. */
export interface SendResult {
  readonly delivered: number;
  readonly perSecond: number;
  /** Processor time a request, in microseconds, all threads. */
  readonly cpu: number;
  /** Resident memory in bytes at each tenth of the way. */
  readonly rss: readonly number[];
}

type Send = (order: SendOrder, sample: () => void) => Promise<number>;

const SENDERS: Readonly<Record<string, Send>> = {
  Wallstash: sendWithWallstash,
  autocannon: sendWithAutocannon,
};

async function sendWithWallstash(
  { url, ca, body, count, connections }: SendOrder,
  sample: () => void,
): Promise<number> {
  await using sender = createSender({
    settings: resolveDeliverySettings({ url, ca }),
    keepAlive: true,
  });
  const bytes = Buffer.from(body);
  function* bodies(): Generator<Buffer> {
    for (let index = 0; index < count; index += 1) {
      if (index % Math.ceil(count / 10) === 0) sample();
      yield bytes;
    }
  }
  return (await sender.sendAll(bodies(), { concurrency: connections })).delivered;
}

/** The part of autocannon that is used: it has no types of its own. */
type Autocannon = (options: object) => Promise<{ readonly '2xx': number }>;

async function sendWithAutocannon(
  { url, ca, body, count, connections }: SendOrder,
  sample: () => void,
): Promise<number> {
  const autocannon = createRequire(__filename)('autocannon') as Autocannon;
  const timer = setInterval(sample, 500);
  const result = await autocannon({
    ...{ url, body, connections, amount: count },
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    tlsOptions: { ca, servername: 'localhost' },
  });
  clearInterval(timer);
  return result['2xx'];
}

async function run(send: Send, order: SendOrder): Promise<SendResult> {
  const rss: number[] = [];
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  const delivered = await send(order, () => rss.push(process.memoryUsage.rss()));
  const elapsed = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpuBefore);
  rss.push(process.memoryUsage.rss());
  return {
    delivered,
    perSecond: delivered / (elapsed / 1_000),
    cpu: (user + system) / order.count,
    rss,
  };
}

function main(): void {
  const send = SENDERS[process.argv[2] ?? ''];
  if (send === undefined) throw new Error(`One of: ${Object.keys(SENDERS).join(', ')}`);
  process.on('message', (order: SendOrder) => {
    void run(send, order).then((result) => process.send?.(result));
  });
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
}

main();

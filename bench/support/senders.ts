/**
 * The senders that a benchmark compares, one to a process: `node senders.js NAME`. Takes orders and reports by IPC.
 *
 * @module
 */
import type { EventEmitter } from 'node:events';
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

/** Told by a sender how far it is. */
interface Progress {
  /** To be called about ten times on the way. */
  sample(): void;
  /** The last answer was read: the clocks stop. */
  finished(): void;
}

type Send = (order: SendOrder, progress: Progress) => Promise<number>;

const SENDERS: Readonly<Record<string, Send>> = {
  Wallstash: sendWithWallstash,
  autocannon: sendWithAutocannon,
};

async function sendWithWallstash(
  { url, ca, body, count, connections }: SendOrder,
  progress: Progress,
): Promise<number> {
  await using sender = createSender({
    settings: resolveDeliverySettings({ url, ca }),
    keepAlive: true,
  });
  const bytes = Buffer.from(body);
  function* bodies(): Generator<Buffer> {
    for (let index = 0; index < count; index += 1) {
      if (index % Math.ceil(count / 10) === 0) progress.sample();
      yield bytes;
    }
  }
  const { delivered } = await sender.sendAll(bodies(), { concurrency: connections });
  progress.finished();
  return delivered;
}

/** The part of autocannon that is used: it has no types of its own. */
type Autocannon = (options: object) => Promise<{ readonly '2xx': number }> & EventEmitter;

async function sendWithAutocannon(
  { url, ca, body, count, connections }: SendOrder,
  progress: Progress,
): Promise<number> {
  const autocannon = createRequire(__filename)('autocannon') as Autocannon;
  const timer = setInterval(() => progress.sample(), 500);
  const running = autocannon({
    ...{ url, body, connections, amount: count },
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    tlsOptions: { ca, servername: 'localhost' },
  });
  // It resolves at the next full second only: the last answer is what counts.
  let open = count;
  void running.on('response', () => {
    open -= 1;
    if (open === 0) progress.finished();
  });
  const result = await running;
  clearInterval(timer);
  return result['2xx'];
}

async function run(send: Send, order: SendOrder): Promise<SendResult> {
  const rss: number[] = [];
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  let elapsed = NaN;
  let used = cpuBefore;
  const delivered = await send(order, {
    sample: () => rss.push(process.memoryUsage.rss()),
    finished: () => {
      elapsed = performance.now() - begun;
      used = process.cpuUsage(cpuBefore);
    },
  });
  rss.push(process.memoryUsage.rss());
  return {
    delivered,
    perSecond: delivered / (elapsed / 1_000),
    cpu: (used.user + used.system) / order.count,
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

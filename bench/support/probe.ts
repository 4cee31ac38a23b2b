/**
 * Loaded into a server's process before the server itself (`node --require probe.js …`): tells by IPC what the process
 * has used, and how long its event loop was held at most since it was last asked.
 *
 * @module
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a process has used. */
export interface Usage {
  /** Resident memory in bytes, now. */
  readonly rss: number;
  /** Bytes of JavaScript values alive or not yet collected. */
  readonly heap: number;
  /** Processor time since its start, in microseconds, all threads. */
  readonly cpu: number;
  /** Longest delay of the event loop since the last report, in milliseconds. */
  readonly delay: number;
}

/** Milliseconds between two looks at the event loop. */
const RESOLUTION = 1;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
delays.enable();

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed: heap } = process.memoryUsage();
  const delay = Math.max(0, delays.max / 1e6 - RESOLUTION);
  delays.reset();
  process.send?.({ rss, heap, cpu: user + system, delay } satisfies Usage);
});
process.on('disconnect', () => process.exit());
// The channel must not keep a command alive that has ended.
process.channel?.unref();

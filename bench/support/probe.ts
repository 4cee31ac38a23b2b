/**
 * Loaded into a process before the program itself (`node --require probe.js …`): tells by IPC what the process has used,
 * with BENCH_DELAY also how long its event loop was held at most since it was last asked; at its end it writes the same
 * to the file `BENCH_USAGE`, if that is given.
 *
 * @module
 */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a process has used. */
export interface Usage {
  /** Resident memory in bytes, now. */
  readonly rss: number;
  /** Bytes of JavaScript values alive or not yet collected. */
  readonly heap: number;
  /** Processor time since its start, in microseconds, all threads. */
  readonly cpu: number;
  /** Longest delay of the event loop since the last report, in milliseconds; 0 without BENCH_DELAY. */
  readonly delay: number;
}

/** Milliseconds between two looks at the event loop. */
const RESOLUTION = 1;

const { BENCH_USAGE: file, BENCH_DELAY } = process.env;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
// Wakes the process a thousand times a second, so only where it is asked for.
if (BENCH_DELAY !== undefined) delays.enable();

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed: heap } = process.memoryUsage();
  const delay = Math.max(0, delays.max / 1e6 - RESOLUTION);
  delays.reset();
  return { rss, heap, cpu: user + system, delay };
}

process.on('message', () => process.send?.(usage()));
process.on('disconnect', () => process.exit());
process.on('exit', () => {
  if (file !== undefined) writeFileSync(file, JSON.stringify(usage()));
});
// The channel must not keep a command alive that has ended.
process.channel?.unref();

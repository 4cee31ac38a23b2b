/**
 * Comparing servers on a machine that others use too: each window of load stands between two windows on the base, and
 * one whose two bases disagree is taken again. Ratios are those of neighbouring windows.
 *
 * @module
 */
import type { Traffic } from './bodies';
import { runLoad, type Load, type LoadResult } from './load';
import { median } from './median';
import type { ServerProcess } from './server-process';

/** Two windows on the base may differ by this share. */
const QUIET = 0.15;
/** Windows that are taken for one that counts; the last one counts, whatever its bases say. */
const TRIES = 6;

/** How each server is measured, and what it is sent. */
export interface Windows extends Traffic, Pick<Load, 'connections'> {
  /** Milliseconds of one window. */
  readonly duration: number;
  readonly rounds: number;
}

/** One server beside the base: medians over the rounds, and their range. */
export interface Compared {
  readonly server: string;
  readonly perSecond: number;
  /** Requests per second to those of the base beside it: median, least, most. */
  readonly ratio: readonly [number, number, number];
  /** Processor time a request, in microseconds; `NaN` of a server that cannot be asked. */
  readonly cpu: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** p99 to that of the base beside it. */
  readonly p99Ratio: number;
  readonly rssMb: number;
  readonly failures: number;
  /** Windows that counted though their bases disagreed. */
  readonly noisy: number;
}

interface Window {
  readonly own: Measured;
  readonly base: readonly [Measured, Measured];
}

interface Measured extends LoadResult {
  readonly cpu: number;
}

/** Measures one server beside the base. */
export async function compare(
  server: ServerProcess,
  base: ServerProcess,
  traffic: Windows,
): Promise<Compared> {
  await measure(server, { ...traffic, duration: 500 });
  const windows: Window[] = [];
  let noisy = 0;
  let before = await measure(base, traffic);
  while (windows.length < traffic.rounds) {
    let window: Window | undefined;
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const own = await measure(server, traffic);
      const after = await measure(base, traffic);
      window = { own, base: [before, after] };
      before = after;
      if (isQuiet(window)) break;
      if (attempt === TRIES) noisy += 1;
    }
    if (window !== undefined) windows.push(window);
  }
  const ratios = windows
    .map(({ own, base: [one, other] }) => (2 * own.perSecond) / (one.perSecond + other.perSecond))
    .sort((a, b) => a - b);
  return {
    server: server.name,
    perSecond: median(windows.map(({ own }) => own.perSecond)),
    ratio: [median(ratios), ratios[0] ?? NaN, ratios.at(-1) ?? NaN],
    cpu: median(windows.map(({ own }) => own.cpu)),
    p50: median(windows.map(({ own }) => own.p50)),
    p99: median(windows.map(({ own }) => own.p99)),
    p99Ratio: median(
      windows.map(({ own, base: [one, other] }) => (2 * own.p99) / (one.p99 + other.p99)),
    ),
    rssMb: (await server.usage()).rss / 2 ** 20,
    failures: windows.reduce((sum, { own }) => sum + own.failures, 0),
    noisy,
  };
}

/** One line of a table. */
export function row(compared: Compared): string {
  const [ratio, least, most] = compared.ratio;
  const columns = [
    compared.server.padEnd(26),
    `${compared.perSecond.toFixed(0)}/s`.padStart(8),
    `ratio ${ratio.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`.padEnd(25),
    (Number.isNaN(compared.cpu) ? '' : `cpu ${compared.cpu.toFixed(0)} µs`).padStart(11),
    `p50 ${compared.p50.toFixed(1)} ms`.padStart(12),
    `p99 ${compared.p99.toFixed(1)} ms, ${compared.p99Ratio.toFixed(1)} times`.padStart(24),
    `${compared.rssMb.toFixed(0)} MB`.padStart(7),
  ];
  const noise = compared.noisy > 0 ? `  (${compared.noisy} noisy)` : '';
  return (
    columns.join('  ') + noise + (compared.failures > 0 ? `  ${compared.failures} FAILED` : '')
  );
}

function isQuiet({ base: [one, other] }: Window): boolean {
  return (
    Math.abs(one.perSecond - other.perSecond) <= QUIET * Math.max(one.perSecond, other.perSecond)
  );
}

async function measure(server: ServerProcess, traffic: Omit<Windows, 'rounds'>): Promise<Measured> {
  const before = await server.usage();
  const { port, ca } = server;
  const result = await runLoad({ port, ca, ...traffic });
  const after = await server.usage();
  return { ...result, cpu: (after.cpu - before.cpu) / result.requests };
}

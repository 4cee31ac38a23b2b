/**
 * How integrations do, as their attempts tell: whether the newest failed, how many did over time, and how long answers
 * take. Pure.
 *
 * @module
 */
import type { AttemptRecord, FailureSummary } from './delivery';

const MINUTE = 60_000;
/** How far back is looked, the shortest that holds all there is: who has just begun wants to see the last minutes. */
const SPANS = [10 * MINUTE, 60 * MINUTE, 720 * MINUTE] as const;
/** Parts of the span that are counted apart. */
const BARS = 30;

/** The failures since which no attempt succeeded. */
export interface Failing extends FailureSummary {
  /** When the first of them began; ISO 8601, UTC. */
  readonly since: string;
  /** How many in a row. */
  readonly attempts: number;
}

/** How one integration does. */
export interface IntegrationHealth {
  readonly integrationId: string;
  /** `null` when the newest attempt succeeded, or there was none. */
  readonly failing: Failing | null;
  /** Milliseconds that the counts look back: 10 minutes, an hour or 12 hours. */
  readonly span: number;
  readonly attempts: number;
  readonly failed: number;
  /** The span in {@link BARS} equal parts, oldest first. */
  readonly bars: readonly { readonly attempts: number; readonly failed: number }[];
  /** Milliseconds from an attempt's start to its answer's end, in the span: of half of them, and of all but one in a hundred. `null` without an answer. */
  readonly answerTime: { readonly p50: number; readonly p99: number } | null;
}

/** The health of an integration. `records`: its own, newest first; `now` in Unix milliseconds. */
export function healthOf(
  integrationId: string,
  records: readonly AttemptRecord[],
  now: number,
): IntegrationHealth {
  const oldest = records
    .map(({ attempt }) => now - Date.parse(attempt.startedAt))
    .filter((age) => age < SPANS[2])
    .reduce((most, age) => Math.max(most, age), 0);
  const span = SPANS.find((one) => oldest < one) ?? SPANS[2];
  const recent = records.filter(({ attempt }) => now - Date.parse(attempt.startedAt) < span);
  return {
    ...{ integrationId, failing: failingOf(records), span },
    attempts: recent.length,
    failed: recent.filter(isFailed).length,
    bars: barsOf(recent, now - span, span / BARS),
    answerTime: answerTimeOf(recent),
  };
}

function failingOf(records: readonly AttemptRecord[]): Failing | null {
  const success = records.findIndex((record) => !isFailed(record));
  const row = success === -1 ? records : records.slice(0, success);
  const [newest, first] = [row[0]?.attempt.failure, row.at(-1)?.attempt.startedAt];
  if (newest == null || first === undefined) return null;
  return { code: newest.code, message: newest.message, since: first, attempts: row.length };
}

function barsOf(
  records: readonly AttemptRecord[],
  from: number,
  width: number,
): IntegrationHealth['bars'] {
  const bars = Array.from({ length: BARS }, () => ({ attempts: 0, failed: 0 }));
  for (const record of records) {
    const place = Math.floor((Date.parse(record.attempt.startedAt) - from) / width);
    const bar = bars[Math.min(Math.max(place, 0), BARS - 1)];
    if (bar === undefined) continue;
    bar.attempts += 1;
    if (isFailed(record)) bar.failed += 1;
  }
  return bars;
}

function answerTimeOf(records: readonly AttemptRecord[]): IntegrationHealth['answerTime'] {
  const times = records
    .filter(({ attempt }) => attempt.status !== null)
    .map(({ attempt }) => attempt.phases.end)
    .sort((one, other) => one - other);
  const at = (share: number): number => times[Math.ceil(share * times.length) - 1] ?? 0;
  return times.length === 0 ? null : { p50: at(0.5), p99: at(0.99) };
}

function isFailed({ attempt }: AttemptRecord): boolean {
  return attempt.failure !== null;
}

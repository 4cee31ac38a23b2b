/**
 * What `wallstash send` prints at its end. Pure.
 *
 * @module
 */
import type { SendSummary } from '../../sender/send-summary';
import { duration, printable } from '../terminal';

/** The summary of a run with what it was asked to do; `sent` and `wanted` count bodies. */
export interface SendReport extends SendSummary {
  /** Host and port of the receiver. */
  readonly authority: string;
  /** `false`: the receiver was not authenticated. */
  readonly verifyTls: boolean;
  /** Bodies that were to be sent. */
  readonly wanted: number;
}

/** The summary for a person. */
export function renderSendSummary(report: SendReport): string {
  const { sent, wanted, delivered, failed, aborted, attempts, elapsed, authority } = report;
  const unverified = report.verifyTls ? '' : ' (certificate not verified)';
  const stopped = sent < wanted || aborted > 0 ? `, then stopped` : '';
  const bodies = wanted === 1 ? 'body' : 'bodies';
  const lines = [
    `Sent ${sent} of ${wanted} ${bodies} to https://${authority}${unverified} in ${duration(elapsed)}${stopped}.`,
    '',
    `  delivered   ${delivered}`,
    `  failed      ${failed}`,
    ...(aborted > 0 ? [`  cut short   ${aborted} (the receiver may have taken them)`] : []),
    ...(attempts > sent ? [`  attempts    ${attempts}, retries among them`] : []),
    `  speed       ${report.perSecond} requests/s`,
    ...latencyLine(report),
    ...failureLines(report),
    '',
  ];
  return lines.join('\n');
}

function latencyLine({ latency, delivered }: SendReport): readonly string[] {
  if (delivered === 0) return [];
  const { p50, p90, p99, max } = latency;
  const [first, second, third, last] = [p50, p90, p99, max].map(duration);
  return [`  latency     p50 ${first}, p90 ${second}, p99 ${third}, longest ${last}`];
}

function failureLines({ byFailure }: SendReport): readonly string[] {
  const failures = Object.entries(byFailure).sort(([, a], [, b]) => b.count - a.count);
  return failures.flatMap(([code, { count, message }]) => [
    '',
    `  ${count} × ${code}`,
    `      ${printable(message)}`,
  ]);
}

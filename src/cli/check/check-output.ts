/**
 * The result of a check as a person reads it: a row for each scenario, then all there is to say about those that
 * failed. Pure.
 *
 * @module
 */
import { detailsOf } from '../../check/check-report';
import type { CheckResult, Findings, ScenarioResult } from '../../check/result';
import { counted, duration, mark, printable } from '../terminal';

const NAME_WIDTH = 18;
const COLUMNS = [
  ...['sent', 'arrived', 'lost', 'duplicated', 'altered', 'late', 'repeated', 'not acked'],
] as const;
const TIMES = ['p50', 'p99', 'longest'] as const;
const TIME_WIDTH = 8;

/** The whole report. */
export function renderCheck(result: CheckResult, colour: boolean): string {
  const { scenarios, unexpected, through, seed } = result;
  const failed = scenarios.filter(({ outcome }) => outcome === 'failed');
  return [
    `Check of https://${through} in ${duration(result.duration)} (run ${result.run}, seed ${printable(seed)})`,
    '',
    heading(),
    ...scenarios.map((one) => rowOf(one, colour)),
    '',
    ...failed.flatMap((one) => [...explained(one, colour), '']),
    ...(unexpected.count > 0 ? [...strangers(unexpected), ''] : []),
    verdictOn(result),
    '',
  ].join('\n');
}

function heading(): string {
  const cells = [...COLUMNS, ...TIMES.map((name) => name.padStart(TIME_WIDTH))];
  return `   ${'scenario'.padEnd(NAME_WIDTH)}  ${cells.join('  ')}`;
}

function rowOf({ id, outcome, reason = '', findings }: ScenarioResult, colour: boolean): string {
  const start = `${mark(outcome, colour)}  ${id.padEnd(NAME_WIDTH)}  `;
  return start + (findings === null ? `skipped: ${printable(reason)}` : cellsOf(findings));
}

function cellsOf(findings: Findings): string {
  const { sent, arrived, lost, late, altered, duplicated, repeated, latency } = findings;
  const all = [sent, arrived, lost, duplicated, altered, late, repeated, findings.notAcknowledged];
  const counts = all.map((count, index) =>
    (count === 0 ? '·' : String(count)).padStart(COLUMNS[index]?.length ?? 0),
  );
  const times = [latency.p50, latency.p99, latency.max].map((ms) =>
    (arrived === 0 ? '·' : duration(ms)).padStart(TIME_WIDTH),
  );
  return [...counts, ...times].join('  ');
}

function explained(result: ScenarioResult, colour: boolean): readonly string[] {
  const lines = [result.reason ?? '', ...detailsOf(result)];
  return [
    `${mark(result.outcome, colour)}  ${result.id}: ${result.expects}`,
    ...lines.map((line) => `     ${printable(line)}`),
  ];
}

function strangers({ count, examples }: CheckResult['unexpected']): readonly string[] {
  return [
    `!  ${counted(count, 'arrival')} not from this check: another sender, or leftovers of an earlier run.`,
    ...examples.slice(0, 1).map((text) => `     ${printable(text)}`),
  ];
}

function verdictOn({ counts }: CheckResult): string {
  const { passed, failed, skipped } = counts;
  const some = skipped > 0 ? `, ${skipped} skipped` : '';
  return `${passed} passed, ${failed} failed${some}.`;
}

/**
 * The result of `wallstash lint-pipeline` as a report, for JUnit and the like. Pure.
 *
 * @module
 */
import type { FindingList, LintFile } from '../../pipeline-lint/finding';
import type { Report, ReportCase } from '../../report/report';
import { counted } from '../terminal';

/** What was found in all files. */
export interface LintRun extends FindingList {
  readonly unchecked: readonly string[];
  readonly files: readonly LintFile[];
}

/** One case for each file. It fails with an error, and with `strict` also with a warning. */
export function lintReport(
  { files, findings, omitted }: LintRun,
  { strict, startedAt }: { readonly strict: boolean; readonly startedAt: number },
): Report {
  const cases = files.map(({ name }) => {
    const own = <T extends { readonly file: string }>(list: readonly T[]): readonly T[] =>
      list.filter(({ file }) => file === name);
    return caseOf(name, { findings: own(findings), omitted: own(omitted) }, strict);
  });
  return { command: 'wallstash lint-pipeline', startedAt, cases };
}

/** How many errors and warnings there are, those that were only counted included. */
export function totals(list: FindingList): { readonly errors: number; readonly warnings: number } {
  const sums = { error: 0, warning: 0 };
  for (const { severity } of list.findings) sums[severity] += 1;
  for (const { severity, count } of list.omitted) sums[severity] += count;
  return { errors: sums.error, warnings: sums.warning };
}

function caseOf(name: string, list: FindingList, strict: boolean): ReportCase {
  const { errors, warnings } = totals(list);
  const failed = errors > 0 || (strict && warnings > 0);
  const reason = `${name} has ${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`;
  return {
    name,
    group: 'lint-pipeline',
    outcome: failed ? 'failed' : 'passed',
    ...(failed && { reason }),
    places: list.findings.map(({ file, line, column, severity, rule, message, remedy }) => ({
      ...{ file, line, column },
      severity: strict ? 'error' : severity,
      message: `${message} ${remedy} [${rule}]`,
    })),
  };
}

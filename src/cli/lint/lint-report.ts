/**
 * The result of `wallstash lint-pipeline` as a report, for JUnit and the like. Pure.
 *
 * @module
 */
import type { LintFile, LintFinding } from '../../pipeline-lint/finding';
import type { Report, ReportCase } from '../../report/report';
import { counted } from '../terminal';

/** What was found in all files. */
export interface LintRun {
  readonly findings: readonly LintFinding[];
  readonly unchecked: readonly string[];
  readonly files: readonly LintFile[];
}

/** One case for each file. It fails with an error, and with `strict` also with a warning. */
export function lintReport(
  { files, findings }: LintRun,
  { strict, startedAt }: { readonly strict: boolean; readonly startedAt: number },
): Report {
  const cases = files.map(({ name }) => {
    const own = findings.filter(({ file }) => file === name);
    return caseOf(name, own, strict);
  });
  return { command: 'wallstash lint-pipeline', startedAt, cases };
}

function caseOf(name: string, findings: readonly LintFinding[], strict: boolean): ReportCase {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const failed = errors > 0 || (strict && warnings > 0);
  const reason = `${name} has ${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`;
  return {
    name,
    group: 'lint-pipeline',
    outcome: failed ? 'failed' : 'passed',
    ...(failed && { reason }),
    places: findings.map(({ file, line, column, severity, rule, message, remedy }) => ({
      ...{ file, line, column },
      severity: strict ? 'error' : severity,
      message: `${message} ${remedy} [${rule}]`,
    })),
  };
}

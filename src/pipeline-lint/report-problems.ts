/**
 * Turns problems into findings: looks up their places, leaves out what the file says it accepts, and keeps so many of
 * each kind and no more.
 *
 * @module
 */
import type { FindingList, LintFile, LintFinding, OmittedFindings, Problem } from './finding';
import { placesIn } from './grammar/syntax-tree';
import { severityOf } from './rules';

/** `# wallstash-lint: accept ndjson-lost, no-quarantine` */
const ACCEPTED = /^[ \t]*#[ \t]*wallstash-lint:[ \t]*accept[ \t]+([a-z, \t-]+)/gm;
/** Findings of one rule that are kept of one file. */
const MOST_OF_RULE = 100;
/** Findings that are kept in all. */
const MOST = 1_000;

/** Findings of a file in the order in which they stand. Warnings can be accepted in the file, errors cannot. */
export function asFindings(file: LintFile, problems: readonly Problem[]): FindingList {
  const { name, text, within } = file;
  const accepted = new Set(
    [...text.matchAll(ACCEPTED)].flatMap(([, rules = '']) => rules.split(/[, \t]+/)),
  );
  const placeOf = placesIn(within?.text ?? text);
  const findings = problems
    .filter(({ rule }) => severityOf(rule) === 'error' || !accepted.has(rule))
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, rule, message, remedy }): LintFinding => {
      const { line, column } = placeOf(within === undefined ? at : (within.offsets[at] ?? 0));
      return { file: name, line, column, severity: severityOf(rule), rule, message, remedy };
    });
  const seen = new Map<string, number>();
  return keepThose(findings, ({ rule }) => {
    const count = (seen.get(rule) ?? 0) + 1;
    seen.set(rule, count);
    return count <= MOST_OF_RULE;
  });
}

/** Joins lists; of too many findings, errors are kept before warnings. */
export function joinFindings(lists: readonly FindingList[]): FindingList {
  const findings = eachOnce(lists.flatMap((list) => list.findings));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  let roomForErrors = Math.min(errors, MOST);
  let roomForWarnings = MOST - roomForErrors;
  const joined = keepThose(findings, ({ severity }) =>
    severity === 'error' ? roomForErrors-- > 0 : roomForWarnings-- > 0,
  );
  const omitted = [...lists.flatMap((list) => list.omitted), ...joined.omitted];
  return { findings: joined.findings, omitted: summed(omitted) };
}

/** A file can belong to several pipelines, and say the same in each. */
function eachOnce(findings: readonly LintFinding[]): readonly LintFinding[] {
  const byPlace = findings.map(
    (finding) =>
      [
        `${finding.file}:${finding.line}:${finding.column} ${finding.rule} ${finding.message}`,
        finding,
      ] as const,
  );
  return [...new Map(byPlace).values()];
}

function keepThose(
  findings: readonly LintFinding[],
  isKept: (finding: LintFinding) => boolean,
): FindingList {
  const kept: LintFinding[] = [];
  const left: OmittedFindings[] = [];
  for (const finding of findings) {
    if (isKept(finding)) kept.push(finding);
    else left.push({ file: finding.file, severity: finding.severity, count: 1 });
  }
  return { findings: kept, omitted: summed(left) };
}

function summed(omitted: readonly OmittedFindings[]): readonly OmittedFindings[] {
  const sums = new Map<string, OmittedFindings>();
  for (const { file, severity, count } of omitted) {
    const key = `${severity} ${file}`;
    sums.set(key, { file, severity, count: count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()];
}

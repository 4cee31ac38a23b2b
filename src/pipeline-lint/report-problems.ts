/**
 * Turns problems into findings: looks up their places, and leaves out what the file says it accepts.
 *
 * @module
 */
import { LINT_RULES } from './finding';
import type { LintFile, LintFinding, Problem } from './finding';
import { placesIn } from './syntax-tree';

/** `# wallstash-lint: accept ndjson-lost, no-quarantine` */
const ACCEPTED = /^[ \t]*#[ \t]*wallstash-lint:[ \t]*accept[ \t]+([a-z, \t-]+)/gm;

/** Findings of a file in the order in which they stand. Warnings can be accepted in the file, errors cannot. */
export function asFindings(file: LintFile, problems: readonly Problem[]): readonly LintFinding[] {
  const { name, text } = file;
  const accepted = new Set(
    [...text.matchAll(ACCEPTED)].flatMap(([, rules = '']) => rules.split(/[, \t]+/)),
  );
  const placeOf = placesIn(text);
  return problems
    .filter(({ rule }) => LINT_RULES[rule] === 'error' || !accepted.has(rule))
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, rule, message, remedy }) => {
      const { line, column } = placeOf(at);
      return { file: name, line, column, severity: LINT_RULES[rule], rule, message, remedy };
    });
}

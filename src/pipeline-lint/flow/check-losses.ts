/**
 * Where a pipeline loses notifications while it answers 200, by file.
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Statement } from '../grammar/syntax-tree';
import type { ParsedSource } from '../pipeline-source';
import type { ParsedFile } from '../parsed-file';
import { checkFlow } from './check-flow';
import { checkOutputs } from './check-outputs';

/** Checks a pipeline; what is found in several ways is told once. */
export function checkLosses(pipeline: ParsedSource): ReadonlyMap<ParsedFile, readonly Problem[]> {
  const fileOf = new Map<object, ParsedFile>();
  for (const file of pipeline.files) {
    for (const { plugin } of file.plugins) fileOf.set(plugin, file);
    for (const { statements } of file.sections) noteBranches(statements, file, fileOf);
  }
  const problems = new Map<ParsedFile, Map<string, Problem>>();
  for (const { by, ...problem } of [...checkFlow(pipeline), ...checkOutputs(pipeline)]) {
    const file = fileOf.get(by);
    if (file === undefined) continue;
    const found = problems.get(file) ?? new Map<string, Problem>();
    const key = `${problem.at} ${problem.rule}`;
    if (!found.has(key)) found.set(key, problem);
    problems.set(file, found);
  }
  return new Map([...problems].map(([file, found]) => [file, [...found.values()]]));
}

function noteBranches(
  statements: readonly Statement[],
  file: ParsedFile,
  fileOf: Map<object, ParsedFile>,
): void {
  for (const statement of statements) {
    if (statement.kind === 'plugin') continue;
    fileOf.set(statement, file);
    for (const arm of statement.arms) noteBranches(arm.statements, file, fileOf);
  }
}

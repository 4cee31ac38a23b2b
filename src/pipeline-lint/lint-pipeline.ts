/**
 * Lints the files of one Logstash pipeline. Pure: no file is read here, and any text gives a result.
 *
 * @module
 */
import { checkConditions } from './check-conditions';
import { checkLosses } from './check-losses';
import { checkOptions, isKnown } from './check-options';
import { checkVariables } from './check-variables';
import type { FindingList, LintFile, LintOptions, Problem } from './finding';
import { parseFile } from './parsed-file';
import type { ParsedFile } from './parsed-file';
import { asFindings, joinFindings } from './report-problems';

/** What the lint has to say of a pipeline; findings by file, in the order in which they stand. */
export interface PipelineLint extends FindingList {
  /** Plugins whose options are not known here and were not checked, such as `filter geoip`. */
  readonly unchecked: readonly string[];
}

/** Lints the files that Logstash would join to one pipeline. */
export function lintPipeline(files: readonly LintFile[], options: LintOptions): PipelineLint {
  const pipeline = files.map(parseFile);
  const found = joinFindings(
    pipeline.map((file) => asFindings(file, problemsOf(file, pipeline, options))),
  );
  const unchecked = pipeline
    .flatMap(({ plugins }) => plugins.filter((use) => !isKnown(use)))
    .map(({ kind, plugin }) => `${kind} ${plugin.name}`);
  return { ...found, unchecked: [...new Set(unchecked)].sort() };
}

function problemsOf(
  file: ParsedFile,
  pipeline: readonly ParsedFile[],
  options: LintOptions,
): readonly Problem[] {
  const texts = file.scalars.map(({ kind, text, at }) => ({
    text,
    at: kind === 'string' ? at + 1 : at,
  }));
  return [
    ...checkOptions(file, options),
    ...checkConditions(file),
    ...checkVariables(texts, options),
    ...checkLosses(file, pipeline),
    ...syntaxProblem(file),
  ];
}

function syntaxProblem({ syntaxError }: ParsedFile): readonly Problem[] {
  if (syntaxError === null) return [];
  const remedy = 'Correct it; nothing behind it was checked.';
  return [{ at: syntaxError.at, rule: 'syntax', message: syntaxError.message, remedy }];
}

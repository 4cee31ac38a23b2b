/**
 * Lints the files of one Logstash pipeline. Pure: no file is read here, and any text gives a result.
 *
 * @module
 */
import { checkLosses } from './check-losses';
import { checkVariables } from './check-variables';
import type { FindingList, LintFile, LintOptions, Problem } from './finding';
import { parseFile } from './parsed-file';
import { checkConditions } from './grammar/check-conditions';
import { checkText } from './grammar/check-text';
import type { ParsedFile } from './parsed-file';
import { checkHttpInputs } from './plugins/check-http-input';
import { checkHttpClients } from './plugins/check-http-client';
import { checkPorts } from './plugins/check-ports';
import { checkNames, isKnown } from './plugins/check-names';
import { checkOptions } from './plugins/check-options';
import { checkIds, checkTwice } from './plugins/check-twice';
import { checkValues } from './plugins/check-values';
import { asFindings, joinFindings } from './report-problems';

/** What the lint has to say of a pipeline; findings by file, in the order in which they stand. */
export interface PipelineLint extends FindingList {
  /** Plugins whose options are not known here and were not checked, such as `filter geoip`. */
  readonly unchecked: readonly string[];
}

/** Lints the files that Logstash would join to one pipeline. */
export function lintPipeline(files: readonly LintFile[], options: LintOptions): PipelineLint {
  const pipeline = files.map(parseFile);
  const ports = checkPorts(pipeline);
  const found = joinFindings(
    pipeline.map((file) =>
      asFindings(file, [...problemsOf(file, pipeline, options), ...(ports.get(file) ?? [])]),
    ),
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
    ...checkText(file, options),
    ...checkConditions(file),
    ...checkNames(file),
    ...checkOptions(file, options),
    ...checkValues(file),
    ...checkTwice(file),
    ...checkIds(file, pipeline),
    ...checkHttpInputs(file),
    ...checkHttpClients(file),
    ...checkVariables(texts, options),
    ...checkLosses(file, pipeline),
  ];
}

/**
 * Lints the pipelines of one Logstash. Pure: no file is read here, and any text gives a result.
 *
 * @module
 */
import { checkLosses } from './flow/check-losses';
import { checkVariables } from './check-variables';
import type { FindingList, LintFile, LintOptions, Problem } from './finding';
import { checkConditions } from './grammar/check-conditions';
import { checkText } from './grammar/check-text';
import { parseFile } from './parsed-file';
import type { ParsedFile } from './parsed-file';
import type { ParsedSource, PipelineSource } from './pipeline-source';
import { checkDates } from './plugins/check-date';
import { checkElasticsearch } from './plugins/check-elasticsearch';
import { checkFileOutputs } from './plugins/check-file-output';
import { checkHttpClients } from './plugins/check-http-client';
import { checkHttpInputs } from './plugins/check-http-input';
import { checkLogstash } from './plugins/check-logstash';
import { checkMutates } from './plugins/check-mutate';
import { checkNames, isKnown } from './plugins/check-names';
import { checkOptions } from './plugins/check-options';
import { checkPorts } from './plugins/check-ports';
import { checkIds, checkTwice } from './plugins/check-twice';
import { checkValues } from './plugins/check-values';
import { asFindings, joinFindings } from './report-problems';

/** What the lint has to say of pipelines; findings by file, in the order in which they stand. */
export interface PipelineLint extends FindingList {
  /** Plugins whose options are not known here and were not checked, such as `filter tld`. */
  readonly unchecked: readonly string[];
}

/** Lints the files that Logstash would join to one pipeline. */
export function lintPipeline(files: readonly LintFile[], options: LintOptions): PipelineLint {
  return lintPipelines([{ files }], options);
}

/** Lints the pipelines that run in one Logstash. */
export function lintPipelines(
  sources: readonly PipelineSource[],
  options: LintOptions,
): PipelineLint {
  const pipelines: readonly ParsedSource[] = sources.map((source) => ({
    ...source,
    files: source.files.map(parseFile),
  }));
  const all = pipelines.flatMap(({ files }) => files);
  const ports = checkPorts(all);
  const found = pipelines.flatMap((pipeline) => {
    const losses = checkLosses(pipeline);
    return pipeline.files.map((file) =>
      asFindings(file, [
        ...problemsOf(file, pipeline, options),
        ...(ports.get(file) ?? []),
        ...(losses.get(file) ?? []),
      ]),
    );
  });
  const unchecked = all
    .flatMap(({ plugins }) => plugins.filter((use) => !isKnown(use)))
    .map(({ kind, plugin }) => `${kind} ${plugin.name}`);
  return { ...joinFindings(found), unchecked: [...new Set(unchecked)].sort() };
}

function problemsOf(
  file: ParsedFile,
  { files, ecsCompatibility = 'v8' }: ParsedSource,
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
    ...checkDates(file),
    ...checkTwice(file),
    ...checkIds(file, files),
    ...checkHttpInputs(file),
    ...checkHttpClients(file),
    ...checkLogstash(file),
    ...checkMutates(file),
    ...checkElasticsearch(file, ecsCompatibility),
    ...checkFileOutputs(file),
    ...checkVariables(texts, options),
  ];
}

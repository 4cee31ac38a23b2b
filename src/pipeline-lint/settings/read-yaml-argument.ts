/**
 * What a YAML file holds that concerns Logstash: settings, pipelines, or a manifest of another tool with both in it.
 *
 * @module
 */
import { isMap, isSeq } from 'yaml';
import type { Node } from 'yaml';

import type { FindingList, LintFile, LintOptions, Problem } from '../finding';
import { asFindings, joinFindings } from '../report-problems';
import type { Environment } from '../values';
import { embeddedFile } from './embedded-file';
import { entriesProblems, lintSettings, processSetting } from './lint-settings';
import { readManifest } from './manifest';
import type { Manifest } from './manifest';
import { contentsOf, entriesIn } from './pipelines-file';
import type { PipelineEntry } from './pipelines-file';
import { readFlat } from './settings-file';
import { readYaml } from './yaml-file';

/** Which of Logstash's own files it is, or what else. */
export type YamlKind = 'pipelines' | 'logstash' | 'manifest' | 'unknown';

/** What was read of a YAML file. */
export interface YamlReading {
  readonly kind: YamlKind;
  /** The entries of a `pipelines.yml`, in this file or in a string of it. */
  readonly entries: readonly PipelineEntry[];
  /** Pipelines in the manifest itself. */
  readonly pipelines: readonly (readonly LintFile[])[];
  readonly lint: (options: LintOptions) => FindingList;
}

/** Reads a file. By its name it is one of Logstash's own; any other is known by what stands in it. */
export function readYamlArgument(
  file: LintFile,
  name: string,
  environment: Environment,
): YamlReading {
  const { documents, fault } = readYaml(file.text);
  const root = contentsOf(documents[0]);
  if (name === 'pipelines.yml' || (fault === null && isSeq(root))) {
    const entries = fault === null ? entriesIn(root, file, environment) : [];
    const lint = (options: LintOptions): FindingList =>
      lintSettings({ logstashYml: null, pipelinesYml: file }, options);
    return { kind: 'pipelines', entries, pipelines: [], lint };
  }
  if (name === 'logstash.yml') return ofLogstash(file);
  if (fault !== null) return unknown(file, `it is no YAML: ${fault.message}`, fault.at);
  const manifests = documents.flatMap((document) => readManifest(document) ?? []);
  if (manifests.length > 0) return ofManifests(file, manifests, environment);
  if (isMap(root) && /^(?:pipeline|path|queue|config|api|node|log)\b/m.test(file.text)) {
    return ofLogstash(file);
  }
  return unknown(file, 'it is YAML in which no pipeline is known to stand', 0);
}

function ofLogstash(file: LintFile): YamlReading {
  const lint = (options: LintOptions): FindingList =>
    lintSettings({ logstashYml: file, pipelinesYml: null }, options);
  return { kind: 'logstash', entries: [], pipelines: [], lint };
}

function ofManifests(
  file: LintFile,
  manifests: readonly Manifest[],
  environment: Environment,
): YamlReading {
  const pipelines = manifests.flatMap((manifest) =>
    manifest.pipelines.map((nodes) => nodes.flatMap((node) => embeddedFile(node, file) ?? [])),
  );
  const settings = manifests.flatMap((manifest) =>
    manifest.settings.flatMap(({ name, node }) => {
      const inner = embeddedFile(node, file);
      return inner === null ? [] : [readYamlArgument(inner, name, environment)];
    }),
  );
  const lists = manifests.flatMap((manifest) => manifest.entries);
  const entries = lists.flatMap((node) => entriesIn(node, file, environment));
  const found = [...entries, ...settings.flatMap((reading) => reading.entries)];
  const isEmpty = found.length === 0 && pipelines.flat().length === 0 && settings.length === 0;
  const kinds = [...new Set(manifests.map(({ kind }) => kind))].join(', ');
  if (isEmpty) return unknown(file, `it is ${kinds} in which no pipeline was found`, 0);
  const lint = (options: LintOptions): FindingList => {
    const problems = [
      ...lists.flatMap((node) => (isSeq(node) ? withoutQueue(node.items as Node[], options) : [])),
      ...manifests.flatMap(({ config }) => config.flatMap((node) => configProblems(node, options))),
    ];
    const inner = settings.map((reading) => reading.lint(options));
    return joinFindings([asFindings(file, problems), ...inner]);
  };
  return { kind: 'manifest', entries: found, pipelines, lint };
}

/** Of an operator's manifest the queue may be set elsewhere. */
function withoutQueue(items: readonly Node[], options: LintOptions): readonly Problem[] {
  return entriesProblems(items, null, options).filter(({ rule }) => rule !== 'memory-queue');
}

function configProblems(node: Node, options: LintOptions): readonly Problem[] {
  return [...(readFlat(node)?.byName.values() ?? [])].flatMap((one) =>
    processSetting(one, options),
  );
}

function unknown(file: LintFile, why: string, at: number): YamlReading {
  const problem: Problem = {
    at,
    rule: 'not-read',
    message: `Nothing was linted in this file: ${why}.`,
    remedy: 'Name the file that holds the pipeline: *.conf, pipelines.yml, or a manifest with one.',
  };
  return { kind: 'unknown', entries: [], pipelines: [], lint: () => asFindings(file, [problem]) };
}

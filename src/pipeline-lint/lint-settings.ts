/**
 * Lints `pipelines.yml` and `logstash.yml`: does what was acknowledged survive?
 *
 * @module
 */
import { checkVariables } from './check-variables';
import type { FindingList, LintFile, LintOptions, Problem } from './finding';
import { asFindings, joinFindings } from './report-problems';
import { readSettings } from './settings-file';
import type { Setting } from './settings-file';
import { type Environment, withDefaults, withValues } from './values';

/** The two files of Logstash's settings folder; one that is not there is `null`. */
export interface SettingsFiles {
  readonly logstashYml: LintFile | null;
  readonly pipelinesYml: LintFile | null;
}

/** Lints the settings. A setting of a pipeline goes before the one for all; the default queue is in memory. */
export function lintSettings(files: SettingsFiles, options: LintOptions): FindingList {
  const { logstashYml, pipelinesYml } = files;
  const common = logstashYml === null ? undefined : readSettings(logstashYml.text)[0];
  const lists: FindingList[] = [];
  if (pipelinesYml !== null) {
    const problems = readSettings(pipelinesYml.text).flatMap(({ at, byName }) => {
      const id = byName.get('pipeline.id')?.value ?? 'main';
      const queue = byName.get('queue.type');
      const problem = memoryQueue(
        `The queue of the pipeline ${id}`,
        queue?.at ?? at,
        queue ?? common?.byName.get('queue.type'),
      );
      return [...problem, ...undocumented(byName, options)];
    });
    lists.push(asFindings(pipelinesYml, problems));
  }
  if (logstashYml !== null) {
    const queue = common?.byName.get('queue.type');
    const problems = undocumented(common?.byName ?? new Map<string, Setting>(), options);
    // With a pipelines.yml its entries have said it, each for itself.
    const queues = pipelinesYml === null ? memoryQueue('The queue', queue?.at ?? 0, queue) : [];
    lists.push(asFindings(logstashYml, [...queues, ...problems]));
  }
  return joinFindings(lists);
}

/** One value of `path.config`. */
export interface ConfigPath {
  readonly written: string;
  /** With values for its variables; `null` when one has neither value nor default. */
  readonly pattern: string | null;
}

/** The values of `path.config` in a `pipelines.yml`, one for each pipeline that has one. */
export function configPaths(pipelinesYml: string, environment: Environment): readonly ConfigPath[] {
  return readSettings(pipelinesYml).flatMap(({ byName }) => {
    const written = byName.get('path.config')?.value;
    return written === undefined ? [] : [{ written, pattern: withValues(written, environment) }];
  });
}

function memoryQueue(subject: string, at: number, queue: Setting | undefined): readonly Problem[] {
  const type = queue === undefined ? 'memory' : withDefaults(queue.value);
  if (type === null || type === 'persisted') return [];
  return [
    {
      at,
      rule: 'memory-queue',
      message: `${subject} is in memory: what was answered 200 and not yet sent is lost when Logstash dies.`,
      remedy:
        'Set queue.type: persisted, and queue.checkpoint.writes: 1 to survive a crash of the host.',
    },
  ];
}

function undocumented(
  byName: ReadonlyMap<string, Setting>,
  options: LintOptions,
): readonly Problem[] {
  return [...byName.values()].flatMap(({ value, at }) =>
    checkVariables([{ text: value, at }], options).map((problem) => ({ ...problem, at })),
  );
}

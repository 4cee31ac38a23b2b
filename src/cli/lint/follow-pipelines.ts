/**
 * Follows the entries of a `pipelines.yml` to their pipelines.
 *
 * @module
 */
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import type { LintFile, Problem } from '../../pipeline-lint/finding';
import type { PipelineSource } from '../../pipeline-lint/pipeline-source';
import type { ConfigPath, PipelineEntry } from '../../pipeline-lint/settings/pipelines-file';
import { settingText } from '../../pipeline-lint/settings/settings-file';
import type { Settings } from '../../pipeline-lint/settings/settings-file';
import { withDefaults } from '../../pipeline-lint/values';
import { configFiles } from '../files/glob-files';

/** A pipeline to lint: files to read, or a text that stands in the settings. */
export interface FollowedPipeline extends Omit<PipelineSource, 'files'> {
  readonly names: readonly string[];
  readonly embedded: LintFile | null;
}

/** Where the entries of a file lead to. */
export interface Followed {
  readonly pipelines: readonly FollowedPipeline[];
  /** Entries that lead to nothing that was read. */
  readonly problems: readonly Problem[];
  /** Patterns that match no file here, as one for a sink that is off does. */
  readonly unmatched: readonly string[];
}

/** Looks the entries up; `common` is `logstash.yml`. @throws InputFileError for a pattern that stands for too much */
export async function followEntries(
  entries: readonly PipelineEntry[],
  common: Settings | null,
  cwd: string,
): Promise<Followed> {
  const pipelines: FollowedPipeline[] = [];
  const problems: Problem[] = [];
  const unmatched: string[] = [];
  for (const { settings, embedded, path } of entries) {
    const context = contextOf(settings, common);
    if (embedded !== null) pipelines.push({ ...context, names: [], embedded, hasDefaults: true });
    else if (path === null) problems.push(withoutPipeline(settings));
    else {
      const names = path.pattern === null ? [] : await configFiles(path.pattern, cwd);
      if (names.length > 0) pipelines.push({ ...context, names, embedded: null, isWhole: true });
      else if (
        path.pattern !== null &&
        /[*?{[]/.test(path.written) &&
        (await isHere(path.pattern, cwd))
      ) {
        unmatched.push(path.pattern);
      } else problems.push(await leadsNowhere(path, cwd));
    }
  }
  return { pipelines, problems, unmatched };
}

/** What the settings of an entry, or those for all, say of a pipeline. */
export function contextOf(
  settings: Settings | null,
  common: Settings | null,
): Pick<PipelineSource, 'ecsCompatibility' | 'hasDeadLetterQueue' | 'hasEscapes'> {
  const valueOf = (name: string): string | undefined => {
    const setting = settings?.byName.get(name) ?? common?.byName.get(name);
    if (typeof setting?.value === 'boolean') return String(setting.value);
    return withDefaults(settingText(setting) ?? '') ?? undefined;
  };
  const ecsCompatibility = valueOf('pipeline.ecs_compatibility');
  return {
    ...(ecsCompatibility !== undefined && ecsCompatibility !== '' && { ecsCompatibility }),
    hasDeadLetterQueue: valueOf('dead_letter_queue.enable') === 'true',
    hasEscapes: valueOf('config.support_escapes') === 'true',
  };
}

function withoutPipeline({ at, byName }: Settings): Problem {
  const id = byName.get('pipeline.id')?.value ?? 'main';
  const message = `The pipeline ${String(id)} has neither path.config nor config.string: Logstash starts without it.`;
  return { at, rule: 'no-pipeline', message, remedy: 'Add path.config.' };
}

/** A path of this machine leads to no file; of one that is of another machine nothing is known. */
async function leadsNowhere({ written, pattern, at }: ConfigPath, cwd: string): Promise<Problem> {
  if (pattern === null) {
    const message = `${written} was not followed: a variable in it has no value here and no default.`;
    const remedy = 'Set it, or name the files of the pipeline too.';
    return { at, rule: 'not-read', message, remedy };
  }
  if (/^https?:/.test(pattern)) {
    const message = `Logstash fetches ${pattern} when it starts, so that this pipeline was not linted.`;
    return { at, rule: 'not-read', message, remedy: 'Name a copy of the file too.' };
  }
  if (await isHere(pattern, cwd)) {
    const message = `${pattern} leads to no file: Logstash starts without this pipeline.`;
    return { at, rule: 'no-pipeline', message, remedy: 'Correct the path.' };
  }
  const message = `${pattern} leads to no folder here, so that its pipeline was not linted.`;
  const remedy = 'Run this where Logstash is started, or name the files of the pipeline too.';
  return { at, rule: 'not-read', message, remedy };
}

/** Whether the folder is there that a pattern begins with; a relative one counts from here. */
async function isHere(pattern: string, cwd: string): Promise<boolean> {
  if (!pattern.startsWith('/')) return true;
  const [fixed = ''] = pattern.split(/[*?{[]/);
  const folder = dirname(`${fixed}x`);
  const found = await stat(resolve(cwd, folder)).catch(() => null);
  return found?.isDirectory() === true;
}

/**
 * Lints `pipelines.yml` and `logstash.yml`: does Logstash take them, and does what was acknowledged survive?
 *
 * @module
 */
import { isSeq } from 'yaml';
import type { Node } from 'yaml';

import { checkVariables } from '../check-variables';
import type { FindingList, LintFile, LintOptions, Problem } from '../finding';
import { isNine } from '../logstash-version';
import { asFindings, joinFindings } from '../report-problems';
import { withDefaults } from '../values';
import {
  DROPPED_FROM_PIPELINES,
  isForeign,
  PIPELINE_SETTINGS,
  PROCESS_SETTINGS,
} from './known-settings';
import { contentsOf } from './pipelines-file';
import { settingInstead } from './setting-value';
import { readEntry, readFlat, settingText } from './settings-file';
import type { Setting, Settings } from './settings-file';
import { placeOf, readYaml } from './yaml-file';

/** The two files of Logstash's settings folder; one that is not there is `null`. */
export interface SettingsFiles {
  readonly logstashYml: LintFile | null;
  readonly pipelinesYml: LintFile | null;
  /** What was found of `pipelines.yml` when it was followed. */
  readonly followed?: readonly Problem[];
}

/** Lints the settings. A setting of a pipeline goes before the one for all; the default queue is in memory. */
export function lintSettings(files: SettingsFiles, options: LintOptions): FindingList {
  const { logstashYml, pipelinesYml, followed = [] } = files;
  const lists: FindingList[] = [];
  const common = logstashYml === null ? null : readFlat(contentOf(logstashYml));
  if (pipelinesYml !== null) {
    const problems = [...pipelinesProblems(pipelinesYml, common, options), ...followed];
    lists.push(asFindings(pipelinesYml, problems));
  }
  if (logstashYml !== null) {
    lists.push(
      asFindings(logstashYml, logstashProblems(logstashYml, options, pipelinesYml === null)),
    );
  }
  return joinFindings(lists);
}

function contentOf(file: LintFile): Node | null {
  return contentsOf(readYaml(file.text).documents[0]);
}

/** What keeps Logstash from reading a file at all; `null` when nothing does. */
function unreadable(file: LintFile): Problem | null {
  const { fault } = readYaml(file.text);
  if (file.isUtf8 === false)
    return wrong(0, 'The file is not encoded in UTF-8.', 'Save it in UTF-8.');
  if (fault !== null) return wrong(fault.at, `This is no YAML: ${fault.message}`, 'Correct it.');
  return null;
}

function refusals(file: LintFile): readonly Problem[] {
  const { refusal } = readYaml(file.text);
  if (refusal === null) return [];
  const message = `Logstash reads ${refusal.message} in its settings: it does not start.`;
  return [wrong(refusal.at, message, refusal.remedy)];
}

function pipelinesProblems(
  file: LintFile,
  common: Settings | null,
  options: LintOptions,
): readonly Problem[] {
  const fault = unreadable(file);
  if (fault !== null) return [fault];
  const list = contentOf(file);
  if (!isSeq(list)) return [noList(list)];
  return [...refusals(file), ...entriesProblems(list.items as readonly Node[], common, options)];
}

/** Problems of the entries of a list as in `pipelines.yml`. */
export function entriesProblems(
  items: readonly Node[],
  common: Settings | null,
  options: LintOptions,
): readonly Problem[] {
  const ids = new Map<string, Setting | null>();
  return items.flatMap((item) => {
    const settings = readEntry(item);
    if (settings === null) {
      const message = 'An entry must be a map of settings: no pipeline starts.';
      return [wrong(placeOf(item), message, 'Write - pipeline.id: … and its settings below.')];
    }
    return [
      ...[...settings.byName.values()].flatMap((setting) => pipelineSetting(setting)),
      ...idTwice(settings, ids),
      ...queueOf(settings, common),
      ...undocumented(settings, options),
    ];
  });
}

function noList(node: Node | null): Problem {
  const what = node === null ? 'is empty' : 'is not a list';
  const message = `pipelines.yml ${what}: Logstash does not start.`;
  return wrong(placeOf(node), message, 'List the pipelines: - pipeline.id: … for each.');
}

function pipelineSetting(setting: Setting): readonly Problem[] {
  const { name, at } = setting;
  if (DROPPED_FROM_PIPELINES.has(name)) {
    const message = `${name} is no setting of one pipeline: Logstash takes it out, with a line in its log.`;
    return [{ at, rule: 'deprecated-setting', message, remedy: 'Set it in logstash.yml.' }];
  }
  const kind = PIPELINE_SETTINGS.get(name);
  if (kind !== undefined) return wrongValue(setting, settingInstead(kind, setting));
  if (PROCESS_SETTINGS.has(name) || isForeign(name)) {
    const message = `${name} is a setting of Logstash, not of one pipeline: no pipeline starts.`;
    return [wrong(at, message, 'Move it to logstash.yml.')];
  }
  const isNested = setting.value === undefined;
  const remedy = isNested ? 'Write names with dots: pipeline.id: … .' : 'Correct or remove it.';
  return [wrong(at, `There is no setting ${name}: no pipeline starts.`, remedy)];
}

function wrongValue({ name, at }: Setting, expected: string | null): readonly Problem[] {
  if (expected === null) return [];
  return [
    wrong(at, `${name} does not take this value: Logstash does not start.`, `Give it ${expected}.`),
  ];
}

function idTwice(settings: Settings, ids: Map<string, Setting | null>): readonly Problem[] {
  const setting = settings.byName.get('pipeline.id') ?? null;
  const id = setting === null ? 'main' : String(setting.value ?? '');
  if (!ids.has(id)) {
    ids.set(id, setting);
    return [];
  }
  const more = setting === null ? ', which is the id of an entry without one' : '';
  const message = `Two pipelines have the id ${id}${more}: no pipeline starts.`;
  return [wrong(setting?.at ?? settings.at, message, 'Give each a pipeline.id of its own.')];
}

function logstashProblems(
  file: LintFile,
  options: LintOptions,
  hasNoPipelines: boolean,
): readonly Problem[] {
  const fault = unreadable(file);
  if (fault !== null) return [fault];
  const root = contentOf(file);
  const settings = readFlat(root);
  if (settings === null && root !== null) {
    const message = 'logstash.yml is not a map of settings: Logstash does not start.';
    return [wrong(placeOf(root), message, 'Write name: value, one a line.')];
  }
  const all = settings ?? { at: 0, byName: new Map<string, Setting>() };
  return [
    ...refusals(file),
    ...[...all.byName.values()].flatMap((setting) => processSetting(setting, options)),
    ...twoConfigs(all),
    // With a pipelines.yml its entries have said it, each for itself.
    ...(hasNoPipelines ? queue('The queue', 0, all.byName.get('queue.type')) : []),
    ...undocumented(all, options),
  ];
}

/** `config_conflict?` in `local.rb`; of an entry of `pipelines.yml` it is not asked. */
function twoConfigs({ byName }: Settings): readonly Problem[] {
  const string = byName.get('config.string');
  if (settingText(string) === null || settingText(byName.get('path.config')) === null) return [];
  const message =
    'config.string and path.config exclude one another in logstash.yml: Logstash does not start.';
  return [wrong(string?.at ?? 0, message, 'Keep one of them.')];
}

/** Problems of one setting of `logstash.yml`. */
export function processSetting(setting: Setting, { version }: LintOptions): readonly Problem[] {
  const { name, at } = setting;
  const kind = PIPELINE_SETTINGS.get(name) ?? PROCESS_SETTINGS.get(name);
  if (kind !== undefined) return wrongValue(setting, settingInstead(kind, setting));
  if (isForeign(name) || !isNine(version)) return [];
  const message = `There is no setting ${name}: Logstash does not start.`;
  const remedy = name.startsWith('http.') ? `Write api.${name}.` : 'Correct or remove it.';
  return [wrong(at, message, remedy)];
}

function queueOf({ at, byName }: Settings, common: Settings | null): readonly Problem[] {
  const id = byName.get('pipeline.id')?.value ?? 'main';
  const own = byName.get('queue.type');
  const subject = `The queue of the pipeline ${String(id)}`;
  return queue(subject, own?.at ?? at, own ?? common?.byName.get('queue.type'));
}

function queue(subject: string, at: number, setting: Setting | undefined): readonly Problem[] {
  const type = setting === undefined ? 'memory' : withDefaults(String(setting.value));
  // Anything else is another finding.
  if (type !== 'memory') return [];
  return [
    {
      at: setting?.at ?? at,
      rule: 'memory-queue',
      message: `${subject} is in memory: what was answered 200 and not yet sent is lost when Logstash dies.`,
      remedy:
        'Set queue.type: persisted, and queue.checkpoint.writes: 1 to survive a crash of the host.',
    },
  ];
}

function undocumented({ byName }: Settings, options: LintOptions): readonly Problem[] {
  return [...byName.values()].flatMap(({ name, value, at }) => {
    // What stands in a pipeline is told of there.
    if (typeof value !== 'string' || name === 'config.string') return [];
    return checkVariables([{ text: value, at }], options).map((problem) => ({ ...problem, at }));
  });
}

function wrong(at: number, message: string, remedy: string): Problem {
  return { at, rule: 'wrong-setting', message, remedy };
}

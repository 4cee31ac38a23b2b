/**
 * The pipelines that file arguments name: `*.conf` files, folders of them, and YAML in which there are settings or pipelines.
 *
 * Logstash joins the files of a folder, or those that `path.config` names, to one pipeline; so they are linted together.
 *
 * @module
 */
import { stat } from 'node:fs/promises';
import { basename, dirname, join, normalize, resolve } from 'node:path';

import type { FindingList, LintFile, LintOptions } from '../../pipeline-lint/finding';
import type { PipelineSource } from '../../pipeline-lint/pipeline-source';
import { lintSettings } from '../../pipeline-lint/settings/lint-settings';
import { contentsOf } from '../../pipeline-lint/settings/pipelines-file';
import { readYamlArgument } from '../../pipeline-lint/settings/read-yaml-argument';
import { readFlat } from '../../pipeline-lint/settings/settings-file';
import type { Settings } from '../../pipeline-lint/settings/settings-file';
import { readYaml } from '../../pipeline-lint/settings/yaml-file';
import type { Environment } from '../../pipeline-lint/values';
import { InputFileError } from '../files/input-file-error';
import { eachOnce, Walk } from '../files/walk';
import { contextOf, followEntries } from './follow-pipelines';
import type { Followed } from './follow-pipelines';
import { FileReader } from './read-files';

/** What there is to lint. */
export interface PipelineFiles {
  /** The pipelines of each Logstash: those of a `pipelines.yml` run in one. */
  readonly groups: readonly (readonly PipelineSource[])[];
  /** Lints each file of settings, and each manifest. */
  readonly settings: readonly ((options: LintOptions) => FindingList)[];
  /** All files that were read, settings last. */
  readonly files: readonly LintFile[];
  /** Patterns of `path.config` that match no file here. */
  readonly unmatched: readonly string[];
}

const SETTINGS = /^(?:pipelines|logstash)\.yml$/;
const YAML = /\.ya?ml$/;
const NOTHING: Followed = { pipelines: [], problems: [], unmatched: [] };

/**
 * Reads what the arguments name; a `pipelines.yml` among them is followed to the files of its pipelines. Settings are
 * looked for in the folder of each file, in `config` below and beside it.
 *
 * @throws InputFileError for an argument that leads to no file, and when nothing but settings would be linted.
 */
export async function readPipelineFiles(
  args: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Environment },
): Promise<PipelineFiles> {
  const given: string[] = [];
  for (const arg of args) given.push(...(await namesOf(arg, cwd)));
  const names = await eachOnce(given, cwd, () => true);
  if (names.length === 0) {
    const why = 'there is no *.conf file, pipelines.yml or logstash.yml';
    throw new InputFileError(cwd, `Cannot lint ${args.join(', ')}: ${why}.`);
  }
  const collected = new Collected(new FileReader(cwd), cwd, env);
  for (const name of names) {
    if (YAML.test(name)) await collected.addYaml(name, args.includes(name));
  }
  await collected.addFolders(names.filter((name) => !YAML.test(name)));
  await collected.addSettingsBeside(names);
  return collected;
}

class Collected implements PipelineFiles {
  readonly groups: (readonly PipelineSource[])[] = [];
  readonly settings: ((options: LintOptions) => FindingList)[] = [];
  readonly unmatched: string[] = [];
  readonly #reader: FileReader;
  readonly #cwd: string;
  readonly #env: Environment;
  /** What was followed, by the name of the file that it was read in. */
  readonly #followed = new Map<string, Followed>();

  constructor(reader: FileReader, cwd: string, env: Environment) {
    this.#reader = reader;
    this.#cwd = cwd;
    this.#env = env;
  }

  get files(): readonly LintFile[] {
    return this.#reader.files;
  }

  /** A file of settings that was named is followed; one that was found in a folder is only linted. */
  async addYaml(name: string, isNamed: boolean): Promise<void> {
    const file = await this.#reader.read(name, YAML.test(name));
    const reading = readYamlArgument(file, basename(name), this.#env);
    const common = await this.#commonBeside(name);
    const followed = isNamed ? await followEntries(reading.entries, common, this.#cwd) : NOTHING;
    this.#followed.set(normalize(name), followed);
    this.unmatched.push(...followed.unmatched);
    const sources: PipelineSource[] = reading.pipelines.map((files) => ({ files }));
    for (const { names, embedded, ...context } of followed.pipelines) {
      const files = embedded === null ? await this.#readAll(names) : [embedded];
      sources.push({ ...context, files });
    }
    if (sources.length > 0) this.groups.push(sources);
    if (SETTINGS.test(basename(name))) return; // with the other file of its folder
    if (reading.kind === 'pipelines') {
      const { problems } = followed;
      const files = { logstashYml: null, pipelinesYml: file, followed: problems };
      this.settings.push((options) => lintSettings(files, options));
    } else this.settings.push(reading.lint);
  }

  /** Files by the folder they are in, but for those that a `pipelines.yml` has led to. */
  async addFolders(names: readonly string[]): Promise<void> {
    const led = new Set(
      [...this.#followed.values()].flatMap(({ pipelines }) =>
        pipelines.flatMap((one) => one.names),
      ),
    );
    const folders = new Map<string, string[]>();
    for (const name of names) {
      if (led.has(normalize(name))) continue;
      const folder = dirname(name);
      const files = folders.get(folder);
      if (files === undefined) folders.set(folder, [name]);
      else files.push(name);
    }
    for (const [folder, files] of folders) {
      const common = await this.#commonBeside(join(folder, 'x'));
      const context = { ...contextOf(null, common), ...(await this.#queueOfAny(folder)) };
      this.groups.push([{ ...context, files: await this.#readAll(files) }]);
    }
  }

  /** Settings in the folders of the files, and in `config` below and beside them. */
  async addSettingsBeside(names: readonly string[]): Promise<void> {
    const led = [...this.#followed.values()].flatMap(({ pipelines }) =>
      pipelines.flatMap((one) => one.names),
    );
    const isForeign = (name: string): boolean => YAML.test(name) && !SETTINGS.test(basename(name));
    for (const folder of foldersBeside([...names.filter((name) => !isForeign(name)), ...led])) {
      const [logstashYml, pipelinesYml] = await this.#settingsIn(folder);
      if (logstashYml === null && pipelinesYml === null) continue;
      const name = normalize(join(folder, 'pipelines.yml'));
      const followed = this.#followed.get(name)?.problems ?? [];
      this.settings.push((options) =>
        lintSettings({ logstashYml, pipelinesYml, followed }, options),
      );
    }
  }

  async #settingsIn(folder: string): Promise<readonly [LintFile | null, LintFile | null]> {
    const read = (name: string): Promise<LintFile | null> =>
      this.#reader.read(join(folder, name), true).catch(() => null);
    return [await read('logstash.yml'), await read('pipelines.yml')];
  }

  async #commonBeside(name: string): Promise<Settings | null> {
    for (const folder of foldersBeside([name])) {
      const file = await this.#reader.peek(join(folder, 'logstash.yml'));
      if (file !== null) return readFlat(contentsOf(readYaml(file).documents[0]));
    }
    return null;
  }

  /** Which entry of a `pipelines.yml` would run these files is not known: one with a dead letter queue may. */
  async #queueOfAny(folder: string): Promise<Pick<PipelineSource, 'hasDeadLetterQueue'>> {
    const yaml = [
      ...this.#reader.files
        .filter(({ name }) => basename(name) === 'pipelines.yml')
        .map(({ text }) => text),
    ];
    for (const beside of foldersBeside([join(folder, 'x')])) {
      yaml.push((await this.#reader.peek(join(beside, 'pipelines.yml'))) ?? '');
    }
    const isSet = yaml.some((text) =>
      /^[\s-]*["']?dead_letter_queue\.enable["']?:\s*true/m.test(text),
    );
    return isSet ? { hasDeadLetterQueue: true } : {};
  }

  async #readAll(names: readonly string[]): Promise<readonly LintFile[]> {
    const files: LintFile[] = [];
    for (const name of names) files.push(await this.#reader.read(name));
    return files;
  }
}

function foldersBeside(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => {
      const folder = dirname(name);
      return [folder, join(folder, 'config'), join(folder, '..', 'config')];
    }),
  );
}

async function namesOf(arg: string, cwd: string): Promise<readonly string[]> {
  const path = resolve(cwd, arg);
  const found = await stat(path).catch(() => null);
  if (found === null) {
    throw new InputFileError(path, `Cannot read ${arg}: there is no such file; check the name.`);
  }
  if (!found.isDirectory()) return [arg];
  const walk = new Walk(arg, cwd);
  const names = await walk.filesBelow(
    arg,
    (name) => name.endsWith('.conf') || SETTINGS.test(basename(name)),
  );
  return names.map((name) => join(arg, name));
}

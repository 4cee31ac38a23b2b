/**
 * The pipelines that file arguments name: `*.conf` files, folders of them, and Logstash's settings beside them.
 *
 * Logstash joins the files of a folder, or those that `path.config` names, to one pipeline; so they are linted together.
 *
 * @module
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, normalize, resolve } from 'node:path';

import type { LintFile } from '../../pipeline-lint/finding';
import type { SettingsFiles } from '../../pipeline-lint/lint-settings';
import { configPaths } from '../../pipeline-lint/lint-settings';
import type { Environment } from '../../pipeline-lint/values';
import { globFiles } from './glob-files';
import { InputFileError } from '../input-files';

/** What there is to lint. */
export interface PipelineFiles {
  /** One list for each pipeline of a `pipelines.yml`, and for each folder of other files. */
  readonly pipelines: readonly (readonly LintFile[])[];
  /** One for each folder that holds settings. */
  readonly settings: readonly SettingsFiles[];
  /** Values of `path.config` in a `pipelines.yml` that lead to no file here, such as a path in a container. */
  readonly notFollowed: readonly string[];
}

const SETTINGS = /^(?:pipelines|logstash)\.yml$/;

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
  const names: string[] = [];
  const pipelines: (readonly string[])[] = [];
  const notFollowed: string[] = [];
  for (const arg of args) {
    names.push(...(await namesOf(arg, cwd)));
    if (basename(arg) !== 'pipelines.yml') continue;
    for (const { written, pattern } of configPaths((await read(arg, cwd)).text, env)) {
      const files = pattern === null ? [] : await globFiles(pattern, cwd);
      if (files.length > 0) pipelines.push(files);
      else notFollowed.push(pattern ?? written);
    }
  }
  if (names.length === 0) {
    const why = 'there is no *.conf file, pipelines.yml or logstash.yml';
    throw new InputFileError(cwd, `Cannot lint ${args.join(', ')}: ${why}.`);
  }
  const followed = pipelines.flat();
  pipelines.push(...byFolder(names.filter((name) => !followed.includes(normalize(name)))));
  const [lost] = notFollowed;
  if (pipelines.length === 0 && lost !== undefined) {
    const why = `no path.config of pipelines.yml leads to a file here, ${lost} for one`;
    const remedy = 'run this where Logstash is started, or name the *.conf files too';
    throw new InputFileError(cwd, `Cannot lint any pipeline: ${why}; ${remedy}.`);
  }
  return {
    pipelines: await Promise.all(pipelines.map((files) => readAll(files, cwd))),
    settings: await settingsBeside([...names, ...followed], cwd),
    notFollowed,
  };
}

/** Pipeline files by the folder they are in. */
function byFolder(names: readonly string[]): readonly (readonly string[])[] {
  const configs = [...new Set(names)].filter((name) => !SETTINGS.test(basename(name)));
  const folders = new Set(configs.map((name) => dirname(name)));
  return [...folders].map((folder) => configs.filter((name) => dirname(name) === folder));
}

async function namesOf(arg: string, cwd: string): Promise<readonly string[]> {
  const path = resolve(cwd, arg);
  const found = await stat(path).catch(() => null);
  if (found === null) {
    throw new InputFileError(path, `Cannot read ${arg}: there is no such file; check the name.`);
  }
  if (!found.isDirectory()) return [arg];
  const names = await readdir(path, { recursive: true });
  return names
    .filter((name) => name.endsWith('.conf') || SETTINGS.test(basename(name)))
    .filter((name) => !/(?:^|[\\/])(?:\.|node_modules)/.test(name))
    .sort()
    .map((name) => join(arg, name));
}

async function settingsBeside(
  names: readonly string[],
  cwd: string,
): Promise<readonly SettingsFiles[]> {
  const folders = new Set(
    names.flatMap((name) => {
      const folder = dirname(name);
      return [folder, join(folder, 'config'), join(folder, '..', 'config')];
    }),
  );
  const found: SettingsFiles[] = [];
  for (const folder of folders) {
    const [logstashYml = null, pipelinesYml = null] = await Promise.all(
      ['logstash.yml', 'pipelines.yml'].map((name) =>
        read(join(folder, name), cwd).catch(() => null),
      ),
    );
    if (logstashYml !== null || pipelinesYml !== null) found.push({ logstashYml, pipelinesYml });
  }
  return found;
}

function readAll(names: readonly string[], cwd: string): Promise<readonly LintFile[]> {
  return Promise.all(names.map((name) => read(name, cwd)));
}

async function read(name: string, cwd: string): Promise<LintFile> {
  return { name, text: await readText(name, cwd) };
}

/** The text of a file. @throws InputFileError */
export async function readText(name: string, cwd: string): Promise<string> {
  const path = resolve(cwd, name);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new InputFileError(path, `Cannot read ${name}: ${code}.`, { cause: error });
  }
}

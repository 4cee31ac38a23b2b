/**
 * The pipelines that file arguments name: `*.conf` files, folders of them, and Logstash's settings beside them.
 *
 * Logstash joins the files of a folder to one pipeline; so they are linted together here.
 *
 * @module
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import type { LintFile } from '../pipeline-lint/finding';
import type { SettingsFiles } from '../pipeline-lint/lint-settings';
import { configPaths } from '../pipeline-lint/lint-settings';
import { InputFileError } from './input-files';

/** What there is to lint. */
export interface PipelineFiles {
  /** One list for each folder. */
  readonly pipelines: readonly (readonly LintFile[])[];
  /** One for each folder that holds settings. */
  readonly settings: readonly SettingsFiles[];
  /** Values of `path.config` in a `pipelines.yml` that lead to no file here, such as a path in a container. */
  readonly notFollowed: readonly string[];
}

const SETTINGS = /^(?:pipelines|logstash)\.yml$/;

/**
 * Reads what the arguments name. Settings are looked for in the folder of each pipeline, in `config` below and beside it.
 *
 * @throws InputFileError for an argument that leads to no file.
 */
export async function readPipelineFiles(
  args: readonly string[],
  cwd: string,
): Promise<PipelineFiles> {
  const paths = new Set<string>();
  const notFollowed: string[] = [];
  for (const arg of args) {
    for (const name of await namesOf(arg, cwd)) paths.add(name);
    if (basename(arg) === 'pipelines.yml') {
      notFollowed.push(...(await follow(arg, cwd, paths)));
    }
  }
  const names = [...paths];
  const configs = names.filter((name) => !SETTINGS.test(basename(name)));
  if (names.length === 0) {
    const why = 'there is no *.conf file, pipelines.yml or logstash.yml';
    throw new InputFileError(cwd, `Cannot lint ${args.join(', ')}: ${why}.`);
  }
  return {
    pipelines: await Promise.all(
      [...new Set(configs.map((name) => dirname(name)))].map((folder) =>
        readAll(
          configs.filter((name) => dirname(name) === folder),
          cwd,
        ),
      ),
    ),
    settings: await settingsBeside(names, cwd),
    notFollowed,
  };
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

/** Adds the files that `path.config` names, and returns what leads to none. */
async function follow(arg: string, cwd: string, paths: Set<string>): Promise<readonly string[]> {
  const { text } = await read(arg, cwd);
  const lost: string[] = [];
  for (const config of configPaths(text)) {
    const names = await matching(config, cwd);
    names.forEach((name) => paths.add(name));
    if (names.length === 0) lost.push(config);
  }
  return lost;
}

/** The file or folder of this name, or the files of a folder whose names match a pattern with `*`. */
async function matching(config: string, cwd: string): Promise<readonly string[]> {
  const found = await namesOf(config, cwd).catch(() => []);
  if (found.length > 0 || !basename(config).includes('*')) return found;
  const [first = '', ...rest] = basename(config).split('*');
  const last = rest.pop() ?? '';
  const folder = dirname(config);
  const names = await readdir(resolve(cwd, folder)).catch(() => []);
  return names
    .filter(
      (name) =>
        name.startsWith(first) && name.endsWith(last) && rest.every((part) => name.includes(part)),
    )
    .sort()
    .map((name) => join(folder, name));
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
  const path = resolve(cwd, name);
  try {
    return { name, text: await readFile(path, 'utf8') };
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new InputFileError(path, `Cannot read ${name}: ${code}.`, { cause: error });
  }
}

/**
 * The pipelines that file arguments name: `*.conf` files, folders of them, and Logstash's settings beside them.
 *
 * Logstash joins the files of a folder, or those that `path.config` names, to one pipeline; so they are linted together.
 *
 * @module
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import { basename, dirname, join, normalize, resolve } from 'node:path';

import type { LintFile } from '../../pipeline-lint/finding';
import type { SettingsFiles } from '../../pipeline-lint/lint-settings';
import { configPaths } from '../../pipeline-lint/lint-settings';
import type { Environment } from '../../pipeline-lint/values';
import { configFiles } from '../files/glob-files';
import { InputFileError } from '../files/input-file-error';
import { eachOnce, Walk } from '../files/walk';

/** What there is to lint. */
export interface PipelineFiles {
  /** One list for each pipeline of a `pipelines.yml`, and for each folder of other files. */
  readonly pipelines: readonly (readonly LintFile[])[];
  /** One for each folder that holds settings. */
  readonly settings: readonly SettingsFiles[];
  /** Values of `path.config` in a `pipelines.yml` that lead to no file here, such as a path in a container. */
  readonly notFollowed: readonly string[];
}

/** Largest file that is read. */
const LARGEST_FILE = 16 * 1_048_576;
/** Characters of all pipelines together. */
const MOST_TEXT = 4 * LARGEST_FILE;

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
  const given: string[] = [];
  const pipelines: (readonly string[])[] = [];
  const notFollowed: string[] = [];
  for (const arg of args) {
    given.push(...(await namesOf(arg, cwd)));
    if (basename(arg) !== 'pipelines.yml') continue;
    for (const { written, pattern } of configPaths((await readLintFile(arg, cwd)).text, env)) {
      const files = pattern === null ? [] : await configFiles(pattern, cwd);
      if (files.length > 0) pipelines.push(files);
      else notFollowed.push(pattern ?? written);
    }
  }
  const names = await eachOnce(given, cwd, () => true);
  if (names.length === 0) {
    const why = 'there is no *.conf file, pipelines.yml or logstash.yml';
    throw new InputFileError(cwd, `Cannot lint ${args.join(', ')}: ${why}.`);
  }
  const followed = new Set(pipelines.flat());
  pipelines.push(...byFolder(names.filter((name) => !followed.has(normalize(name)))));
  const [lost] = notFollowed;
  if (pipelines.length === 0 && lost !== undefined) {
    const why = `no path.config of pipelines.yml leads to a file here, ${lost} for one`;
    const remedy = 'run this where Logstash is started, or name the *.conf files too';
    throw new InputFileError(cwd, `Cannot lint any pipeline: ${why}; ${remedy}.`);
  }
  return {
    pipelines: await readAll(pipelines, cwd),
    settings: await settingsBeside([...names, ...followed], cwd),
    notFollowed,
  };
}

/** Pipeline files by the folder they are in. */
function byFolder(names: readonly string[]): readonly (readonly string[])[] {
  const folders = new Map<string, string[]>();
  for (const name of names) {
    if (SETTINGS.test(basename(name))) continue;
    const folder = dirname(name);
    const files = folders.get(folder);
    if (files === undefined) folders.set(folder, [name]);
    else files.push(name);
  }
  return [...folders.values()];
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
        readLintFile(join(folder, name), cwd).catch(() => null),
      ),
    );
    if (logstashYml !== null || pipelinesYml !== null) found.push({ logstashYml, pipelinesYml });
  }
  return found;
}

/** Reads one file after the other, so that there is never more open or held than was allowed. */
async function readAll(
  pipelines: readonly (readonly string[])[],
  cwd: string,
): Promise<readonly (readonly LintFile[])[]> {
  const read: LintFile[][] = [];
  let held = 0;
  for (const names of pipelines) {
    const files: LintFile[] = [];
    for (const name of names) {
      const file = await readLintFile(name, cwd);
      held += file.text.length;
      if (held > MOST_TEXT) throw tooMuch(cwd);
      files.push(file);
    }
    read.push(files);
  }
  return read;
}

function tooMuch(cwd: string): InputFileError {
  const why = `the pipelines together have more than ${megabytes(MOST_TEXT)} of text`;
  return new InputFileError(cwd, `Cannot lint all this: ${why}; name fewer of them.`);
}

async function readLintFile(name: string, cwd: string): Promise<LintFile> {
  const bytes = await readBytes(name, cwd);
  // Decoded by hand: Logstash refuses a byte order mark, and a decoder would drop it.
  return { name, text: bytes.toString('utf8'), isUtf8: isUtf8(bytes) };
}

/** The text of a file. @throws InputFileError also when it is larger than any pipeline */
export async function readText(name: string, cwd: string): Promise<string> {
  return (await readBytes(name, cwd)).toString('utf8');
}

async function readBytes(name: string, cwd: string): Promise<Buffer> {
  const path = resolve(cwd, name);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > LARGEST_FILE) break;
      parts.push(part);
    }
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new InputFileError(path, `Cannot read ${name}: ${code}.`, { cause: error });
  }
  if (size > LARGEST_FILE) {
    const why = `it has more than ${megabytes(LARGEST_FILE)}, which no pipeline has`;
    throw new InputFileError(path, `Cannot lint ${name}: ${why}; check the name.`);
  }
  return Buffer.concat(parts);
}

function megabytes(bytes: number): string {
  return `${bytes / 1_048_576} MiB`;
}

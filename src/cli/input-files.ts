/**
 * The inputs that file arguments name: files, directories, patterns and `-` for standard input.
 *
 * Nothing is read here, and a name that leads to nothing does not keep the others from being read.
 * Names starting with a dot and `node_modules` are passed over when a directory is searched.
 *
 * @module
 */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { globFiles } from './files/glob-files';
import { InputFileError, reasonFor } from './files/input-file-error';
import { eachOnce, Walk } from './files/walk';

export { InputFileError };

/** One input. */
export interface InputFile {
  /** As output names it: the argument, or the path below it. */
  readonly name: string;
  /** Absolute path; `null` for standard input. */
  readonly path: string | null;
  /** Why the argument leads to no file. */
  readonly error?: InputFileError;
}

const EXTENSIONS = /\.(?:json|ndjson|jsonl)$/;

/** Looks up file arguments, in their order; the files of a directory or pattern are sorted. One that leads to no file has an error. */
export async function findInputFiles(args: readonly string[], cwd: string): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const arg of args) {
    if (arg === '-') files.push({ name: 'stdin', path: null });
    else files.push(...(await filesOf(arg, cwd).catch((error: unknown) => [missing(arg, error)])));
  }
  return files;
}

function missing(name: string, error: unknown): InputFile {
  if (!(error instanceof InputFileError)) throw error;
  return { name, path: null, error };
}

async function filesOf(arg: string, cwd: string): Promise<InputFile[]> {
  const path = resolve(cwd, arg);
  const kind = await kindOf(path, arg);
  if (kind === 'file') return [{ name: arg, path }];
  if (kind === 'directory') {
    const names = await new Walk(arg, cwd).filesBelow(arg, (name) => EXTENSIONS.test(name));
    if (names.length > 0) return names.map((name) => input(join(arg, name), cwd));
    const why = 'it holds no *.json, *.ndjson or *.jsonl file';
    throw new InputFileError(path, `Cannot validate the directory ${arg}: ${why}.`);
  }
  if (/[*?]/.test(arg)) return filesLike(arg, cwd);
  const hint = 'check the name, or pass - to read standard input';
  throw new InputFileError(path, `Cannot read ${arg}: there is no such file; ${hint}.`);
}

/** Expands `*`, `?` and `**`, for shells that do not; `**` at the end is any depth. */
async function filesLike(pattern: string, cwd: string): Promise<InputFile[]> {
  const literal = pattern.replaceAll(/[{}[\]\\]/g, '\\$&').replace(/(^|\/)\*\*$/, '$1**/*');
  const found = await globFiles(literal, cwd, new Walk(pattern, cwd));
  const names = await eachOnce(found, cwd);
  if (names.length > 0) return names.map((name) => input(name, cwd));
  const why = 'no file matches this pattern';
  throw new InputFileError(resolve(cwd, pattern), `Cannot read ${pattern}: ${why}.`);
}

function input(name: string, cwd: string): InputFile {
  return { name, path: resolve(cwd, name) };
}

async function kindOf(path: string, arg: string): Promise<'file' | 'directory' | null> {
  try {
    return (await stat(path)).isDirectory() ? 'directory' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    const why = reasonFor(String(code));
    throw new InputFileError(path, `Cannot read ${arg}: ${why}.`, { cause: error });
  }
}

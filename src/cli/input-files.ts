/**
 * The inputs that file arguments name: files, directories, patterns and `-` for standard input.
 *
 * Nothing is read here, but everything is looked up before the first file is: a mistyped name fails at once.
 * Names starting with a dot and `node_modules` are passed over when a directory is searched.
 *
 * @module
 */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { WallstashError } from '../errors';

/** One input. */
export interface InputFile {
  /** As output names it: the argument, or the path below it. */
  readonly name: string;
  /** Absolute path; `null` for standard input. */
  readonly path: string | null;
}

/** A file argument that leads to nothing readable. */
export class InputFileError extends WallstashError {
  override readonly name = 'InputFileError';
  readonly path: string;

  constructor(path: string, message: string, options?: ErrorOptions) {
    super('WST_FILE', message, options);
    this.path = path;
  }
}

const EXTENSIONS = /\.(?:json|ndjson|jsonl)$/;

/**
 * Looks up file arguments, in their order; the files of a directory or pattern are sorted.
 *
 * @throws InputFileError for one that leads to no file.
 */
export async function findInputFiles(args: readonly string[], cwd: string): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const arg of args) {
    if (arg === '-') files.push({ name: 'stdin', path: null });
    else files.push(...(await filesOf(arg, cwd)));
  }
  return files;
}

async function filesOf(arg: string, cwd: string): Promise<InputFile[]> {
  const path = resolve(cwd, arg);
  const kind = await kindOf(path, arg);
  if (kind === 'file') return [{ name: arg, path }];
  if (kind === 'directory') {
    const names = (await namesBelow(path)).filter((name) => EXTENSIONS.test(name));
    if (names.length > 0) return names.map((name) => input(arg, name, path));
    const why = 'it holds no *.json, *.ndjson or *.jsonl file';
    throw new InputFileError(path, `Cannot validate the directory ${arg}: ${why}.`);
  }
  if (/[*?]/.test(arg)) return filesLike(arg, cwd);
  const hint = 'check the name, or pass - to read standard input';
  throw new InputFileError(path, `Cannot read ${arg}: there is no such file; ${hint}.`);
}

/** Expands `*`, `?` and `**`, for shells that do not. */
async function filesLike(pattern: string, cwd: string): Promise<InputFile[]> {
  const segments = pattern.split('/');
  const fixed = segments.slice(
    0,
    segments.findIndex((segment) => /[*?]/.test(segment)),
  );
  const base = fixed.length === 0 ? '' : fixed.join('/') || '/';
  const root = resolve(cwd, base);
  const matches = matcher(segments.slice(fixed.length).join('/'));
  const names = (await namesBelow(root).catch(() => [])).filter((name) => matches.test(name));
  if (names.length > 0) return names.map((name) => input(base, name, root));
  throw new InputFileError(root, `Cannot read ${pattern}: no file matches this pattern.`);
}

function input(base: string, name: string, root: string): InputFile {
  return { name: join(base, name), path: join(root, name) };
}

function matcher(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*\*\/|\*\*|\*|\?/g, (wildcard) => {
      if (wildcard === '**/') return '(?:.*/)?';
      if (wildcard === '**') return '.*';
      return wildcard === '*' ? '[^/]*' : '[^/]';
    });
  return new RegExp(`^${source}$`);
}

/** Files below a directory, relative to it and with slashes, sorted. */
async function namesBelow(root: string): Promise<string[]> {
  const names: string[] = [];
  const pending = [''];
  for (let below = pending.pop(); below !== undefined; below = pending.pop()) {
    for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) pending.push(name);
      else if (entry.isFile() || entry.isSymbolicLink()) names.push(name);
    }
  }
  return names.sort();
}

async function kindOf(path: string, arg: string): Promise<'file' | 'directory' | null> {
  try {
    return (await stat(path)).isDirectory() ? 'directory' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new InputFileError(path, `Cannot read ${arg}: ${String(code)}.`, { cause: error });
  }
}

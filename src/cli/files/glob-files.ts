/**
 * The files that a pattern names: one of Logstash's `path.config`, or one given to a command where no shell expands it.
 *
 * @module
 */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { expandBraces, readSegment, type Segment } from './glob-pattern';
import { InputFileError } from './input-file-error';
import { Walk } from './walk';

/** Patterns that braces may stand for. */
const MOST_PATTERNS = 1_000;
/** As long as a path of Linux may be. */
const LONGEST_PATTERN = 4_096;

/**
 * Files by Logstash's rules, sorted, as it joins them. A folder stands for the files in it, and names that end with
 * `~` are passed over (`config_path_loader` in Logstash's `local.rb`). Relative patterns count from `cwd`, and so do
 * the names that come back.
 *
 * @throws InputFileError for a pattern that stands for too much to be looked up.
 */
export async function configFiles(pattern: string, cwd: string): Promise<readonly string[]> {
  const whole = (await kindOf(resolve(cwd, pattern))) === 'folder' ? `${pattern}/*` : pattern;
  const walk = new Walk(pattern, cwd, { passesOver: () => false });
  return (await globFiles(whole, cwd, walk)).filter((name) => !name.endsWith('~'));
}

/** Files that a pattern matches, sorted; links by their own name too. @throws InputFileError as {@link configFiles} */
export async function globFiles(
  pattern: string,
  cwd: string,
  walk: Walk,
): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const one of boundedPatterns(pattern, cwd)) {
    for (const name of await matching(one, cwd, walk)) names.add(name);
  }
  const files: string[] = [];
  for (const name of names) {
    if ((await kindOf(resolve(cwd, name))) === 'file') files.push(name);
  }
  return files.sort();
}

function boundedPatterns(pattern: string, cwd: string): readonly string[] {
  const patterns: string[] = [];
  if (pattern.length > LONGEST_PATTERN) throw tooMuch(pattern, cwd);
  for (const one of expandBraces(pattern)) {
    patterns.push(one);
    if (patterns.length > MOST_PATTERNS) throw tooMuch(pattern, cwd);
  }
  return patterns;
}

function tooMuch(pattern: string, cwd: string): InputFileError {
  const short = pattern.length > 60 ? `${pattern.slice(0, 60)}…` : pattern;
  const why = `its braces stand for more than ${MOST_PATTERNS.toLocaleString('en')} patterns, or it has more than ${LONGEST_PATTERN.toLocaleString('en')} characters`;
  return new InputFileError(cwd, `Cannot look up ${short}: ${why}; write it as several.`);
}

/** Names that match a pattern without braces; those without a wildcard need not exist. */
async function matching(pattern: string, cwd: string, walk: Walk): Promise<readonly string[]> {
  let names: readonly string[] = [pattern.startsWith('/') ? '/' : ''];
  const texts = pattern.split('/').filter((one) => one !== '');
  for (const [index, text] of texts.entries()) {
    const isLast = index === texts.length - 1;
    const segment = readSegment(isLast && text === '**' ? '*' : text);
    const next = new Set<string>();
    for (const name of names) {
      for (const found of await below(name, segment, walk)) next.add(found);
    }
    names = [...next];
  }
  return names;
}

async function below(name: string, segment: Segment, walk: Walk): Promise<readonly string[]> {
  if (segment === null) return foldersFrom(name, walk);
  if (typeof segment === 'string') return [join(name, segment)];
  const entries = await walk.entriesOf(name);
  return entries.filter((entry) => segment(entry.name)).map((entry) => join(name, entry.name));
}

/** A folder and all below it; hidden ones and links to folders are left out, as Ruby's `**` does. */
async function foldersFrom(name: string, walk: Walk): Promise<readonly string[]> {
  const folders = [name];
  for (const folder of folders) {
    for (const entry of await walk.entriesOf(folder)) {
      if (entry.isDirectory() && !entry.name.startsWith('.'))
        folders.push(join(folder, entry.name));
    }
  }
  return folders;
}

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : null;
}

/**
 * The files that a pattern of Logstash's `path.config` names.
 *
 * @module
 */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { expandBraces, readSegment, type Segment } from '../../pipeline-lint/glob-pattern';

/**
 * Looks them up and sorts them, as Logstash joins them. A folder stands for the files in it, and names that end with
 * `~` are passed over (`config_path_loader` in Logstash's `local.rb`). Relative patterns count from `cwd`, and so do
 * the names that come back.
 */
export async function globFiles(pattern: string, cwd: string): Promise<readonly string[]> {
  const whole = (await kindOf(resolve(cwd, pattern))) === 'folder' ? `${pattern}/*` : pattern;
  const found = await Promise.all(expandBraces(whole).map((one) => matching(one, cwd)));
  const names = [...new Set(found.flat())].filter((name) => !name.endsWith('~')).sort();
  const kinds = await Promise.all(names.map((name) => kindOf(resolve(cwd, name))));
  return names.filter((_name, index) => kinds[index] === 'file');
}

/** Names that match a pattern without braces; those without a wildcard need not exist. */
async function matching(pattern: string, cwd: string): Promise<readonly string[]> {
  let names: readonly string[] = [pattern.startsWith('/') ? '/' : ''];
  const texts = pattern.split('/').filter((one) => one !== '');
  for (const [index, text] of texts.entries()) {
    const isLast = index === texts.length - 1;
    const segment = readSegment(isLast && text === '**' ? '*' : text);
    const next = await Promise.all(names.map((name) => below(name, segment, cwd)));
    names = next.flat();
  }
  return names;
}

async function below(name: string, segment: Segment, cwd: string): Promise<readonly string[]> {
  if (segment === null) return [name, ...(await foldersBelow(name, cwd))];
  if (typeof segment === 'string') return [join(name, segment)];
  const entries = await entriesOf(name, cwd);
  return entries.filter((entry) => segment.test(entry.name)).map((entry) => join(name, entry.name));
}

/** Hidden folders and links to folders are left out, as Ruby's `**` does. */
async function foldersBelow(name: string, cwd: string): Promise<readonly string[]> {
  const entries = await entriesOf(name, cwd);
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => join(name, entry.name));
  const inner = await Promise.all(folders.map((folder) => foldersBelow(folder, cwd)));
  return [...folders, ...inner.flat()];
}

async function entriesOf(name: string, cwd: string): Promise<readonly Dirent[]> {
  return readdir(resolve(cwd, name), { withFileTypes: true }).catch(() => []);
}

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  return found.isDirectory() ? 'folder' : 'file';
}

/**
 * `--report`: the same flag in every command whose result a CI job shows.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { makePrivateDirectory, PRIVATE_FILE, TEMPORARY } from '../disk/private-files';
import { whyRefused } from '../disk/why-refused';
import { InvalidOptionError, messageOf, WallstashError } from '../errors';
import { renderGithub } from '../report/github';
import { renderJson } from '../report/json';
import { renderJunit } from '../report/junit';
import type { Report } from '../report/report';
import { option, type CommandDependencies } from './command';

const FILE_FORMATS = { junit: renderJunit, json: renderJson } as const;
const EXPECTED = 'junit=FILE, json=FILE or github';

/** One report that was asked for. */
export type ReportTarget =
  | { readonly format: 'github' }
  | { readonly format: keyof typeof FILE_FORMATS; readonly file: string };

/** A report file that could not be written. */
class ReportFileError extends WallstashError {
  override readonly name = 'ReportFileError';
  readonly path: string;

  constructor(file: string, path: string, cause: unknown) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    const why =
      whyRefused(code, 'another file') ??
      `the system says ${code}. Give --report a file that can be written`;
    super('WST_FILE', `Cannot write the report ${file}: ${why}.`, { cause });
    this.path = path;
  }
}

/** `--report <format...>`: JUnit XML, JSON, or GitHub annotations on standard error. Repeatable. */
export function reportOption() {
  return option(
    '--report <format>',
    'also write junit=FILE (XML), json=FILE, or github (annotations on standard error)',
  ).argParser(addTarget);
}

/** Each value may also hold several, separated by commas, as in the environment twin. */
function addTarget(text: string, before: readonly ReportTarget[] = []): readonly ReportTarget[] {
  return [...before, ...text.split(',').map(parseTarget)];
}

function parseTarget(text: string): ReportTarget {
  if (text === 'github') return { format: 'github' };
  const [, format, file] = /^(junit|json)=(.+)$/.exec(text) ?? [];
  if (file === undefined) throw new InvalidOptionError('--report', text, EXPECTED);
  return { format: format === 'junit' ? 'junit' : 'json', file };
}

/** Writes each report, for this user alone (a file that is there keeps its mode); makes the directory of one that has none. @throws WallstashError (`WST_FILE`) */
export async function writeReports(
  targets: readonly ReportTarget[] | undefined,
  report: Report,
  { cwd, err }: Pick<CommandDependencies, 'cwd' | 'err'>,
): Promise<void> {
  for (const target of targets ?? []) {
    if (target.format === 'github') {
      err(renderGithub(report));
      continue;
    }
    const path = resolve(cwd, target.file);
    try {
      await makePrivateDirectory(dirname(path));
      await writeWhole(path, FILE_FORMATS[target.format](report));
    } catch (error) {
      throw new ReportFileError(target.file, path, error);
    }
  }
}

/**
 * Writes the reports of a command that an error ended: one case that could not be tried, for else a CI server shows
 * nothing, or the report of the run before. None when it is a report that cannot be written.
 *
 * @throws WallstashError (`WST_FILE`)
 */
export async function reportError(
  error: unknown,
  command: string,
  targets: readonly ReportTarget[] | undefined,
  dependencies: Pick<CommandDependencies, 'cwd' | 'err'>,
): Promise<void> {
  if (error instanceof ReportFileError) return;
  const reason = messageOf(error);
  const one = { name: 'start', group: command, outcome: 'failed', untried: true, reason } as const;
  const report = { command: `wallstash ${command}`, startedAt: Date.now(), cases: [one] };
  await writeReports(targets, report, dependencies);
}

/** A report that is there is replaced only by a whole one, whenever the command is killed. */
async function writeWhole(path: string, text: string): Promise<void> {
  const before = await stat(path).catch(() => undefined);
  // Such as /dev/stdout or a named pipe.
  if (before !== undefined && !before.isFile()) return writeFile(path, text);
  const suffix = randomBytes(6).toString('hex');
  const temporary = join(dirname(path), `.${basename(path)}.${suffix}${TEMPORARY}`);
  try {
    await writeFile(temporary, text, { mode: before?.mode ?? PRIVATE_FILE });
    await rename(temporary, path);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
    // A mounted file, or one in a directory that is not this user's, can be written but not replaced.
    await writeFile(path, text);
  }
}

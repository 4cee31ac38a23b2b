/**
 * `--report`: the same flag in every command whose result a CI job shows.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { makePrivateDirectory, PRIVATE_FILE } from '../disk/private-files';
import { InvalidOptionError, WallstashError } from '../errors';
import { renderGithub } from '../report/github';
import { renderJson } from '../report/json';
import { renderJunit } from '../report/junit';
import type { Report } from '../report/report';
import { option, type CommandDependencies } from './command';

const FILE_FORMATS = { junit: renderJunit, json: renderJson } as const;
const EXPECTED = 'junit=FILE, json=FILE or github';

/** One report that was asked for. */
type ReportTarget =
  | { readonly format: 'github' }
  | { readonly format: keyof typeof FILE_FORMATS; readonly file: string };

/** A report file that could not be written. */
class ReportFileError extends WallstashError {
  override readonly name = 'ReportFileError';
  readonly path: string;

  constructor(file: string, path: string, cause: unknown) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    super(
      'WST_FILE',
      `Cannot write the report ${file}: the system says ${code}. Give --report a file that can be written.`,
      { cause },
    );
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
      await writeFile(path, FILE_FORMATS[target.format](report), { mode: PRIVATE_FILE });
    } catch (error) {
      throw new ReportFileError(target.file, path, error);
    }
  }
}

/**
 * `wallstash explain CODE`: the section of `docs/errors.md` that an error code has.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { InvalidOptionError } from '../errors';
import { nearestName } from '../notification/nearest-name';
import { command, type CommandDependencies } from './command';
import { PACKAGE_ROOT } from './version';

/** `explain`: exit code 2 when there is no such code. */
export function explainCommand({ out }: CommandDependencies) {
  return command('explain', 'Say what an error code means and what to do')
    .argument('[code]', 'such as WST_PORT_IN_USE or STATUS_429; without it, all codes')
    .action(async (code) => {
      const sections = sectionsOf(await readFile(join(PACKAGE_ROOT, 'docs', 'errors.md'), 'utf8'));
      const known = [...sections.keys()];
      if (code === undefined) return out(`${known.join('\n')}\n`);
      const name = code.trim().toUpperCase();
      const text = sections.get(/^STATUS_\d{3}$/.test(name) ? 'STATUS_n' : name);
      if (text === undefined) throw unknown(code, known);
      await out(`${name}\n\n${text}\n`);
    });
}

function unknown(code: string, known: readonly string[]): InvalidOptionError {
  const nearest = nearestName(code, known);
  const meant =
    nearest === undefined ? '"wallstash explain" lists all' : `did you mean ${nearest}?`;
  return new InvalidOptionError('code', code, `an error code: ${meant}`);
}

/** The text of each section by its code, as a terminal shows it. */
function sectionsOf(document: string): ReadonlyMap<string, string> {
  const sections = document.split(/^###? /m).slice(1);
  return new Map(
    sections.flatMap((section) => {
      const [, code = '', text = ''] = /^(\w+)\n+([\s\S]*)$/.exec(section) ?? [];
      const isCode = /^(?:[A-Z][A-Z_]+|STATUS_n)$/.test(code);
      return isCode ? [[code, plain(text)] as const] : [];
    }),
  );
}

/** Without the marks of Markdown that only a browser turns into something. */
function plain(markdown: string): string {
  return markdown
    .trim()
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll('`', '');
}

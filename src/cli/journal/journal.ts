/**
 * `wallstash journal`: what was received, read from the data directory while `serve` runs or not.
 *
 * @module
 */
import { nearestName } from '../../notification/nearest-name';
import { command, type CommandDependencies } from '../command';
import { journalClearCommand } from './journal-clear';
import { journalExportCommand } from './journal-export';
import { journalImportCommand } from './journal-import';
import { journalListCommand } from './journal-list';
import { journalShowCommand } from './journal-show';
import { journalTailCommand } from './journal-tail';
import { journalVerifyCommand } from './journal-verify';

/** `journal` with its sub-commands. */
export function journalCommand(dependencies: CommandDependencies) {
  const journal = command('journal', 'Look at what was received');
  journal.on('command:*', ([name = '']: readonly string[]) => refuse(journal, name));
  return journal
    .addCommand(journalListCommand(dependencies))
    .addCommand(journalShowCommand(dependencies))
    .addCommand(journalTailCommand(dependencies))
    .addCommand(journalExportCommand(dependencies))
    .addCommand(journalImportCommand(dependencies))
    .addCommand(journalClearCommand(dependencies))
    .addCommand(journalVerifyCommand(dependencies));
}

/** What other programs call these commands. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  follow: 'tail --follow',
  watch: 'tail --follow',
  ls: 'list',
  cat: 'show',
  get: 'show',
  check: 'verify',
  dump: 'export',
  load: 'import',
  restore: 'import',
  delete: 'clear',
  empty: 'clear',
  purge: 'clear',
  rm: 'clear',
};

/** Names the command that was probably meant. */
function refuse(journal: ReturnType<typeof command>, name: string): never {
  const names = journal.commands.map((one) => one.name());
  const meant = Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : nearestName(name, names);
  const hint = meant === undefined ? `One of ${names.join(', ')}.` : `Did you mean ${meant}?`;
  return journal.error(`error: unknown command '${name}'\n(${hint})`, {
    code: 'commander.unknownCommand',
  });
}

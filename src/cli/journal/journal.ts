/**
 * `wallstash journal`: what was received, read from the data directory while `serve` runs or not.
 *
 * @module
 */
import { command, type CommandDependencies } from '../command';
import { journalExportCommand } from './journal-export';
import { journalListCommand } from './journal-list';
import { journalShowCommand } from './journal-show';
import { journalTailCommand } from './journal-tail';
import { journalVerifyCommand } from './journal-verify';

/** `journal` with its sub-commands. */
export function journalCommand(dependencies: CommandDependencies) {
  return command('journal', 'Look at what was received')
    .addCommand(journalListCommand(dependencies))
    .addCommand(journalShowCommand(dependencies))
    .addCommand(journalTailCommand(dependencies))
    .addCommand(journalExportCommand(dependencies))
    .addCommand(journalVerifyCommand(dependencies));
}

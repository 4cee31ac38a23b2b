/**
 * `wallstash journal export`: entries with their bodies, streamed.
 *
 * @module
 */
import {
  EXPORT_FORMATS,
  EXPORT_WORDS,
  exportEntries,
} from '../../journal/exporting/export-entries';
import { damagedWords } from '../../journal/errors';
import { RECEIVER_DEFAULTS } from '../../receiver/options';
import { command, callOption, EXIT, ExitError, type CommandDependencies } from '../command';
import { dataOption, filterOf, openReader, withFilters } from './journal-flags';

/** `journal export`. */
export function journalExportCommand(dependencies: CommandDependencies) {
  return withFilters(command('export', 'Print entries with their bodies, oldest first'))
    .addOption(
      callOption('--as <format>', EXPORT_WORDS)
        .choices(EXPORT_FORMATS)
        .default('ndjson' as const),
    )
    .addOption(
      callOption('--format <format>', 'the same as --as').choices(EXPORT_FORMATS).hideHelp(),
    )
    .addOption(dataOption())
    .action(async (query, flags) => {
      const filter = filterOf(query, flags, dependencies);
      const reader = await openReader(flags.data, dependencies);
      const place = { origin: `https://localhost:${RECEIVER_DEFAULTS.port}` };
      let damaged = 0;
      const entries = reader.read(filter, { onDamaged: () => (damaged += 1) });
      const parts = exportEntries(entries, flags.format ?? flags.as, place);
      for await (const part of parts) await dependencies.out(part);
      if (damaged === 0) return;
      dependencies.err(`${damagedWords(damaged)}\n`);
      throw new ExitError(EXIT.failed);
    });
}

/**
 * `wallstash journal export`: entries with their bodies, streamed.
 *
 * @module
 */
import { recordText } from '../../journal/segments/record';
import { command, callOption, type CommandDependencies } from '../command';
import { dataOption, filterOf, openReader, withFilters } from './journal-flags';

const FORMATS = ['ndjson', 'bodies'] as const;

/** `journal export`. */
export function journalExportCommand(dependencies: CommandDependencies) {
  return withFilters(command('export', 'Print entries with their bodies, oldest first'))
    .addOption(
      callOption(
        '--format <format>',
        'ndjson: one entry a line; bodies: each body as sent and a newline',
      )
        .choices(FORMATS)
        .default('ndjson' as const),
    )
    .addOption(dataOption())
    .action(async (query, flags) => {
      const { out } = dependencies;
      const reader = await openReader(flags.data, dependencies);
      for await (const entry of reader.read(filterOf(query, flags, dependencies))) {
        if (flags.format === 'ndjson') {
          await out(`${recordText(entry)}\n`);
        } else if (entry.kind !== 'handshake') {
          await out(entry.body);
          await out('\n');
        }
      }
    });
}

/**
 * `wallstash journal tail`: the newest entries, and with `-f` those to come.
 *
 * @module
 */
import type { EntrySummary } from '../../journal/entry';
import { damagedWords, JournalCorruptError } from '../../journal/errors';
import { criteriaOf, type Criteria } from '../../journal/querying/filter';
import { followJournal } from '../../journal/querying/follow';
import type { JournalReader } from '../../journal/journal-reader';
import { callOption, command, type CommandDependencies } from '../command';
import {
  dataOption,
  filterOf,
  jsonOption,
  nothingToShow,
  openReader,
  parseCount,
  withFilters,
} from './journal-flags';
import { asJsonRow, renderRow } from './journal-table';

/** `journal tail`. */
export function journalTailCommand(dependencies: CommandDependencies) {
  return withFilters(command('tail', 'Show the newest entries, and with -f those to come'))
    .addOption(callOption('-f, --follow', 'go on with what arrives, until Ctrl-C'))
    .addOption(
      callOption('--lines <count>', 'entries to begin with, at most 1000')
        .default(10)
        .argParser((text) => parseCount('--lines', text)),
    )
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (query, flags) => {
      const { lines, data, json = false, follow = false } = flags;
      const { out, err, signal } = dependencies;
      const filter = filterOf(query, flags, dependencies);
      const reader = await openReader(data, dependencies);
      const print = (summary: EntrySummary): Promise<void> | void =>
        out(json ? `${JSON.stringify(asJsonRow(summary))}\n` : renderRow(summary, dependencies));
      const newest = { ...filter, order: 'newest-first', limit: lines } as const;
      const { entries, damaged } = await reader.query(newest);
      for (const summary of entries.toReversed()) await print(summary);
      if (damaged > 0) err(`${damagedWords(damaged)}\n`);
      if (entries.length === 0) err(nothingToShow(reader));
      if (!follow) return;
      const criteria = criteriaOf(filter);
      for await (const summary of followJournal(reader, signal)) {
        const match = await matches(reader, criteria, summary);
        if (match instanceof JournalCorruptError) err(`Warning: ${match.message}\n`);
        else if (match) await print(summary);
      }
    });
}

async function matches(
  reader: JournalReader,
  { bySummary, byEntry }: Criteria,
  summary: EntrySummary,
): Promise<boolean | JournalCorruptError> {
  if (!bySummary(summary)) return false;
  if (byEntry === undefined) return true;
  try {
    const entry = await reader.get(summary.id);
    return entry !== undefined && byEntry(entry);
  } catch (error) {
    if (error instanceof JournalCorruptError) return error;
    throw error;
  }
}

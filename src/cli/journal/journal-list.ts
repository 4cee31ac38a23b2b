/**
 * `wallstash journal list`: a table of entries.
 *
 * @module
 */
import { damagedWords } from '../../journal/errors';
import type { EntryFilter, EntryPage, EntryQuery } from '../../journal/journal';
import type { JournalReader } from '../../journal/journal-reader';
import { command, callOption, type CommandDependencies } from '../command';
import {
  dataOption,
  filterOf,
  jsonOption,
  nothingToShow,
  openReader,
  parseCount,
  withFilters,
} from './journal-flags';
import { asJsonRow, renderRow, TABLE_HEADER } from './journal-table';
import { counted } from '../terminal';

interface Listing {
  readonly filter: EntryFilter;
  readonly limit: number;
  readonly oldestFirst: boolean;
}

const LARGEST_PAGE = 1_000;

/** `journal list`. */
export function journalListCommand(dependencies: CommandDependencies) {
  return withFilters(command('list', 'List entries, newest first'))
    .addOption(
      callOption('--limit <count>', 'at most so many')
        .default(100)
        .argParser((text) => parseCount('--limit', text)),
    )
    .addOption(callOption('--oldest-first', 'begin with the oldest'))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (query, flags) => {
      const { limit, oldestFirst = false, data, json } = flags;
      const reader = await openReader(data, dependencies);
      const listing = { filter: filterOf(query, flags, dependencies), limit, oldestFirst };
      await (json ? listJson(reader, listing, dependencies) : list(reader, listing, dependencies));
    });
}

async function list(
  reader: JournalReader,
  listing: Listing,
  dependencies: CommandDependencies,
): Promise<void> {
  const { out, err } = dependencies;
  let shown = 0;
  let more = false;
  let damaged = 0;
  for await (const { entries, next, ...gone } of pages(reader, listing)) {
    if (shown === 0 && entries.length > 0) await out(TABLE_HEADER);
    await out(entries.map((entry) => renderRow(entry, dependencies)).join(''));
    shown += entries.length;
    damaged += gone.damaged;
    more = next !== undefined;
  }
  if (shown === 0) await out(nothingToShow(reader));
  if (more) err('There are more: raise --limit, or narrow down with --type, --since, --text …\n');
  const { dropped, cleared } = reader.statistics();
  if (dropped > 0)
    err(`Retention has dropped ${counted(dropped, 'older entry', 'older entries')}.\n`);
  if (cleared > 0) err(`${counted(cleared, 'entry was', 'entries were')} cleared.\n`);
  if (damaged > 0) err(`${damagedWords(damaged)}\n`);
}

async function listJson(
  reader: JournalReader,
  listing: Listing,
  { out }: CommandDependencies,
): Promise<void> {
  const entries: object[] = [];
  let more = false;
  let damaged = 0;
  for await (const page of pages(reader, listing)) {
    entries.push(...page.entries.map(asJsonRow));
    damaged += page.damaged;
    more = page.next !== undefined;
  }
  const { dropped, cleared } = reader.statistics();
  await out(`${JSON.stringify({ entries, more, dropped, cleared, damaged }, null, 2)}\n`);
}

async function* pages(
  reader: JournalReader,
  { filter, limit, oldestFirst }: Listing,
): AsyncGenerator<EntryPage, void, void> {
  let left = limit;
  let cursor: string | undefined;
  do {
    const query: EntryQuery = {
      ...filter,
      order: oldestFirst ? 'oldest-first' : 'newest-first',
      limit: Math.min(left, LARGEST_PAGE),
      ...(cursor !== undefined && { cursor }),
    };
    const page = await reader.query(query);
    left -= page.entries.length;
    cursor = page.next;
    yield page;
  } while (cursor !== undefined && left > 0);
}

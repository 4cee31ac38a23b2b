/**
 * Flags that the sub-commands of `journal` share: which journal, and which entries of it.
 *
 * @module
 */
import type { Command } from '@commander-js/extra-typings';

import { InvalidOptionError } from '../../errors';
import type { EntryFilter } from '../../journal/journal';
import { openJournalReader, type JournalReader } from '../../journal/journal-reader';
import { parseLength } from '../../journal/search/moment';
import { parseSearch } from '../../journal/search/parse-search';
import { searchHelp } from '../../journal/search/search-doc';
import { nearestName } from '../../notification/nearest-name';
import { isNotificationType, NOTIFICATION_TYPES } from '../../notification/notification-type';
import { callOption, option, type CommandDependencies } from '../command';
import { journalDirectory } from '../data-directory';
import { counted } from '../terminal';

/** Flags that say which entries are wanted. */
interface FilterFlags {
  readonly type?: string | undefined;
  readonly verdict?: 'accepted' | 'rejected' | 'refused' | undefined;
  readonly valid?: true | undefined;
  readonly invalid?: true | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly carrier?: string | undefined;
  readonly text?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** `--data`, as `serve` has it. */
export function dataOption() {
  return option('--data <directory>', 'the data directory, as given to serve').default('data');
}

/** `--json`. */
export function jsonOption() {
  return option('--json', 'print JSON');
}

/** Adds the search and the flags that choose entries. */
export function withFilters(bare: Command) {
  return bare
    .argument('[query...]', 'a search, such as type:vuln status:4xx "some text"; all must hold')
    .addHelpText('after', searchHelp())
    .addOption(callOption('--type <type>', 'with a notification of this type, such as new_hits'))
    .addOption(
      callOption('--verdict <verdict>', 'what came of it').choices([
        'accepted',
        'rejected',
        'refused',
      ] as const),
    )
    .addOption(callOption('--valid', 'without a violation'))
    .addOption(callOption('--invalid', 'with a violation').conflicts('valid'))
    .addOption(callOption('--method <method>', 'sent with this method'))
    .addOption(callOption('--path <prefix>', 'whose path starts with this'))
    .addOption(
      callOption('--carrier <carrier>', 'whose body is of this form').choices([
        'array',
        'ndjson',
        'object',
        'logstash-event',
      ] as const),
    )
    .addOption(callOption('--text <text>', 'whose body contains this, in any case'))
    .addOption(callOption('--fingerprint <sha256>', 'with a notification of this fingerprint'))
    .addOption(
      callOption(
        '--since <time>',
        'received at or after: ISO 8601, or how long ago (10m, 2h, 1d)',
      ).argParser((text) => parseTime('--since', text)),
    )
    .addOption(
      callOption('--until <time>', 'received before: as --since').argParser((text) =>
        parseTime('--until', text),
      ),
    );
}

/** The filter that search and flags ask for, all of it; says on standard error when its type is probably mistyped. */
export function filterOf(
  query: readonly string[],
  flags: FilterFlags,
  { err }: Pick<CommandDependencies, 'err'>,
): EntryFilter {
  if (flags.type !== undefined) warnOfType(flags.type, err);
  const { type, verdict, valid, invalid, method, path, carrier } = flags;
  const { text, fingerprint, since, until } = flags;
  const search = query.join(' ');
  // What is mistyped is told before a journal is opened.
  parseSearch(search);
  return {
    ...(search !== '' && { search }),
    ...(type !== undefined && { type }),
    ...(verdict !== undefined && { verdict }),
    ...((valid ?? invalid) !== undefined && { valid: valid === true }),
    ...(method !== undefined && { method: method.toUpperCase() }),
    ...(path !== undefined && { path }),
    ...(carrier !== undefined && { carrier }),
    ...(text !== undefined && { text }),
    ...(fingerprint !== undefined && { fingerprint: fingerprint.toLowerCase() }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

/** A journal may hold types that nobody knows, so an unknown one is looked for all the same. */
function warnOfType(type: string, err: CommandDependencies['err']): void {
  if (isNotificationType(type)) return;
  const nearest = nearestName(type, NOTIFICATION_TYPES);
  if (nearest === undefined) return;
  err(
    `Warning: Wallarm is not known to send the type ${JSON.stringify(type)}: did you mean ${nearest}?\n`,
  );
}

/** Opens the journal of a data directory and says on standard error what is wrong with it. */
export async function openReader(
  data: string,
  { cwd, err }: CommandDependencies,
): Promise<JournalReader> {
  const reader = await openJournalReader(journalDirectory(data, cwd));
  for (const { message } of reader.problems) err(`Warning: ${message}\n`);
  return reader;
}

/** Why nothing is shown. */
export function nothingToShow(reader: JournalReader): string {
  const { entries, newest } = reader.statistics();
  if (entries === 0 && newest !== undefined) {
    return `No entry in ${reader.directory} can be read, up to ${newest}: the journal was damaged or removed.\n`;
  }
  return entries === 0
    ? `The journal in ${reader.directory} is empty: nothing has been received yet.\n`
    : `None of the ${counted(entries, 'entry', 'entries')} matches.\n`;
}

/** A whole number from 1. @throws InvalidOptionError */
export function parseCount(flag: string, text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new InvalidOptionError(flag, text, 'a whole number from 1');
  return count;
}

/** A moment: so long ago, or ISO 8601. @throws InvalidOptionError */
function parseTime(flag: string, text: string): number {
  const ago = parseLength(text);
  const time = ago === undefined ? Date.parse(text) : Date.now() - ago;
  if (Number.isNaN(time)) {
    throw new InvalidOptionError(flag, text, 'a time such as 2026-11-24T08:00:00Z, or 10m, 2h, 1d');
  }
  return time;
}

/**
 * `wallstash journal clear`: removes entries for good, here or through the `serve` that writes the journal.
 *
 * @module
 */
import { createInterface } from 'node:readline/promises';
import type { ReadStream } from 'node:tty';

import { InvalidOptionError } from '../../errors';
import { openJournal } from '../../journal/durable-journal';
import { damagedWords, JournalLockedError } from '../../journal/errors';
import type { EntryFilter } from '../../journal/journal';
import { parseLength } from '../../journal/search/moment';
import { command, callOption, EXIT, ExitError, type CommandDependencies } from '../command';
import { journalDirectory } from '../data-directory';
import { consoleTokenOption } from '../integration/integration-flags';
import { finishOnSignal } from '../interruption';
import { RemoteApi } from '../remote-api';
import { counted } from '../terminal';
import { dataOption, filterOf, nothingToShow, openReader, withFilters } from './journal-flags';
import { KEEP_ALL } from './keep-all';

/** What is cleared, and with whose leave. */
interface Clearing {
  readonly filter: EntryFilter;
  readonly data: string;
  readonly consoleToken: string | undefined;
}

/** What came of it. */
interface Cleared {
  readonly cleared: number;
  /** Entries that stay because they cannot be read. */
  readonly damaged: number;
}

/** `journal clear`. */
export function journalClearCommand(dependencies: CommandDependencies) {
  return withFilters(command('clear', 'Remove entries for good: all, or those that match'))
    .addOption(
      callOption('--older-than <age>', 'received longer ago than this: 90s, 10m, 2h, 1d')
        .conflicts('until')
        .argParser(parseAge),
    )
    .addOption(callOption('--yes', 'do not ask'))
    .addOption(dataOption())
    .addOption(consoleTokenOption())
    .action(async (query, { olderThan, yes = false, data, consoleToken, ...flags }) => {
      const until = olderThan === undefined ? flags.until : Date.now() - olderThan;
      const filter = filterOf(query, { ...flags, until }, dependencies);
      const reader = await openReader(data, dependencies);
      const { total } = await reader.timeline(filter);
      if (total === 0) {
        await dependencies.out(nothingToShow(reader));
        return;
      }
      const { entries } = reader.statistics();
      const what = total === entries ? `all ${total}` : `${total} of ${entries}`;
      if (!yes) await ask(`Clear ${what} entries in ${reader.directory} for good?`, dependencies);
      const { cleared, damaged } = await clear({ filter, data, consoleToken }, dependencies);
      await dependencies.out(`Cleared ${counted(cleared, 'entry', 'entries')}.\n`);
      if (damaged === 0) return;
      dependencies.err(`${damagedWords(damaged)}\n`);
      throw new ExitError(EXIT.failed);
    });
}

/** Only a person can say yes here. @throws ExitError when it was no, or nobody can be asked */
async function ask(
  question: string,
  { stdin, err, interactive, signal }: CommandDependencies,
): Promise<void> {
  if (!interactive || !(stdin as Partial<ReadStream>).isTTY) {
    err(`${question} There is no terminal to ask at: say --yes.\n`);
    throw new ExitError(EXIT.usage);
  }
  err(`${question} [y/N] `);
  const lines = createInterface({ input: stdin, signal });
  try {
    let answer = '';
    for await (const line of lines) {
      answer = line;
      break;
    }
    if (/^\s*y(?:es)?\s*$/i.test(answer)) return;
  } finally {
    lines.close();
  }
  err('Nothing was cleared.\n');
  throw new ExitError(EXIT.failed);
}

async function clear(
  { filter, data, consoleToken }: Clearing,
  dependencies: CommandDependencies,
): Promise<Cleared> {
  const { cwd, signal } = dependencies;
  const directory = journalDirectory(data, cwd);
  finishOnSignal('clear', dependencies);
  try {
    await using journal = await openJournal({
      ...{ ...KEEP_ALL, directory, owner: '"wallstash journal clear"' },
    });
    let damaged = 0;
    const cleared = await journal.clear(filter, { signal, onDamaged: () => (damaged += 1) });
    return { cleared, damaged };
  } catch (error) {
    if (!(error instanceof JournalLockedError) || error.api === undefined) throw error;
    const { api: url, owner } = error;
    const api = new RemoteApi({ url, owner, token: consoleToken }, signal);
    const query = new URLSearchParams(
      Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
    return api.call('DELETE', `/api/deliveries?${query}`);
  }
}

function parseAge(text: string): number {
  const age = parseLength(text);
  if (age === undefined) throw new InvalidOptionError('--older-than', text, '90s, 10m, 2h or 1d');
  return age;
}

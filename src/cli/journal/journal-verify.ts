/**
 * `wallstash journal verify`: checksums and sequence of every record.
 *
 * @module
 */
import { openJournalReader } from '../../journal/journal-reader';
import { command, EXIT, ExitError, type CommandDependencies } from '../command';
import { journalDirectory } from '../data-directory';
import { dataOption, jsonOption } from './journal-flags';
import { counted, readableSize } from '../terminal';

const CODE = 'WST_JOURNAL_CORRUPT';

/** `journal verify`; exit code 1 when something is wrong. */
export function journalVerifyCommand({ out, cwd }: CommandDependencies) {
  return command('verify', 'Check every record: checksum, form and sequence')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async ({ data, json }) => {
      const { problems, ...reader } = await check(journalDirectory(data, cwd));
      const coded = problems.map((problem) => ({ code: CODE, ...problem }));
      if (json) {
        await out(`${JSON.stringify({ ...reader, problems: coded }, null, 2)}\n`);
      } else {
        const { entries, bytes, dropped, cleared, oldest, newest } = reader;
        const range = oldest === undefined ? '' : ` (${oldest} to ${newest ?? ''})`;
        await out(
          `${counted(entries, 'entry', 'entries')}${range}, ${readableSize(bytes)}; ${dropped} dropped by retention${cleared === 0 ? '' : `, ${cleared} cleared`}.\n`,
        );
        for (const { code, message } of coded) await out(`${code}: ${message}\n`);
        await out(
          problems.length === 0
            ? 'Every record is sound.\n'
            : `${counted(problems.length, 'problem')}. A torn end is cut off and kept aside at the next start; damage stays as it is.\n`,
        );
      }
      if (problems.length > 0) throw new ExitError(EXIT.failed);
    });
}

async function check(directory: string) {
  const reader = await openJournalReader(directory, { thorough: true });
  return { ...reader.statistics(), problems: reader.problems };
}

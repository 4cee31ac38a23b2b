/**
 * `wallstash journal import`: brings in deliveries that were exported, here or through the `serve` that writes the journal.
 *
 * @module
 */
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { WallstashError } from '../../errors';
import { openJournal, type DurableJournal } from '../../journal/durable-journal';
import { JournalLockedError } from '../../journal/errors';
import { importEntries, type ImportOutcome } from '../../journal/importing/import-entries';
import { inspectBody } from '../../notification/inspect-body';
import { RECEIVER_DEFAULTS } from '../../receiver/options';
import { command, EXIT, ExitError, type CommandDependencies } from '../command';
import { journalDirectory, makeDataDirectory } from '../data-directory';
import { reasonFor } from '../files/input-file-error';
import { InputFileError } from '../input-files';
import { consoleTokenOption } from '../integration/integration-flags';
import { finishOnSignal } from '../interruption';
import { RemoteApi } from '../remote-api';
import { counted, printable } from '../terminal';
import { dataOption, jsonOption } from './journal-flags';
import { KEEP_ALL } from './keep-all';

/** Small, since retention drops whole segments. */
const SEGMENT_BYTES = 8 * 1024 * 1024;
const CHUNK = 256 * 1024;

/** Takes the bytes of an export, wherever the journal is. */
type Importer = (source: AsyncIterable<Uint8Array>) => Promise<ImportOutcome>;

/** `journal import`; exit code 1 when a line was not taken. */
export function journalImportCommand(dependencies: CommandDependencies) {
  return command('import', 'Bring in deliveries that "journal export" wrote as NDJSON')
    .argument('<files...>', 'files, or - for standard input')
    .addOption(dataOption())
    .addOption(consoleTokenOption())
    .addOption(jsonOption())
    .action(async (files, { data, consoleToken, json = false }) => {
      const { out, err, cwd } = dependencies;
      await makeDataDirectory(data, cwd);
      finishOnSignal('import', dependencies);
      await using opened = await openImporter(data, consoleToken, dependencies);
      let isWhole = true;
      for (const file of files) {
        const name = file === '-' ? 'standard input' : file;
        try {
          const outcome = await opened.run(await bytesOf(file, dependencies));
          isWhole &&= outcome.refused === 0;
          await out(json ? `${JSON.stringify({ file, ...outcome })}\n` : inWords(name, outcome));
        } catch (error) {
          if (!(error instanceof WallstashError) || error.code !== 'WST_IMPORT') throw error;
          isWhole = false;
          err(`${name}: ${error.message}\n`);
        }
      }
      if (!isWhole) throw new ExitError(EXIT.failed);
    });
}

interface OpenedImporter extends AsyncDisposable {
  readonly run: Importer;
}

async function openImporter(
  data: string,
  token: string | undefined,
  dependencies: CommandDependencies,
): Promise<OpenedImporter> {
  const { cwd, signal } = dependencies;
  const directory = journalDirectory(data, cwd);
  try {
    const owner = '"wallstash journal import"';
    const options = { ...KEEP_ALL, segmentBytes: SEGMENT_BYTES, directory, owner };
    return importInto(await openJournal(options), dependencies);
  } catch (error) {
    if (!(error instanceof JournalLockedError) || error.api === undefined) throw error;
    const { api: url, owner } = error;
    const api = new RemoteApi({ url, owner, token }, signal);
    return {
      run: (source) => api.upload('/api/deliveries/import', 'application/x-ndjson', source),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  }
}

function importInto(journal: DurableJournal, { err, signal }: CommandDependencies): OpenedImporter {
  const { maxBody } = RECEIVER_DEFAULTS;
  const run: Importer = async (source) => {
    let kept = 0;
    const onKept = (entries: number): void => void (kept += entries);
    try {
      const parts = { journal, maxBody, signal, onKept, inspect: inspectBody };
      return await importEntries(source, parts);
    } catch (error) {
      if (signal.aborted || kept > 0) {
        err(`Ended after ${kept} imported. Import it again: what is here already is left out.\n`);
      }
      if (!signal.aborted) throw error;
      throw new ExitError(EXIT.failed);
    }
  };
  return { run, [Symbol.asyncDispose]: () => journal.close() };
}

/** @throws InputFileError before anything is sent */
async function bytesOf(
  file: string,
  { cwd, stdin }: Pick<CommandDependencies, 'cwd' | 'stdin'>,
): Promise<AsyncIterable<Uint8Array>> {
  if (file === '-') return chunksOf(stdin);
  const path = resolve(cwd, file);
  try {
    const handle = await open(path);
    const isDirectory = (await handle.stat()).isDirectory();
    if (!isDirectory) return chunksOf(handle.createReadStream({ highWaterMark: CHUNK }));
    await handle.close();
  } catch (cause) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    throw new InputFileError(path, `Cannot read ${file}: ${reasonFor(code)}.`, { cause });
  }
  throw new InputFileError(path, `Cannot read ${file}: ${reasonFor('EISDIR')}.`);
}

async function* chunksOf(stream: Readable): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of stream) yield Buffer.from(chunk as Buffer | string);
}

function inWords(name: string, outcome: ImportOutcome): string {
  const { imported, known, refused, refusals, dropped } = outcome;
  const sums = [
    `${imported} imported`,
    ...(known > 0 ? [`${known} ${known === 1 ? 'was' : 'were'} here already`] : []),
    ...(refused > 0 ? [`${counted(refused, 'line')} not taken`] : []),
    ...(dropped > 0 ? [`${dropped} of the oldest dropped: serve keeps no more (--keep)`] : []),
  ];
  const lines = refusals.map(({ line, reason }) => `  line ${line}: ${printable(reason)}\n`);
  const more = refused - refusals.length;
  return `${name}: ${sums.join(', ')}\n${lines.join('')}${more > 0 ? `  and ${more} more\n` : ''}`;
}

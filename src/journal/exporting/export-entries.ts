/**
 * Entries as files: streams of text and bytes, in the memory of one entry.
 *
 * @module
 */
import type { JournalEntry } from '../entry';
import { recordText } from '../segments/record';
import { curlCommand, curlHead } from './curl-script';
import type { ExportPlace } from './export-place';
import { HAR_END, HAR_START, harEntry } from './har';

/** What a journal can be exported as. */
export const EXPORT_FORMATS = ['ndjson', 'bodies', 'har', 'curl'] as const;
/** One of {@link EXPORT_FORMATS}. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What the formats are, for `--help` and the documents. */
export const EXPORT_WORDS =
  'ndjson: one entry a line; bodies: each body as sent and a newline; har: HTTP Archive 1.2; curl: a shell script that sends them again';

/** File name endings. */
export const EXPORT_ENDINGS: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'ndjson',
  bodies: 'bodies.txt',
  har: 'har',
  curl: 'sh',
};

/** The parts of an export, in order. Secrets are not in it: the journal holds none. */
export async function* exportEntries(
  entries: AsyncIterable<JournalEntry>,
  format: ExportFormat,
  place: ExportPlace,
): AsyncGenerator<string | Uint8Array, void, void> {
  if (format === 'har') yield HAR_START;
  if (format === 'curl') yield curlHead(place);
  let first = true;
  for await (const entry of entries) {
    if (format === 'ndjson') yield `${recordText(entry)}\n`;
    else if (entry.kind === 'handshake') continue;
    else if (format === 'bodies') {
      yield entry.body;
      yield '\n';
    } else if (format === 'curl') yield curlCommand(entry);
    else yield `${first ? '' : ','}\n${JSON.stringify(harEntry(entry, place))}`;
    first = false;
  }
  if (format === 'har') yield HAR_END;
}

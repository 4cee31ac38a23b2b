/**
 * `wallstash journal show ID`: everything about one entry.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';

import type { JournalEntry } from '../../journal/entry';
import { recordText } from '../../journal/segments/record';
import type { Finding } from '../../notification/inspection';
import { countFindings, unlistedInWords } from '../../notification/list-findings';
import { command, EXIT, ExitError, callOption, type CommandDependencies } from '../command';
import { dataOption, jsonOption, openReader } from './journal-flags';
import { plain } from './journal-table';
import { counted, readableSize } from '../terminal';

/** `journal show`. */
export function journalShowCommand(dependencies: CommandDependencies) {
  return command('show', 'Show one entry: request, findings, answer and body')
    .argument('<id>', 'its id; the zeros in front may be left out')
    .addOption(callOption('--raw', 'print the body alone, byte for byte'))
    .addOption(dataOption())
    .addOption(jsonOption().conflicts('raw'))
    .action(async (id, { data, raw, json }) => {
      const { out, err } = dependencies;
      const reader = await openReader(data, dependencies);
      const entry = await reader.get(id);
      if (entry === undefined) {
        const { oldest, newest } = reader.statistics();
        const held =
          oldest === undefined || newest === undefined
            ? 'it is empty'
            : `it holds ${oldest} to ${newest}`;
        err(`No entry ${id} in the journal: ${held}.\n`);
        throw new ExitError(EXIT.failed);
      }
      if (raw) await out(entry.body);
      else await out(json ? `${recordText(entry)}\n` : renderEntry(entry));
    });
}

/** That it was imported. */
function originOf({ origin }: JournalEntry): string[] {
  if (origin === undefined) return [];
  const at = new Date(origin.importedAt).toISOString();
  return [`  imported  ${at}: it came in elsewhere, as entry ${origin.id}`];
}

function renderEntry(entry: JournalEntry): string {
  if (entry.kind === 'handshake') return renderHandshake(entry);
  const { id, method, path, headers, body, answer, verdict } = entry;
  const received = new Date(entry.receivedAt).toISOString();
  const over = entry.tlsVersion === null ? 'without TLS' : `over ${entry.tlsVersion}`;
  const lines = [
    `Entry ${id}`,
    `  received  ${received} from ${entry.remoteAddress} ${over}`,
    `  request   ${plain(method)} ${plain(path)}`,
    `  body      ${contents(entry)}`,
    `  answer    ${answer.status === 0 ? 'none' : answer.status}, ${verdict}${answer.reason === undefined ? '' : `: ${plain(answer.reason)}`}`,
    ...(entry.repeat ? ['  repeat    its Idempotency-Key had come before'] : []),
    ...(entry.fault === undefined ? [] : [`  fault     ${entry.fault}`]),
    ...originOf(entry),
    '',
    'Headers',
    ...Object.entries(headers).map(
      ([name, value]) => `  ${name}: ${plain([value].flat().join(', '))}`,
    ),
    ...renderFindings('Violations', [
      ...entry.findings.violations,
      ...entry.findings.notifications.flatMap(({ violations }) => violations),
    ]),
    ...renderFindings(
      'Notices',
      entry.findings.notifications.flatMap(({ notices }) => notices),
    ),
    ...renderUnlisted(entry),
    '',
    'Body',
    renderBody(body),
  ];
  return `${lines.join('\n')}\n`;
}

function renderHandshake({ id, receivedAt, remoteAddress, ...entry }: JournalEntry): string {
  const version = entry.tlsVersion === null ? '' : ` over ${entry.tlsVersion}`;
  const lines = [
    `Entry ${id}: a TLS handshake, no delivery`,
    `  received  ${new Date(receivedAt).toISOString()} from ${remoteAddress}${version}`,
    `  fault     ${entry.fault ?? 'none'}`,
    `  outcome   ${plain(entry.answer.reason ?? '')}`,
  ];
  return `${lines.join('\n')}\n`;
}

function contents({ bodySize, body, findings }: JournalEntry): string {
  const size = readableSize(bodySize);
  if (bodySize > body.length) return `${size}, not kept`;
  const { carrier, notifications, unlisted = [] } = findings;
  if (carrier === null) return `${size}, no JSON`;
  const nameOf = (type: string | null): string => (type === null ? 'no type' : plain(type));
  const names = notifications.map(({ type, era }) =>
    era === null ? nameOf(type) : `${nameOf(type)} (${era})`,
  );
  const listed = new Set(notifications.map(({ type }) => type));
  for (const { type, notifications: more } of unlisted) {
    if (more > 0 && !listed.has(type)) names.push(nameOf(type));
  }
  const list = names.length === 0 ? '' : `: ${[...new Set(names)].join(', ')}`;
  const count = countFindings(findings).notifications;
  return `${size}, ${carrier}, ${counted(count, 'notification')}${list}`;
}

function renderFindings(title: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  return [
    '',
    title,
    ...findings.map(
      ({ pointer, line, column, message }) =>
        `  ${line}:${column}  ${pointer === '' ? '(body)' : plain(pointer)}  ${plain(message)}`,
    ),
  ];
}

function renderUnlisted({ findings }: JournalEntry): string[] {
  const words = unlistedInWords(findings);
  return words === '' ? [] : ['', words];
}

function renderBody(body: Buffer): string {
  if (body.length === 0) return '  (empty)';
  if (!isUtf8(body)) return `  ${counted(body.length, 'byte')}, not UTF-8: print them with --raw`;
  const text = body.toString();
  try {
    return plain(JSON.stringify(JSON.parse(text), null, 2));
  } catch {
    // NDJSON, broken, or nested too deep to be printed prettily.
    return plain(text);
  }
}

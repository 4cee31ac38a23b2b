/**
 * Entries as a person reads them.
 *
 * What senders chose (paths, types, headers, bodies) is printed with its control characters made visible, so that no
 * body can steer the terminal.
 *
 * @module
 */
import type { EntrySummary, Verdict } from '../../journal/entry';
import type { CommandDependencies } from '../command';
import { counted, fitted, readableSize } from '../terminal';

const COLOURS: Readonly<Record<Verdict, number>> = { accepted: 32, rejected: 31, refused: 33 };
/* eslint-disable-next-line no-control-regex -- these are the ones meant */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The line above the rows. */
export const TABLE_HEADER = `${'ID'.padEnd(10)}  ${'RECEIVED'.padEnd(20)}  METHOD  ${'SIZE'.padStart(8)}  ${'VERDICT'.padEnd(12)}  HELD\n`;

/** One row. */
export function renderRow(
  summary: EntrySummary,
  { colour, columns }: Pick<CommandDependencies, 'colour' | 'columns'>,
): string {
  const { id, receivedAt, bodySize, verdict, status } = summary;
  const method = summary.kind === 'handshake' ? 'TLS' : plain(summary.method);
  const time = `${new Date(receivedAt).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const outcome = `${verdict} ${status || '-'}`.padEnd(12);
  const painted = colour ? `\u001b[${COLOURS[verdict]}m${outcome}\u001b[39m` : outcome;
  const size = readableSize(bodySize).padStart(8);
  const row = `${id}  ${time}  ${method.padEnd(6)}  ${size}  ${painted}  ${held(summary)}`;
  return `${fitted(row, columns)}\n`;
}

/** As `--json` prints it: with `time`, ISO 8601, as `export` has it. */
export function asJsonRow(summary: EntrySummary): EntrySummary & { readonly time: string } {
  return { ...summary, time: new Date(summary.receivedAt).toISOString() };
}

/** Control characters made visible; newlines and tabs stay. */
export function plain(text: string): string {
  return text.replace(
    CONTROL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function held(summary: EntrySummary): string {
  const { types, notifications, violations, notices, repeat, fault, bodySize, imported } = summary;
  const names = types.map((type) => (type === null ? 'no type' : plain(type).replace(/\s/g, ' ')));
  const nothing =
    summary.kind === 'handshake' ? 'handshake' : bodySize === 0 ? 'no body' : 'no notification';
  const content =
    notifications === 0
      ? nothing
      : names.length === 1 && notifications > 1
        ? `${notifications} × ${names.join('')}`
        : names.length > 1
          ? `${notifications}: ${names.join(', ')}`
          : names.join('');
  const remarks = [
    ...(violations > 0 ? [counted(violations, 'violation')] : []),
    ...(notices > 0 ? [counted(notices, 'notice')] : []),
    ...(repeat ? ['repeat'] : []),
    ...(fault === undefined ? [] : [`fault ${fault}`]),
    ...(imported === undefined ? [] : ['imported']),
  ];
  return remarks.length === 0 ? content : `${content} (${remarks.join(', ')})`;
}

/**
 * Marks, safe text and the wording of sizes, times and counts, the same in every command. Pure.
 *
 * @module
 */
import { styleText } from 'node:util';

/** How something went. */
export type Outcome = 'passed' | 'warning' | 'failed' | 'skipped';

const MARKS = {
  passed: { sign: '✓', colour: 'green' },
  warning: { sign: '!', colour: 'yellow' },
  failed: { sign: '✗', colour: 'red' },
  skipped: { sign: '-', colour: 'dim' },
} as const;

/** The sign that a row begins with. */
export function mark(outcome: Outcome, colour: boolean): string {
  const { sign, colour: paint } = MARKS[outcome];
  return colour ? styleText(paint, sign) : sign;
}

/** Text in which a stranger's words, such as names on a certificate, cannot steer the terminal or hide what it says. */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu,
    ' ',
  );
}

/* eslint-disable-next-line no-control-regex -- what `styleText` writes */
const STYLE = /(\u001b\[\d+m)/;

/** A row that ends where the terminal does, with `…` for what is left out; colours take no room and are closed. */
export function fitted(row: string, columns: number | undefined): string {
  // Text and styles, in turn.
  const parts = row.split(STYLE);
  const width = parts.reduce((sum, part, index) => sum + (index % 2 === 0 ? part.length : 0), 0);
  if (columns === undefined || columns < 2 || width <= columns) return row;
  let room = columns - 1;
  const kept = parts.map((part, index) => {
    if (index % 2 === 1) return part;
    const text = part.slice(0, room);
    room -= text.length;
    return text;
  });
  return `${kept.join('')}…`;
}

/** Milliseconds as a person reads them: `3.1 ms`, `250 ms`, `15.0 s`. */
export function duration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1_000) return `${ms.toFixed(0)} ms`;
  return `${(ms / 1_000).toFixed(1)} s`;
}

/** Bytes, in the unit that reads best. */
export function readableSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A number of things. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A path or URL as a shell takes it for one word. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

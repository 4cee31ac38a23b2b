/**
 * A body as it came: its text by lines, or its bytes. Pure.
 *
 * @module
 */
import type { CodeLine, CodePart, Mark } from './code-lines';

/** Bytes on a line of a dump. */
const DUMP_WIDTH = 16;

/** The lines of a text, with the character marked at which each finding stands. `\r` stays out of sight. */
export function rawLines(
  text: string,
  marks: ReadonlyMap<number, readonly Mark[]>,
): readonly CodeLine[] {
  const lines = text.split('\n');
  // What ends with a line end has no line behind it.
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => ({
    depth: 0,
    parts: partsOf(line, marks.get(index) ?? []),
  }));
}

/** `00000010  7b 22 61 …  {"a` for each 16 bytes of what base64 holds. */
export function dumpLines(base64: string): readonly CodeLine[] {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const lines: CodeLine[] = [];
  for (let at = 0; at < bytes.length; at += DUMP_WIDTH) {
    const row = [...bytes.subarray(at, at + DUMP_WIDTH)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const seen = row.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.'));
    const text = [at.toString(16).padStart(8, '0'), hex.padEnd(DUMP_WIDTH * 3 - 1), seen.join('')];
    lines.push({ depth: 0, parts: [{ kind: 'plain', text: text.join('  ') }] });
  }
  return lines;
}

function partsOf(line: string, marks: readonly Mark[]): readonly CodePart[] {
  const columns = new Set(marks.map(({ finding }) => finding.column - 1));
  const parts: CodePart[] = [];
  let from = 0;
  for (const column of [...columns].sort((one, other) => one - other)) {
    if (column >= line.length) continue;
    parts.push({ kind: 'plain', text: line.slice(from, column) });
    // A character beyond the first plane has two code units.
    const character = String.fromCodePoint(line.codePointAt(column) ?? 0);
    parts.push({ kind: 'found', text: character, column: column + 1 });
    from = column + character.length;
  }
  parts.push({ kind: 'plain', text: line.slice(from) });
  return parts.filter(({ text }) => text !== '');
}

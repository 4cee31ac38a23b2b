/**
 * The lines of a text on which findings stand.
 *
 * @module
 */
import type { Findings } from '../../notification/inspection';

/** Finds the lines that an inspection's findings name, in one pass; returns the way to look one up. */
export function sourceLines(text: string, inspection: Findings): (line: number) => string {
  const wanted = new Set<number>();
  for (const { line } of inspection.violations) wanted.add(line);
  for (const { violations, notices } of inspection.notifications) {
    for (const { line } of violations) wanted.add(line);
    for (const { line } of notices) wanted.add(line);
  }
  const lines = new Map<number, string>();
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let line = 1; lines.size < wanted.size && start <= text.length; line += 1) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (wanted.has(line)) lines.set(line, text.slice(start, end).replace(/\r$/, ''));
    start = end + 1;
  }
  return (line) => lines.get(line) ?? '';
}

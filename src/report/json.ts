/**
 * A report as one JSON document: sums first, then every case as it is.
 *
 * @module
 */
import { countCases } from './counts';
import type { Report } from './report';

/** `{ "command", "startedAt" (ISO 8601), "passed", "failed", "skipped", "cases": […] }`; durations in milliseconds. */
export function renderJson({ command, startedAt, cases }: Report): string {
  const document = {
    command,
    startedAt: new Date(startedAt).toISOString(),
    ...countCases(cases),
    cases,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

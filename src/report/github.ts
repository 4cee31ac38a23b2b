/**
 * A report as GitHub annotations: workflow commands that GitHub Actions shows at the line of the file they name.
 *
 * Form: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 *
 * @module
 */
import type { Report, ReportCase, ReportPlace } from './report';

/** One line for each place, and one for each failed case that has none. Passed and skipped cases give none. */
export function renderGithub({ cases }: Report): string {
  return cases.flatMap(linesOf).join('');
}

function linesOf(one: ReportCase): readonly string[] {
  const { name, group, outcome, reason = '', details, places = [] } = one;
  if (places.length > 0) return places.map((place) => placeLine(place, group));
  if (outcome !== 'failed') return [];
  const text = details === undefined ? reason : `${reason}\n${details}`;
  return [command('error', { title: `wallstash ${group}: ${name}` }, text)];
}

function placeLine({ file, line, column, severity, message }: ReportPlace, group: string): string {
  return command(severity, { file, line, col: column, title: `wallstash ${group}` }, message);
}

function command(
  kind: 'error' | 'warning',
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const list = Object.entries(properties)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  return `::${kind} ${list}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

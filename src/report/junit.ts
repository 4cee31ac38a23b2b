/**
 * A report as JUnit XML, as GitLab, Jenkins and GitHub's viewers read it: one suite, one test case for each case.
 *
 * It keeps to the two schemas in use: that of Ant's JUnit task (Windy Road) and that of the Jenkins xUnit plugin.
 *
 * @module
 */
import { countCases } from './counts';
import type { Report, ReportCase } from './report';

/** The XML document. Control characters, which XML cannot hold, become spaces. */
export function renderJunit({ command, startedAt, cases }: Report): string {
  const { failed, skipped } = countCases(cases);
  const errors = cases.filter(({ untried }) => untried === true).length;
  const time = cases.reduce((sum, { duration = 0 }) => sum + duration, 0);
  const suite = attributes({
    name: command,
    // The schema takes no time zone and no fraction; it is UTC.
    timestamp: new Date(startedAt).toISOString().slice(0, 19),
    hostname: 'localhost',
    package: 'wallstash',
    id: 0,
    tests: cases.length,
    failures: failed - errors,
    errors,
    skipped,
    time: seconds(time),
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite${suite}>`,
    '    <properties/>',
    ...distinct(cases).map(testCase),
    '    <system-out/>',
    '    <system-err/>',
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(one: ReportCase): string {
  const { name, group, outcome, reason = '', duration = 0 } = one;
  const start = `    <testcase${attributes({ name, classname: classOf(one), time: seconds(duration) })}`;
  if (outcome === 'passed') return `${start}/>`;
  const message = attributes({ message: reason });
  const failure = one.untried === true ? 'error' : 'failure';
  const inner =
    outcome === 'skipped'
      ? `      <skipped${message}/>`
      : `      <${failure}${message} type="${escape(group)}">${escape(detailsOf(one)).replaceAll('&#10;', '\n')}</${failure}>`;
  return `${start}>\n${inner}\n    </testcase>`;
}

/** Of cases of one name in one class viewers keep the last: the second is numbered. */
function distinct(cases: readonly ReportCase[]): readonly ReportCase[] {
  const taken = new Set<string>();
  return cases.map((one) => {
    let { name } = one;
    const key = (): string => escape(JSON.stringify([classOf(one), name]));
    for (let number = 2; taken.has(key()); number += 1) name = `${one.name} (${number})`;
    taken.add(key());
    return { ...one, name };
  });
}

/** Viewers take what stands between dots for packages. */
function classOf({ group, file }: ReportCase): string {
  return `wallstash.${group}${file === undefined ? '' : `.${file.replaceAll('.', '_')}`}`;
}

/** Viewers show this text alone, so it holds the reason as well. */
function detailsOf({ reason, details, places = [] }: ReportCase): string {
  const lines = places.map(
    ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
  );
  return [reason, details, ...lines].filter((part) => part !== undefined).join('\n');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}

function attributes(given: Readonly<Record<string, string | number>>): string {
  return Object.entries(given)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** XML 1.0 cannot hold other control characters, halves of surrogate pairs, nor U+FFFE and U+FFFF, even as references. */
function escape(text: string): string {
  return text
    .replaceAll(/(?![\n\t])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ')
    .replaceAll(/[&<>"\n\t]/g, (character) => ENTITIES[character] ?? '');
}

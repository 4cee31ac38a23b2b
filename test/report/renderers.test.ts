import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { validateXML } from 'xmllint-wasm';

import { renderGithub } from '../../src/report/github';
import { renderJson } from '../../src/report/json';
import { renderJunit } from '../../src/report/junit';
import type { Report, ReportCase } from '../../src/report/report';

const SCHEMAS = ['junit-windyroad.xsd', 'junit-jenkins.xsd'];

const place = {
  file: 'a,b.json',
  line: 3,
  column: 7,
  severity: 'error',
  message: '50 % off',
} as const;
const passed: ReportCase = {
  name: 'good.json',
  group: 'validate',
  outcome: 'passed',
  duration: 12,
};
const failed: ReportCase = {
  name: 'bad.json',
  group: 'validate',
  outcome: 'failed',
  reason: 'bad.json does not keep the contract.',
  places: [place, { ...place, line: 9, severity: 'warning', message: 'two\nlines' }],
};
const skipped: ReportCase = {
  name: 'restart',
  group: 'check',
  outcome: 'skipped',
  reason: 'No --restart-command.',
};
const report: Report = {
  command: 'wallstash validate',
  startedAt: Date.UTC(2026, 10, 24, 8, 0, 0),
  cases: [passed, failed, skipped],
};

/** What the schema has against the document. */
async function faults(xml: string, schema: string): Promise<readonly string[]> {
  const text = readFileSync(join(__dirname, '..', 'fixtures', 'junit', schema), 'utf8');
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: xml }],
    schema: [text],
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

describe('a JUnit report', () => {
  test.each(SCHEMAS)('keeps to %s', async (schema) => {
    expect(await faults(renderJunit(report), schema)).toEqual([]);
    expect(await faults(renderJunit({ ...report, cases: [] }), schema)).toEqual([]);
  });

  test.each(SCHEMAS)('of something else does not keep to %s', async (schema) => {
    const broken = renderJunit(report).replace('<testcase name=', '<testcase title=');
    expect(await faults(broken, schema)).not.toEqual([]);
  });

  test('counts its cases, and says why each failed or was skipped', () => {
    const xml = renderJunit(report);
    expect(xml).toContain('tests="3" failures="1" errors="0" skipped="1" time="0.012"');
    expect(xml).toContain('timestamp="2026-11-24T08:00:00"');
    expect(xml).toContain('message="bad.json does not keep the contract."');
    expect(xml).toContain('a,b.json:3:7 50 % off');
    expect(xml).toContain('<skipped message="No --restart-command."/>');
  });

  test('gives each case a name of its own within its class, and each file a class', () => {
    const one = { ...passed, group: 'verify', file: 'hits.json', name: 'a hit' };
    const cases = [one, one, { ...one, file: 'other.json' }, { ...one, name: 'a hit (2)' }];
    const xml = renderJunit({ ...report, cases });
    const found = [...xml.matchAll(/<testcase name="(.*?)" classname="(.*?)"/g)];
    expect(found.map(([, name, classname]) => `${classname}: ${name}`)).toEqual([
      'wallstash.verify.hits_json: a hit',
      'wallstash.verify.hits_json: a hit (2)',
      'wallstash.verify.other_json: a hit',
      'wallstash.verify.hits_json: a hit (2) (2)',
    ]);
  });

  test('stays well-formed whatever a name or a message holds', async () => {
    const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), {
      numRuns: 500,
      seed: 7,
    });
    const hostile = [
      ']]>',
      '<!--',
      '&amp;',
      '\u0000\u001b[31m',
      '\ud800',
      '\uffff',
      '"\'\n\t\r',
      ...texts,
    ];
    const cases = hostile.map((text) => ({ ...failed, name: text, reason: text, details: text }));
    const xml = renderJunit({ ...report, cases });
    for (const schema of SCHEMAS) expect(await faults(xml, schema)).toEqual([]);
  });
});

describe('GitHub annotations', () => {
  test('name file, line and column, with what GitHub would misread escaped', () => {
    expect(renderGithub(report)).toBe(
      '::error file=a%2Cb.json,line=3,col=7,title=wallstash validate::50 %25 off\n' +
        '::warning file=a%2Cb.json,line=9,col=7,title=wallstash validate::two%0Alines\n',
    );
  });

  test('of a failure without a place stand for the whole run', () => {
    const cases = [{ ...failed, group: 'verify', name: 'x: y', places: [], details: 'more' }];
    expect(renderGithub({ ...report, cases })).toBe(
      '::error title=wallstash verify%3A x%3A y::bad.json does not keep the contract.%0Amore\n',
    );
  });
});

test('a JSON report has the sums and every case', () => {
  expect(JSON.parse(renderJson(report))).toEqual({
    command: 'wallstash validate',
    startedAt: '2026-11-24T08:00:00.000Z',
    passed: 1,
    failed: 1,
    skipped: 1,
    cases: [passed, failed, skipped],
  });
});

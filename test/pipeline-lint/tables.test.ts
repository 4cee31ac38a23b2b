import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { bundledNames, factsOf } from '../../src/pipeline-lint/plugins/plugin-tables';
import type { PluginKind } from '../../src/pipeline-lint/plugins/plugin-tables';
import { isRule, severityOf } from '../../src/pipeline-lint/rules';
import { ruleNames, rulesDoc } from '../../src/pipeline-lint/rules-doc';

const DOCS = join(__dirname, '..', '..', 'docs');
const LOGSTASH = readFileSync(join(DOCS, 'logstash.md'), 'utf8');

describe('the tables of plugins', () => {
  test('are those of the Logstash of which docs/logstash.md says that it was run', () => {
    const [, version] = /^Logstash (\d+\.\d+\.\d+) with JRuby/m.exec(LOGSTASH) ?? [];

    expect(version).toBe('9.5.2');
    expect(factsOf('input', 'pipeline')?.version).toBe(version);
  });

  test.each([
    ['http input', 'input', 'http'],
    ['http output', 'output', 'http'],
  ] as const)('have the %s of docs/logstash.md', (words, kind, name) => {
    const [, version] =
      new RegExp(`${words} (\\d+\\.\\d+\\.\\d+)`).exec(LOGSTASH.replaceAll(/\s+/g, ' ')) ?? [];

    expect(factsOf(kind, name)?.version).toBe(version);
  });

  test.each([
    ['input', 33],
    ['filter', 35],
    ['output', 23],
    ['codec', 19],
  ] as const)('hold every %s with its version and options', (kind: PluginKind, count) => {
    const names = bundledNames(kind);

    expect(names.length).toBeGreaterThanOrEqual(count);
    for (const name of names) {
      const facts = factsOf(kind, name);
      expect(facts?.version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(facts?.options.has('id')).toBe(true);
      const ofHttp = [...(facts?.options.values() ?? [])].filter(({ type }) => type === 'one-of');
      for (const { values } of ofHttp) expect(values.length).toBeGreaterThan(0);
    }
  });

  test('take options of shared parts in', () => {
    const has = (kind: PluginKind, name: string, option: string): boolean =>
      factsOf(kind, name)?.options.has(option) === true;

    expect(has('output', 'kafka', 'request_timeout_ms')).toBe(true);
    expect(has('output', 'elasticsearch', 'ca_trusted_fingerprint')).toBe(true);
    expect(has('output', 'http', 'ssl_certificate_authorities')).toBe(true);
    expect(has('filter', 'drop', 'add_tag')).toBe(true);
    expect(has('output', 'logstash', 'ssl_truststore_path')).toBe(true);
    expect(has('input', 'graphite', 'port')).toBe(true);
  });
});

test('every rule is explained, with its evidence', () => {
  const page = readFileSync(join(DOCS, 'lint-rules.md'), 'utf8');

  for (const rule of ruleNames()) {
    expect(isRule(rule)).toBe(true);
    expect(page).toContain(`### ${rule}\n`);
    expect(['error', 'warning']).toContain(severityOf(rule));
  }
  expect(page).toBe(rulesDoc());
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { lintPipeline } from '../../src/pipeline-lint/lint-pipeline';
import { findingsIn, INPUT, lint } from './lint';

const options = { version: '9', documentedVariables: null } as const;

function fixture(name: string): { name: string; text: string } {
  const path = join(__dirname, '..', 'fixtures', 'pipelines', name);
  return { name, text: readFileSync(path, 'utf8') };
}

/** A failed body goes to a file, every other to a tcp output. */
const APART =
  'output { if "_jsonparsefailure" in [tags] { file { path => "/q" } } else { tcp { host => "h" port => 1 } } }\n';

function http(codec: string): string {
  return `input {\n  http {\n    ${codec}\n  }\n}\n${APART}`;
}

describe('NDJSON', () => {
  test.each([
    ['codec => json', '3:5'],
    ['codec => json { target => "[wallarm]" }', '3:5'],
    ['port => 5044', '2:3'],
    ['codec => json_lines', '2:3'],
    ['additional_codecs => { "application/x-ndjson" => "json" }', '3:5'],
  ])('is lost with %s', (codec, place) => {
    expect(lint(http(codec))).toEqual([`${place} ndjson-lost`]);
  });

  test.each([
    'codec => json_lines additional_codecs => {}',
    'codec => plain additional_codecs => {}',
  ])('survives %s', (codec) => {
    expect(lint(http(codec))).toEqual([]);
  });

  test('is lost in the json filter, unless something splits the body', () => {
    const text = `${INPUT}filter {\n  json { source => "message" target => "n" }\n}\n${APART}`;

    expect(lint(text)).toEqual(['5:3 ndjson-lost']);
    expect(lint(text.replace('json {', 'split { } json {'))).toEqual([]);
  });
});

describe('an http output', () => {
  const output = (more: string): string =>
    `output {\n  http { url => "u" http_method => "post"\n    ${more}\n  }\n}\n`;

  test('drops by default what the receiver refuses for a reason that can be repaired', () => {
    expect(findingsIn(output(''))).toMatchObject([
      {
        ...{ line: 2, column: 3, severity: 'warning', rule: 'refused-is-dropped' },
        message: expect.stringContaining('answered 401, 403, 404, 408 is dropped') as string,
      },
    ]);
  });

  test('is told the codes that its list lacks', () => {
    const findings = findingsIn(
      output('retryable_codes => [401, 403, 404, 408, 429, 500, 502, 503]'),
    );
    expect(findings).toMatchObject([{ line: 3, column: 5, remedy: 'Add 504 to retryable_codes.' }]);
  });

  test('may ignore a code on purpose, but for one that somebody can repair', () => {
    const codes = 'retryable_codes => [401, 403, 408, 429, 500, 502, 503, 504, 404]';
    expect(lint(output(`${codes} ignorable_codes => 409`))).toEqual([]);
    expect(lint(output(`ignorable_codes => [404, 409] ${codes}`))).toEqual([
      '3:5 refused-is-dropped',
    ]);
    expect(lint(output('ignorable_codes => [503]'))).toEqual([
      '2:3 refused-is-dropped',
      '3:5 refused-is-dropped',
    ]);
  });

  test('drops what its URL has no field for', () => {
    const rules = (url: string, filter = '', format = 'json'): readonly string[] => {
      const codes = 'retryable_codes => [401, 403, 404, 408, 429, 500, 502, 503, 504]';
      const to = `http { url => "https://siem.example/${url}" http_method => "post" format => "${format}" ${codes} }`;
      return findingsIn(`${INPUT}filter { ${filter} }\noutput { ${to} }\n`).map((one) => one.rule);
    };

    expect(rules('%{type}')).toEqual(['url-without-field']);
    expect(rules('%{+YYYY}')).toEqual([]);
    expect(rules('%{type}', 'mutate { add_field => { "type" => "a" } }')).toEqual([]);
    expect(rules('%{type}', '', 'json_batch')).toEqual(['fields-in-batch']);
  });

  test('that does not retry drops everything', () => {
    const findings = findingsIn(output('retry_failed => false'));
    expect(findings).toMatchObject([
      { line: 3, column: 5, rule: 'refused-is-dropped', remedy: 'Remove it.' },
    ]);
  });
});

describe('a body that is not JSON', () => {
  const receive = { name: '1.conf', text: 'input { http { codec => json } }' };
  const rule = ({ rule: name }: { rule: string }): boolean => name === 'no-quarantine';

  test('goes on like any other when no condition asks for its tag', () => {
    expect(lint(receive.text)).toContain('1:9 no-quarantine');
  });

  test('is kept apart by a condition in any file of the pipeline', () => {
    const forward = { name: '2.conf', text: http('codec => json') };
    expect(lintPipeline([receive, forward], options).findings.filter(rule)).toEqual([]);
  });

  test('bears the tag that the json filter gives it', () => {
    const filter = 'json { source => "message" target => "n" tag_on_failure => ["_bad"] }';
    const text = `${INPUT}filter { split { } ${filter} }\n${APART}`;

    expect(lint(text)).toEqual(['4:20 no-quarantine']);
    expect(lint(text.replace('_jsonparsefailure', '_bad'))).toEqual([]);
  });
});

describe('a kafka output', () => {
  test.each([
    ['acks => "0"', ['delivery-not-ensured']],
    ['acks => "all"', []],
    ['retries => 3', ['delivery-not-ensured']],
    ['retries => "${RETRIES}"', []],
  ])('with %s', (option, expected) => {
    const rules = findingsIn(`${INPUT}output { kafka { topic_id => "w" ${option} } }\n`);
    expect(rules.map(({ rule }) => rule)).toEqual(expected);
  });
});

describe('an output that gives up what nobody took', () => {
  test.each([
    ['redis { key => "k" data_type => "channel" }', ['delivery-not-ensured']],
    ['redis { key => "k" data_type => "list" batch => true }', ['delivery-not-ensured']],
    ['redis { key => "k" data_type => "list" }', []],
    [
      'rabbitmq { host => "h" exchange => "e" exchange_type => "direct" persistent => false }',
      ['delivery-not-ensured'],
    ],
    ['rabbitmq { host => "h" exchange => "e" exchange_type => "direct" }', []],
    ['tcp { host => "h" port => 1 mode => "server" }', ['delivery-not-ensured']],
    ['s3 { bucket => "b" codec => json_lines restore => false }', ['delivery-not-ensured']],
    ['gelf { host => "h" }', ['sent-by-udp']],
    ['gelf { host => "h" protocol => "UDP" }', ['sent-by-udp']],
    ['gelf { host => "h" protocol => "TCP" }', []],
    ['syslog { host => "h" port => 1 protocol => "${PROTOCOL}" }', []],
  ])('%s', (output, expected) => {
    const rules = findingsIn(`${INPUT}output { ${output} }\n`).map(({ rule }) => rule);
    expect(rules).toEqual(expected);
  });
});

describe('an http input whose codec reads no JSON', () => {
  const unfit = (options: string): readonly string[] =>
    lint(http(options)).filter((one) => one.endsWith('codec-unfit'));

  test.each([
    'codec => es_bulk additional_codecs => {}',
    'additional_codecs => { "application/json" => "msgpack" }',
  ])('%s', (options) => {
    expect(unfit(options)).toEqual(['3:5 codec-unfit']);
  });

  test.each(['codec => es_bulk', 'codec => line additional_codecs => {}', 'codec => mine { }'])(
    'may have it for other types, or one that is not known: %s',
    (options) => {
      expect(unfit(options)).toEqual([]);
    },
  );
});

describe('accepting a warning in the file', () => {
  const text = http('codec => json');

  test('silences its rule, and no other', () => {
    expect(lint(`# wallstash-lint: accept no-quarantine, ndjson-lost\n${text}`)).toEqual([]);
    expect(lint(`# wallstash-lint: accept no-quarantine\n${text}`)).toEqual(['4:5 ndjson-lost']);
  });

  test('does not silence an error', () => {
    const bad = '# wallstash-lint: accept unknown-option\nfilter { drop { colour => 1 } }';
    expect(lint(bad)).toEqual(['2:17 unknown-option']);
  });
});

test('pipelines that were proven on a real Logstash have no finding', () => {
  const intake = ['intake-10-receive.conf', 'intake-20-ecs.conf', 'intake-90-forward.conf'];
  for (const names of [intake, ['siem.conf'], ['json-and-split.conf'], ['siem-trimmed.conf']]) {
    const found = lintPipeline(names.map(fixture), options);
    expect(found).toEqual({ findings: [], omitted: [], unchecked: [] });
  }
});

test("what the minimal pipeline's header admits is what is found in it", () => {
  const { findings } = lintPipeline([fixture('minimal.conf')], options);
  expect(findings.map(({ rule }) => rule)).toEqual([
    ...['no-quarantine', 'ndjson-lost', 'refused-is-dropped', 'deep-body'],
  ]);
});

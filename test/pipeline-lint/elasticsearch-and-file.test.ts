/**
 * What the outputs elasticsearch (12.1.6) and file (4.3.0) refuse at the start or do with what they take, as their
 * sources have it.
 */
import type { LintFinding } from '../../src/pipeline-lint/finding';
import { lintPipelines } from '../../src/pipeline-lint/lint-pipeline';
import { findingsIn, INPUT, lint } from './lint';

const HTTPS = 'hosts => ["https://h:9200"]';

/** Findings of an output that runs without an http input, as `rule: message`. */
function ofOutput(output: string): readonly string[] {
  return findingsIn(`output { ${output} }`).map(({ rule, message }) => `${rule}: ${message}`);
}

describe('an output elasticsearch does not start with', () => {
  test.each([
    ['action => "upsert"', 'there is no action "upsert"'],
    ['action => ""', 'there is no action ""'],
    ['action => "update"', 'the action update needs document_id'],
    ['action => "update" document_id => ""', 'the action update needs document_id'],
    ['action => "${ACTION:update}"', 'the action update needs document_id'],
    [
      'action => "update" document_id => "x" doc_as_upsert => true scripted_upsert => true',
      'exclude one another',
    ],
    ['version_type => "external"', 'version_type needs version'],
    ['action => "create" version_type => "external" version => "1"', 'no external versions'],
    ['api_key => "a:b"', 'api_key needs TLS'],
    ['api_key => "a:b" hosts => ["https://h", "http://h"]', 'api_key needs TLS'],
    [`api_key => "a:b" user => "u" ${HTTPS}`, 'user and api_key exclude one another'],
    [`cloud_id => "x:y" ${HTTPS}`, 'cloud_id and hosts exclude one another'],
    [`${HTTPS} ssl_key => "k"`, 'ssl_key needs ssl_certificate'],
    [`${HTTPS} ssl_certificate_authorities => ["a", "b"]`, 'one file of certificate'],
    [
      `${HTTPS} ssl_certificate_authorities => "a" ssl_truststore_path => "b"`,
      'exclude one another',
    ],
    ['data_stream => true index => "x"', 'data_stream => true goes with no index:'],
    ['data_stream => "true" action => "index"', 'goes with no action but create:'],
    ['data_stream => true manage_template => true', 'goes with no manage_template but false:'],
    ['data_stream => true ecs_compatibility => disabled', 'no ecs_compatibility => disabled'],
    ['data_stream => false data_stream_type => "logs"', 'data_stream speaks against one'],
    ['data_stream => "auto" data_stream_type => "logs"', 'data_stream speaks against one'],
    ['index => "x" data_stream_type => "logs"', 'index speaks against one'],
    ['ecs_compatibility => disabled data_stream_type => "logs"', 'disabled speaks against one'],
  ])('%s', (options, words) => {
    const [only, ...more] = ofOutput(`elasticsearch { ${options} }`);

    expect(more).toEqual([]);
    expect(only).toMatch(/^fails-at-start: /);
    expect(only).toContain(words);
  });
});

test.each([
  '',
  'action => "index"',
  'action => "%{[action]}" document_id => "x"',
  'action => "${ACTION}"',
  'action => "update" document_id => "%{[event][hash]}"',
  'action => "create" version => "1"',
  'version_type => "internal"',
  `api_key => "a:b" ${HTTPS}`,
  'api_key => "a:b" ssl_enabled => true',
  'api_key => "a:b" hosts => ["${ES}"]',
  'api_key => "a:b" cloud_id => "x:y"',
  'ssl_key => "k"',
  `${HTTPS} data_stream => "true" action => "create" document_id => "x" pipeline => "p"`,
  'data_stream => true data_stream_type => "logs" manage_template => false codec => json id => "x"',
  'data_stream_type => "logs"',
  'data_stream => "${DS}" data_stream_type => "logs" index => "x"',
  'index => "x" document_id => "y"',
])('an output elasticsearch starts with %j', (options) => {
  expect(ofOutput(`elasticsearch { ${options} }`)).toEqual([]);
});

test('a pipeline without ECS has no data streams', () => {
  const text = 'output { elasticsearch { data_stream_type => "logs" } }';
  const rules = (ecsCompatibility: string): readonly LintFinding['rule'][] =>
    lintPipelines([{ files: [{ name: 'a.conf', text }], ecsCompatibility }], {
      ...{ version: '9', documentedVariables: null },
    }).findings.map(({ rule }) => rule);

  expect(rules('v1')).toEqual([]);
  expect(rules('disabled')).toEqual(['fails-at-start']);
});

describe('a batch with a document that is not named is refused whole', () => {
  const withInput = (options: string): readonly string[] =>
    lint(`${INPUT}output { elasticsearch { ${options} } }`).filter(
      (found) => !found.endsWith('no-dead-letter-queue'),
    );

  test.each(['action => "delete"', 'action => "%{[@metadata][action]}"'])('by %s', (options) => {
    expect(withInput(options)).toEqual(['4:26 batch-refused']);
  });

  test.each(['action => "delete" document_id => "%{[id]}"', 'action => "create"', ''])(
    'not by %j',
    (options) => {
      expect(withInput(options)).toEqual([]);
    },
  );

  test('not where the filter elastic_integration may name it', () => {
    const output = 'output { elasticsearch { action => "delete" } }';
    const text = `${INPUT}filter { elastic_integration { } }${output}`;
    expect(lint(text).join()).not.toContain('batch-refused');
  });
});

describe('the path of an output file', () => {
  test.each(['/%{host}/a', '/a-%{host}.log', '/../%{[a][b]}/x', '//%{+yyyy}/x'])(
    'must not begin with a field: %s',
    (path) => {
      expect(ofOutput(`file { path => "${path}" }`)).toEqual([
        expect.stringMatching(/^fails-at-start: output file: the first part/),
      ]);
    },
  );

  test.each(['/a/%{host}', '%{host}/a', './%{host}', 'a/%{host}', '/${DIR}/%{host}', '/a'])(
    'may be %s',
    (path) => {
      expect(ofOutput(`file { path => "${path}" }`)).toEqual([]);
    },
  );

  const named = (path: string, filter = ''): readonly string[] =>
    findingsIn(
      `input { http { additional_codecs => { "application/json" => "json_lines" } } }
       filter { ${filter} }
       output { if "_jsonparsefailure" in [tags] { file { path => "/q" } } else { file { path => "${path}" } } }`,
    ).map(({ rule, message }) => `${rule}: ${message}`);

  test.each([
    ['/d/%{summary}.log', 'which whoever sends decides'],
    ['/d/%{[details][notification_type]}.log', 'which whoever sends decides'],
    ['/d/%{type}.log', 'all go to a file named %{type}'],
    ['/d/%{message}.log', 'all go to a file named %{message}'],
  ])('is told when it is made of what was sent: %s', (path, words) => {
    const [only, ...more] = named(path);

    expect(more).toEqual([]);
    expect(only).toMatch(/^path-by-field: /);
    expect(only).toContain(words);
  });

  test('is told also under a target', () => {
    const text = `input { http { codec => plain additional_codecs => {} } }
      filter { split { } json { source => "message" target => "w" } }
      output { if "_jsonparsefailure" in [tags] { file { path => "/q" } }
        else { file { path => "/d/%{[w][details][x]}" } } }`;
    expect(lint(text)).toEqual(['4:23 path-by-field']);
  });

  test.each([
    ['/d/%{+yyyy-MM-dd}.log', ''],
    ['/d/%{{yyyy}}.log', ''],
    ['/d/%{type}.log', 'mutate { add_field => { "type" => "hits" } }'],
    ['/d/%{x}.log', 'ruby { code => "event.set(1, 2)" }'],
    ['/d/%{[host][ip]}.log', ''],
  ])('is not when it is made of something else: %s', (path, filter) => {
    expect(named(path, filter)).toEqual([]);
  });
});

test('a file that is overwritten keeps the last notification alone', () => {
  const output = 'output { file { path => "/a" write_behavior => "overwrite" } }';
  expect(lint(`${INPUT}${output}`)).toEqual(['4:30 file-overwritten']);
  expect(lint(`${INPUT}${output.replace('overwrite', 'append')}`)).toEqual([]);
  expect(lint(output)).toEqual([]);
});

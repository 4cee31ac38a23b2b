/** What becomes of a body on its way from an http input to the outputs. */
import { lintPipelines } from '../../src/pipeline-lint/lint-pipeline';
import type { PipelineSource } from '../../src/pipeline-lint/pipeline-source';
import { findingsIn, INPUT, lint } from './lint';

const TO_FILE = 'file { path => "/q" }';
const ON = 'tcp { host => "h" port => 1 }';
const JSON_INPUT = 'input { http { codec => json_lines additional_codecs => {} } }\n';

/** Rules found in a pipeline of these filters and outputs. */
function rulesOf(filters: string, outputs: string, input = INPUT): readonly string[] {
  const text = `${input}filter { ${filters} }\noutput { ${outputs} }\n`;
  return findingsIn(text).map(({ rule }) => rule);
}

describe('a JSON array', () => {
  const apart = `if "_jsonparsefailure" in [tags] { ${TO_FILE} } else { ${ON} }`;

  test('is refused by a json filter without target, unless its lines are no arrays', () => {
    expect(rulesOf('split { } json { source => "message" }', apart)).toEqual(['array-refused']);
    expect(rulesOf('split { } json { source => "message" target => "n" }', apart)).toEqual([]);
    expect(rulesOf('json { source => "[details][x]" }', apart, JSON_INPUT)).toEqual([]);
  });

  test('is split where a condition asks for its first element', () => {
    const filters = `split { } json { source => "message" target => "n" }
      if [n][0] { split { field => "n" } } if [n] and ![n][summary] { drop { } }`;
    expect(rulesOf(filters, apart)).toEqual([]);
    expect(rulesOf(filters.replace('if [n][0]', 'if [m][0]'), apart)).toEqual(['no-output']);
  });
});

describe('an NDJSON body', () => {
  const apart = `if "_jsonparsefailure" in [tags] { ${TO_FILE} } else { ${ON} }`;
  const json = 'json { source => "message" target => "n" }';

  test.each([
    [`split { } ${json}`, []],
    [`split { field => "other" } ${json}`, ['ndjson-lost']],
    [`if [message] =~ /\\n/ { split { } } ${json}`, []],
    [`if [message] =~ /^x/ { split { } } ${json}`, ['ndjson-lost']],
    [
      `mutate { rename => { "message" => "body" } } split { field => "body" } ${json.replace('message', 'body')}`,
      [],
    ],
    [`ruby { code => "event.set('a', 1)" } ${json}`, ['ndjson-lost']],
    [`ruby { path => "/x.rb" } ${json}`, []],
    [`split { terminator => "\n" } ${json}`, []],
    [`split { terminator => "|" } ${json}`, ['ndjson-lost']],
    [`split { terminator => "\\n" } ${json}`, ['ndjson-lost', 'ndjson-lost']],
  ])('through %s', (filters, expected) => {
    expect(rulesOf(filters, apart)).toEqual(expected);
  });

  test('is split at an escaped line end where escapes are read', () => {
    const text = `${INPUT}filter { split { terminator => "\\n" } ${json} }\noutput { ${apart} }\n`;
    const source = { files: [{ name: 'a.conf', text }], hasEscapes: true };
    const options = { version: '9', documentedVariables: null } as const;

    expect(lintPipelines([source], options).findings).toEqual([]);
  });

  test('names what is lost', () => {
    const found = findingsIn('input { http { codec => json } }\noutput { null { } }');
    expect(found.find(({ rule }) => rule === 'ndjson-lost')?.message).toContain(
      'Of an NDJSON body of two lines the second is lost here.',
    );
  });
});

describe('a body that is not JSON', () => {
  const json = 'split { } json { source => "message" target => "n" }';

  test.each([
    ['goes on', '', ON, ['no-quarantine']],
    ['is dropped', 'if "_jsonparsefailure" in [tags] { drop { } }', ON, ['no-quarantine']],
    ['reaches no output', '', `if "_jsonparsefailure" not in [tags] { ${ON} }`, ['no-quarantine']],
    ['goes to null', '', `if [tags] { null { } } else { ${ON} }`, ['no-quarantine']],
    ['goes to null unread', '', `if [n] { ${ON} } else { null { } }`, ['no-quarantine']],
    ['goes to null and a file', '', `if [n] { ${ON} } else { null { } ${TO_FILE} }`, []],
    ['only loses its tag', 'mutate { remove_tag => ["_jsonparsefailure"] }', ON, ['no-quarantine']],
    [
      'loses its tag with all',
      'mutate { remove_field => ["tags"] }',
      `if "_jsonparsefailure" in [tags] { ${TO_FILE} } else { ${ON} }`,
      ['no-quarantine'],
    ],
    [
      'has its tag elsewhere',
      'mutate { rename => { "tags" => "labels" } }',
      `if "_jsonparsefailure" in [tags] { ${TO_FILE} } else { ${ON} }`,
      ['no-quarantine'],
    ],
    [
      'loses its tag perhaps',
      'geoip { source => "x" target => "y" remove_field => ["tags"] }',
      `if "_jsonparsefailure" in [tags] { ${TO_FILE} } else { ${ON} }`,
      [],
    ],
    ['is kept', '', `if [tags] { ${TO_FILE} } else { ${ON} }`, []],
    ['is kept, and goes on too', '', `if "_jsonparsefailure" in [tags] { ${TO_FILE} } ${ON}`, []],
    [
      'is known by a field',
      'if ![n] { mutate { add_tag => ["bad"] } }',
      `if "bad" in [tags] { ${TO_FILE} } else { ${ON} }`,
      [],
    ],
  ])('%s', (_what, filters, outputs, expected) => {
    expect(rulesOf(`${json} ${filters}`, outputs)).toEqual(expected);
  });

  test.each(['tag_on_failure => []', 'skip_on_invalid_json => true'])(
    'has no tag with %s',
    (option) => {
      const outputs = `if "_jsonparsefailure" in [tags] { ${TO_FILE} } else { ${ON} }`;
      expect(rulesOf(json.replace('target', `${option} target`), outputs)).toEqual([
        'no-quarantine',
      ]);
    },
  );
});

describe('prune', () => {
  const apart = `if "_jsonparsefailure" in [tags] { ${TO_FILE} } else { ${ON} }`;
  const json = `split { } json { source => "message" target => "n" }
    if [n][0] { split { field => "n" } }`;

  test.each([
    ['prune { whitelist_names => ["^@timestamp$", "^host$", "tags"] }', ['pruned']],
    ['prune { blacklist_names => "^(n|message)$" }', ['pruned']],
    ['prune { whitelist_names => ["^n$"] }', ['no-quarantine']], // the tags go as well
    ['prune { whitelist_names => ["^n$", "^tags$"] }', []],
    ['prune { whitelist_names => ["${KEPT}"] }', []],
    ['prune { whitelist_names => ["%{[n]}"] interpolate => true }', []],
    ['prune { }', []],
    ['prune { blacklist_names => ["^message$"] }', []],
    [
      'mutate { rename => { "[n][summary]" => "text" } } prune { whitelist_names => ["text", "tags"] }',
      [],
    ],
    ['geoip { source => "x" target => "y" } prune { whitelist_names => ["^y$", "tags"] }', []],
    ['if [n][x] { prune { whitelist_names => ["^host$", "tags"] } }', []],
  ])('%s', (filter, expected) => {
    const found = rulesOf(`${json} ${filter}`, apart);
    expect([...new Set(found)]).toEqual(expected);
  });
});

describe('split of mutate makes a list, which the json filter does not read', () => {
  const apart = `if "_jsonparsefailure" in [tags] { ${TO_FILE} } else { ${ON} }`;
  const json = 'json { source => "message" target => "n" }';

  test.each([
    [`mutate { split => { "message" => "\n" } } ${json}`, ['array-refused']],
    [`mutate { split => { "message" => "\n" } } split { field => "message" } ${json}`, []],
    [`mutate { split => ["other", ","] } split { } ${json}`, []],
  ])('%s', (filters, expected) => {
    const refused = rulesOf(filters, apart).filter((rule) => rule === 'array-refused');
    expect([...new Set(refused)]).toEqual(expected);
  });
});

describe('an output that sends a text', () => {
  const rules = (output: string, input = JSON_INPUT): readonly string[] =>
    rulesOf('', output, input).filter((rule) => rule === 'text-without-field');

  test.each([
    'kafka { topic_id => "t" }',
    'kafka { topic_id => "t" codec => plain { format => "%{message}" } }',
    'syslog { host => "h" port => 1 protocol => "tcp" }',
    'syslog { host => "h" port => 1 protocol => "tcp" message => "%{text}" }',
    's3 { bucket => "b" }',
    'file { path => "/x" codec => line }',
    'tcp { host => "h" port => 1 codec => "plain" }',
    'http { url => "u" http_method => "post" format => "message" message => "%{message}" }',
  ])('is made of a field that the codec json does not leave: %s', (output) => {
    expect(rules(output)).toEqual(['text-without-field']);
    expect(rules(output.replace('%{text}', '%{message}'), INPUT)).toEqual([]);
  });

  test.each([
    'kafka { topic_id => "t" codec => json }',
    'kafka { topic_id => "t" codec => plain { format => "%{summary} %{message}" } }',
    'kafka { topic_id => "t" codec => plain { format => "${FORMAT}" } }',
    'syslog { host => "h" port => 1 protocol => "tcp" codec => json }',
    'syslog { host => "h" port => 1 protocol => "tcp" message => "%{summary}" }',
    'tcp { host => "h" port => 1 }',
    'if [message] { kafka { topic_id => "t" } } else { tcp { host => "h" port => 1 } }',
    'stdout { codec => line }',
  ])('or is not: %s', (output) => {
    expect(rules(output)).toEqual([]);
  });
});

test('a body that is not JSON may go apart by a name that a filter gives it', () => {
  const named = (failed: string): string =>
    `split { } json { source => "message" target => "n" }
    mutate { add_field => { "[@metadata][to]" => "good" } }
    if "_jsonparsefailure" in [tags] { mutate { replace => { "[@metadata][to]" => "${failed}" } } }`;
  const output = 'file { path => "/data/%{[@metadata][to]}.log" }';

  expect(rulesOf(named('bad'), output)).toEqual([]);
  expect(rulesOf(named('good'), output)).toEqual(['no-quarantine']);
});

test('a pipeline that is known whole needs an output', () => {
  const rules = (isWhole: boolean, more = ''): readonly string[] =>
    lintPipelines([{ files: [{ name: 'a.conf', text: `${INPUT}${more}` }], isWhole }], {
      version: '9',
      documentedVariables: null,
    }).findings.map(({ rule }) => rule);

  expect(rules(true)).toEqual(['no-output']);
  expect(rules(true, 'output { }')).toEqual(['no-output']);
  expect(rules(true, `output { ${ON} }`)).toEqual([]);
  expect(rules(false)).toEqual([]);
});

test('a text made of a header that stands elsewhere is told, as a condition is', () => {
  const filters = (field: string): string => `mutate { add_field => { "from" => "%{${field}}" } }`;

  expect(rulesOf(filters('[headers][request_path]'), ON)).toEqual(['ecs-moved']);
  expect(rulesOf(filters('[@metadata][input][http][request][headers][request_path]'), ON)).toEqual(
    [],
  );
});

describe('outputs under conditions', () => {
  test.each([
    [`if [type] == "wallarm" { ${ON} }`, ['no-output']],
    [`if [details][type] == "x" { ${ON} } else if [summary] =~ /y/ { ${ON} }`, ['no-output']],
    [`if [details][type] == "x" { ${ON} } else { ${ON} }`, []],
    [`if [details][type] == "x" { ${ON} } if [details][type] != "x" { ${ON} }`, []],
    [`if [summary] { ${ON} }`, []],
    [`if [details][a] { ${ON} } ${ON}`, []],
  ])('%s', (outputs, expected) => {
    const rules = rulesOf('', outputs, JSON_INPUT);
    expect(rules.filter((rule) => rule !== 'no-quarantine')).toEqual(expected);
  });

  test('may end in null, unless every event does though there are others', () => {
    const apart = `if "_jsonparsefailure" in [tags] { ${TO_FILE} }`;
    const rules = (condition: string): readonly string[] =>
      rulesOf('', `${apart} else if ${condition} { ${ON} } else { null { } }`, JSON_INPUT);

    expect(rules('[details][type] == "x"')).toEqual([]);
    expect(rules('[type] == "wallarm"')).toEqual(['no-output']);
    expect(rulesOf('', 'null { }', JSON_INPUT)).toEqual(['no-quarantine']);
  });

  test('are complete for what an input adds', () => {
    const input = INPUT.replace('port', 'type => "wallarm" port');
    expect(rulesOf('', `if [type] == "wallarm" { ${ON} }`, input)).toEqual([]);
  });
});

describe('a filter that drops a share of the events', () => {
  const apart = `if "_jsonparsefailure" in [tags] { ${TO_FILE} } else { ${ON} }`;
  const half = 'drop { percentage => 50 }';

  test.each([
    [half, ['no-output']],
    ['drop { percentage => "0.5" }', ['no-output']],
    [`if [details] { ${half} }`, ['no-output']],
    [`if [details][type] == "x" { ${half} }`, []],
    [`if "_jsonparsefailure" in [tags] { ${half} }`, []],
    ['drop { percentage => 0 }', []],
    ['drop { percentage => "${SHARE}" }', []],
    ['drop { percentage => "${SHARE:10}" }', ['no-output']],
  ])('%s', (filters, expected) => {
    expect(rulesOf(filters, apart, JSON_INPUT)).toEqual(expected);
  });

  test('says how many', () => {
    const text = `${JSON_INPUT}filter {\n  ${half}\n}\noutput { ${apart} }`;
    expect(findingsIn(text)).toMatchObject([
      { line: 3, column: 10, message: expect.stringContaining('50 of 100 by chance') as string },
    ]);
  });
});

test('a field of the request is asked for where it stood before ECS', () => {
  const pipeline = (ecsCompatibility?: string): PipelineSource => ({
    files: [
      {
        name: 'a.conf',
        text: `${INPUT}filter { if [headers][request_path] != "/x" { drop { } } }\noutput { null { } }`,
      },
    ],
    ...(ecsCompatibility !== undefined && { ecsCompatibility }),
  });
  const options = { version: '9', documentedVariables: null } as const;
  const rules = (source: PipelineSource): readonly string[] =>
    lintPipelines([source], options).findings.map(({ rule }) => rule);

  expect(rules(pipeline())).toEqual(['ecs-moved', 'no-output']);
  expect(rules(pipeline('disabled'))).toEqual([]);
});

describe('the address of the sender', () => {
  const rules = (condition: string, more = '', input = INPUT): readonly string[] =>
    rulesOf(`${more} if ${condition} { drop { } }`, ON, input).filter(
      (rule) => rule === 'ecs-moved',
    );

  test.each(['[host] == "a"', '[host] != "a"', '[host] !~ /^10/', '[host] in ["a", "b"]'])(
    'is a map when %s compares it',
    (condition) => {
      expect(rules(condition)).toEqual(['ecs-moved']);
      expect(rules(`[summary] and (${condition})`, 'json { source => "message" }')).toEqual([
        'ecs-moved',
      ]);
      expect(rules(condition.replace('host', 'host][ip'))).toEqual([]);
      expect(rules(condition.replace('host', 'hostname'))).toEqual([]);
    },
  );

  test.each(['[host]', '![host]', '[host] == [other]', '"a" in [host]'])(
    'may be there or not in %s',
    (condition) => {
      expect(rules(condition)).toEqual([]);
    },
  );

  test.each([
    'mutate { rename => { "[host][ip]" => "host" } }',
    'mutate { replace => { "[host]" => "a" } }',
    'mutate { copy => { "a" => "%{b}" } }',
    'json { source => "[details][x]" }',
    'grok { match => { "message" => "%{HOSTNAME:host}" } }',
    'ruby { code => "1" }',
    'if [a] { dissect { mapping => { "message" => "%{host} %{x}" } } }',
  ])('may be another thing behind %s', (filter) => {
    expect(rules('[host] == "a"', filter)).toEqual([]);
  });

  test.each([
    `${INPUT}input { beats { port => 1 } }\n`,
    `${INPUT}${INPUT.replace('port', 'ecs_compatibility => disabled port')}`,
    INPUT.replace('port', 'ecs_compatibility => disabled port'),
    INPUT.replace('port', 'remote_host_target_field => "host" port'),
    INPUT.replace('port', 'add_field => { "host" => "a" } port'),
  ])('may be text with %j', (input) => {
    expect(rules('[host] == "a"', '', input)).toEqual([]);
  });
});

test('nothing is said of bodies where no http input takes any', () => {
  const text =
    'input { beats { port => 1 } }\nfilter { json { source => "message" } }\noutput { stdout { } }';
  expect(lint(text)).toEqual([]);
});

test('the outputs of others lose what they are known to lose', () => {
  const rules = (outputs: string): readonly string[] => rulesOf('', outputs);

  expect(rules('pipeline { send_to => ["x"] ensure_delivery => false }')).toEqual([
    'delivery-not-ensured',
  ]);
  expect(rules('udp { host => "h" port => 1 }')).toEqual(['sent-by-udp']);
  expect(rules('syslog { host => "h" port => 1 }')).toEqual(['sent-by-udp']);
  expect(rules('elasticsearch { hosts => "h" }')).toEqual(['no-dead-letter-queue']);
  expect(
    rules(
      'http { url => "u/%{id}" http_method => "post" format => "json_batch" retryable_codes => [401, 403, 404, 408, 429, 500, 502, 503, 504] }',
    ),
  ).toEqual(['fields-in-batch']);
  expect(rulesOf('', 'stdout { }', JSON_INPUT)).toEqual(['no-quarantine', 'deep-body']);
  expect(rulesOf('', 'stdout { codec => json_lines }', JSON_INPUT)).toEqual(['no-quarantine']);
});

test('a pipeline of a thousand plugins is followed, and its findings are bounded', () => {
  const filters = Array.from(
    { length: 1_000 },
    (_, index) =>
      `if [details][a${index}] { mutate { add_field => { "b${index}" => "%{x}" } no => 1 } }`,
  );
  const { findings, omitted } = lintPipelines(
    [
      {
        files: [
          {
            name: 'a.conf',
            text: `${JSON_INPUT}filter { ${filters.join('\n')} }\noutput { ${ON} }`,
          },
        ],
      },
    ],
    { version: '9', documentedVariables: null },
  );

  expect(findings.filter(({ rule }) => rule === 'unknown-option')).toHaveLength(100);
  expect(findings.map(({ rule }) => rule)).toContain('no-quarantine');
  expect(omitted).toEqual([{ file: 'a.conf', severity: 'error', count: 900 }]);
});

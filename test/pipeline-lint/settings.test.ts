import type { LintOptions } from '../../src/pipeline-lint/finding';
import { lintSettings } from '../../src/pipeline-lint/settings/lint-settings';

/** Findings as `file:line:column rule`. */
function lint(
  texts: { logstash?: string; pipelines?: string },
  documentedVariables: LintOptions['documentedVariables'] = null,
): readonly string[] {
  const file = (name: string, text?: string) => (text === undefined ? null : { name, text });
  const files = {
    logstashYml: file('logstash.yml', texts.logstash),
    pipelinesYml: file('pipelines.yml', texts.pipelines),
  };
  return lintSettings(files, { version: '9', documentedVariables }).findings.map(
    ({ file: name, line, column, rule }) => `${name}:${line}:${column} ${rule}`,
  );
}

const PIPELINES = `# two
- pipeline.id: intake   # the first
  path.config: "a.conf"

- pipeline.id: siem
  queue.type: "persisted"
`;

describe('the queue', () => {
  test('is in memory unless a file says otherwise', () => {
    expect(lint({ pipelines: PIPELINES })).toEqual(['pipelines.yml:2:3 memory-queue']);
    expect(lint({ logstash: 'log.format: json\n' })).toEqual(['logstash.yml:1:1 memory-queue']);
  });

  test.each([
    ['queue.type: persisted\n'],
    ['queue:\n  max_bytes: 1gb\n  type: persisted # on disk\nlog:\n  format: json\n'],
    ['"queue.type": "${QUEUE:persisted}"\r\n'],
    ["queue.type: '${QUEUE}'\n"],
  ])('of every pipeline is persisted by %j', (logstash) => {
    expect(lint({ logstash })).toEqual([]);
    expect(lint({ logstash, pipelines: PIPELINES })).toEqual([]);
  });

  test('of one pipeline can be in memory again', () => {
    const pipelines = `${PIPELINES}- pipeline.id: x\n  queue.type: memory\n`;
    const logstash = 'queue.type: persisted\n';
    expect(lint({ pipelines, logstash })).toEqual(['pipelines.yml:8:3 memory-queue']);
  });
});

test('undocumented environment variables of the settings are found', () => {
  const logstash = 'queue.type: persisted\npath.data: "${DATA_DIR:data}"\n';

  expect(lint({ logstash }, new Set())).toEqual(['logstash.yml:2:1 undocumented-variable']);
  expect(lint({ logstash }, new Set(['DATA_DIR']))).toEqual([]);
});

/** `settings.rb`, `multi_local.rb` and the classes of `org.logstash.settings`, 9.5.2. */
describe('pipelines.yml', () => {
  const entry = (setting: string): string =>
    `- pipeline.id: m\n  queue.type: persisted\n  path.config: a\n  ${setting}\n`;

  test.each([
    'pipeline.workers: 4',
    'pipeline.workers: "4"',
    'pipeline.workers: "${W:4}"',
    'pipeline.workers: "${W}"',
    'pipeline.batch.delay: 0.5',
    'pipeline.ordered: auto',
    'pipeline.ordered: true',
    'pipeline.ecs_compatibility: disabled',
    'queue.max_bytes: 4gb',
    'queue.max_bytes: 1024',
    'queue.compression: speed',
    'queue.drain: yes',
    'dead_letter_queue.enable: "true"',
    'dead_letter_queue.storage_policy: drop_older',
    'dead_letter_queue.retain.age: 5d',
    'config.support_escapes: on',
    'config.support_escapes: oN',
    'path.queue: n',
    'path.queue: Y',
  ])('takes %s', (setting) => {
    expect(lint({ pipelines: entry(setting) })).toEqual([]);
  });

  test.each([
    'pipeline.workers: 2.5',
    'pipeline.workers: -1',
    'pipeline.workers: [4]',
    'pipeline.batch.delay: soon',
    'pipeline.ordered: maybe',
    'pipeline.ecs_compatibility: "8"',
    'queue.max_bytes: "1024"',
    'queue.max_bytes: lots',
    'queue.compression: zstd',
    'queue.drain: "yes"',
    'dead_letter_queue.enable: 1',
    'dead_letter_queue.storage_policy: drop',
    'path.queue: 5',
    'path.queue: No',
    'queue.drain: y',
    'pipeline.worker: 4',
    'log.level: debug',
    'xpack.monitoring.enabled: true',
  ])('does not take %s', (setting) => {
    expect(lint({ pipelines: entry(setting) })).toEqual(['pipelines.yml:4:3 wrong-setting']);
  });

  test.each([
    [
      'two entries of one id',
      '- { pipeline.id: a, queue.type: persisted }\n- { pipeline.id: a, queue.type: persisted }\n',
      '2:5',
    ],
    ['two without an id', '- queue.type: persisted\n- queue.type: persisted\n', '2:3'],
    ['a map', 'pipeline.id: a\n', '1:1'],
    ['nothing', '# nothing\n', '1:1'],
    ['a list of words', '- a\n', '1:3'],
    ['an alias', '- &a { pipeline.id: a, queue.type: persisted }\n- *a\n', '2:3'],
    ['no YAML', '- "a\n', '2:1'],
  ])('is refused with %s', (_what, pipelines, place) => {
    expect(lint({ pipelines })).toContain(`pipelines.yml:${place} wrong-setting`);
  });

  test('with an alias is refused, and judged as what the alias stands for', () => {
    const pipelines = '- &a\n  pipeline.id: a\n  queue.type: memory\n- <<: *a\n  pipeline.id: b\n';
    expect(lint({ pipelines })).toEqual([
      ...['pipelines.yml:3:3 memory-queue', 'pipelines.yml:3:3 memory-queue'],
      'pipelines.yml:4:7 wrong-setting',
    ]);
  });

  test('may be written in flow style, with anchors and folded strings', () => {
    const pipelines = `[{ pipeline.id: &id "m", 'queue.type': memory, path.config: >-\n  a.conf }]\n`;
    expect(lint({ pipelines: pipelines.replace('>-\n  a.conf', 'a.conf') })).toEqual([
      'pipelines.yml:1:26 memory-queue',
    ]);
  });
});

test.each([
  ['log.level: debug\n', []],
  ['log:\n  level: loud\n', ['logstash.yml:2:3 wrong-setting']],
  ['pipeline:\n  workers: 0\n', ['logstash.yml:2:3 wrong-setting']],
  ['api.http.port: 9600\n', []],
  ['api.http.port: "${PORT:9600}"\n', []],
  ['api.http.port: web\n', ['logstash.yml:1:1 wrong-setting']],
  ['api.http.port: 70000\n', ['logstash.yml:1:1 wrong-setting']],
  ['api.http.port: 9600-9700\nxpack.management.enabled: true\n', []],
  ['http.host: 0.0.0.0\n', ['logstash.yml:1:1 wrong-setting']],
  ['path.config: /a\nconfig.string: "input { }"\n', ['logstash.yml:2:1 wrong-setting']],
  ['path.config: /a\nconfig.string:\n', []],
  ['config.reload.interval: 3s\n', []],
  ['config.reload.interval: often\n', ['logstash.yml:1:1 wrong-setting']],
  ['- a\n', ['logstash.yml:1:1 wrong-setting']],
])('logstash.yml: %j', (logstash, expected) => {
  const pipelines = '- queue.type: persisted\n';
  expect(lint({ logstash, pipelines })).toEqual(expected);
});

/** Seen in Psych 5.2.3 (JRuby 9.4.13), whose SnakeYAML refuses them in comments too. */
test.each(['\u0000', '\u0001', '\u001B', '\u007F', '\u009F', '\uFFFE'])(
  'the character %j keeps settings from being read',
  (character) => {
    const pipelines = `- pipeline.id: a # ${character}\n  queue.type: persisted\n`;
    expect(lint({ pipelines })).toEqual(['pipelines.yml:1:20 wrong-setting']);
  },
);

test.each(['\t', '\u0085', '\u00A0', '\uFEFF', '\uFFFD', '\u{10FFFF}'])(
  'the character %j may stand in a comment',
  (character) => {
    const pipelines = `- pipeline.id: a # ${character}\n  queue.type: persisted\n`;
    expect(lint({ pipelines })).toEqual([]);
  },
);

/** Seen in Psych 5.2.3 (JRuby 9.4.13; JRuby 10.0.2 brings the same). */
describe('values are what Psych makes of them', () => {
  const ofWorkers = (value: string): readonly string[] =>
    lint({ pipelines: `- queue.type: persisted\n  pipeline.workers: ${value}\n` });

  test.each(['2', '1_0', '1,0', '0x1F', '0b11', '017', '+3', '0:1', '"2"', '${W:2}'])(
    'a whole number: %s',
    (value) => {
      expect(ofWorkers(value)).toEqual([]);
    },
  );

  test.each(['1e3', '1__0', '1_', '1.5', '-1', '0', '~', 'nUll', 'yes', '.inf', '2020-13-45'])(
    'no whole number: %s',
    (value) => {
      expect(ofWorkers(value)).toEqual(['pipelines.yml:2:3 wrong-setting']);
    },
  );

  test.each(['2020-01-01', '2020-01-01T10:00:00Z', ':symbol', '!ruby/sym x', '*other'])(
    'nothing that may be loaded: %s',
    (value) => {
      const pipelines = `- &other {}\n- pipeline.id: ${value}\n`;
      expect(lint({ pipelines, logstash: 'queue.type: persisted\n' })).toContainEqual(
        expect.stringMatching(/^pipelines\.yml:2:(?:16|26) wrong-setting/),
      );
    },
  );

  test.each(["'2020-01-01'", '":text"', 'a:b', '1e400', '2020-13-45', '"0"', '"a"#b'])(
    'text: %s',
    (value) => {
      expect(lint({ pipelines: `- queue.type: persisted\n  pipeline.id: ${value}\n` })).toEqual([]);
    },
  );

  test('the last of one name counts, be it merged or not', () => {
    const merged = '- queue.type: memory\n  <<: {queue.type: persisted}\n';
    expect(lint({ pipelines: merged })).toEqual([]);
    const list = '- <<: [{queue.type: persisted}, {queue.type: memory}]\n';
    expect(lint({ pipelines: list })).toEqual([]);
  });

  test.each(['~: 1', '[a]: 1', '{a: 1}: 1', '1: 1', 'true: 1'])(
    'a name that is no text is no setting: %s',
    (pair) => {
      expect(lint({ pipelines: `- queue.type: persisted\n  ${pair}\n` })).toEqual([
        'pipelines.yml:2:3 wrong-setting',
      ]);
    },
  );
});

describe('a tab', () => {
  test.each(['a:\t1', 'a: "x"\t# c', 'a: x\n\t\n', 'a: [x,\ty]', 'a: x\n\t# c\n', 'a: &x\t1'])(
    'is refused between names and values: %j',
    (text) => {
      const found = lint({ logstash: `queue.type: persisted\nvar.${text}\n` });
      expect(found).toEqual([expect.stringContaining('wrong-setting')]);
    },
  );

  test.each(['a: x\t# c', 'a: x \t\n', 'a: "\tx"', 'a: x\ty', 'a: x #\tc', 'a\t: x'])(
    'is taken elsewhere: %j',
    (text) => {
      expect(lint({ logstash: `queue.type: persisted\nvar.${text}\n` })).toEqual([]);
    },
  );
});

/** SnakeYAML looks at no indentation inside of quotes. */
describe('a value in quotes that goes on in lines indented less than its key', () => {
  test.each([
    '- pipeline.id: "a\nb"\n  queue.type: persisted\n',
    "- pipeline.id: 'a''\n\nb'\n  queue.type: persisted\n",
    '- pipeline.id: "a\\"\n \\\nb" # "\n  queue.type: "per\\\nsisted"\n',
    '- { pipeline.id: "a\r\nb", queue.type: persisted }\n',
  ])('is read: %j', (pipelines) => {
    expect(lint({ pipelines })).toEqual([]);
  });

  test('has its places where it was written', () => {
    const pipelines = '- pipeline.id: "a\nb"\n  queue.type: memory\n  pipeline.worker: 1\n';
    expect(lint({ pipelines })).toEqual([
      'pipelines.yml:3:3 memory-queue',
      'pipelines.yml:4:3 wrong-setting',
    ]);
  });

  test.each(['- pipeline.id: "a\nb\n', '- pipeline.id: "a\n---\nb"\n', "- a: 'b\n"])(
    'does not end everywhere: %j',
    (pipelines) => {
      expect(lint({ pipelines })).toEqual([expect.stringContaining('wrong-setting')]);
    },
  );
});

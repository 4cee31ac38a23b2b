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

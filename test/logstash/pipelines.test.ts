/** What can be said of the pipelines in `logstash/` without running them. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';

import { parse } from 'yaml';

import { temporaryDirectory } from '../helpers/certificates';

const ROOT = join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const files = readdirSync(join(ROOT, 'logstash'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(conf|yml|rb|json|properties)$/.test(file))
  .map((file) => join('logstash', file))
  .sort();
const pipelines = files.filter((file) => file.endsWith('.conf'));
const settings = files.filter((file) => file.endsWith('.yml'));
const sinks = readdirSync(join(ROOT, 'logstash', 'sinks'))
  .filter((name) => !name.includes('.'))
  .sort();
const withoutComments = (text: string): string => text.replace(/(^|\s)#.*$/gm, '$1');

interface PipelineEntry {
  readonly 'pipeline.id': string;
  readonly 'path.config': string;
  readonly 'dead_letter_queue.enable'?: boolean;
}
const entries = (file: string): readonly PipelineEntry[] =>
  parse(read(file)) as readonly PipelineEntry[];

/** `NAME=default` of every `${NAME:default}`; `NAME` alone for one that must be set. */
function variablesOf(file: string): string[] {
  const found = withoutComments(read(file)).matchAll(/\$\{([A-Z_]+)(?::([^}]*))?\}/g);
  return [...found].map(([, name = '', value]) =>
    value === undefined ? name : `${name}=${value}`,
  );
}

/** The blocks of one plugin, as text: from its name to the brace that closes it. */
function blocksOf(plugin: string, text: string): string[] {
  return [...text.matchAll(new RegExp(`^\\s*${plugin} \\{`, 'gm'))].map(({ index }) => {
    let depth = 0;
    const rest = text.slice(index);
    for (const { 0: brace, index: at } of rest.matchAll(/[{}]/g)) {
      depth += brace === '{' ? 1 : -1;
      if (depth === 0) return rest.slice(0, at + 1);
    }
    return rest;
  });
}

describe('every file of logstash/', () => {
  test.each(files)('%s is ASCII: some versions of Logstash refuse anything else', (file) => {
    expect(read(file)).toMatch(/^\p{ASCII}*$/u);
  });

  test.each(files)('%s assumes no container and no place on the disk', (file) => {
    expect(withoutComments(read(file))).not.toMatch(
      /["'\s:](~?\/(usr|etc|var|opt|home|work|tmp)\b)/,
    );
  });
});

describe('the environment variables', () => {
  const used = [...new Set([...pipelines, ...settings].flatMap(variablesOf))].sort();
  const documented = [
    ...read('docs/logstash.md').matchAll(/^\| `([A-Z_]+)` +\| (?:`([^`]*)`|required) +\|/gm),
  ].map(([, name = '', value]) => (value === undefined ? name : `${name}=${value}`));

  test('stand in the table of docs/logstash.md with the default they have, and no others do', () => {
    expect(used.length).toBeGreaterThan(20);
    expect(documented.sort()).toEqual(used);
  });

  test('have one default each, wherever they stand', () => {
    const names = used.map((variable) => variable.split('=')[0]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  // In the official image a variable that spells a setting is written into logstash.yml at the start.
  test('spell no setting of Logstash', () => {
    const spelled = (name: string): string => name.toLowerCase().replace(/[._]/g, '');
    const known = [
      ...settings.flatMap((file) => [...read(file).matchAll(/^[\s-]*([a-z_]+(?:\.[a-z_]+)+):/gm)]),
    ].map(([, name = '']) => spelled(name));
    expect(known).toContain('pathdata');
    expect(used.filter((one) => known.includes(spelled(one.split('=')[0] ?? '')))).toEqual([]);
  });

  test('leave no secret with a default', () => {
    const secrets = used.filter((one) => /PASSWORD|TOKEN|API_KEY|USER/.test(one));
    expect(secrets).toEqual([
      'ES_API_KEY',
      'SIEM_TOKEN',
      'SPLUNK_TOKEN',
      'WEBHOOK_PASSWORD',
      'WEBHOOK_USER',
    ]);
  });
});

describe('each pipeline file', () => {
  test.each(pipelines)('%s closes every brace and bracket that it opens', (file) => {
    const text = withoutComments(read(file)).replace(/"[^"]*"|\/(?:\\.|[^/\n])+\/(?=\s)/g, '""');
    const count = (mark: string): number => text.split(mark).length;
    expect([count('{'), count('[')]).toEqual([count('}'), count(']')]);
  });

  test.each(pipelines)('%s uses no option that Logstash 9 refuses', (file) => {
    expect(withoutComments(read(file))).not.toMatch(
      /\b(ssl|cacert|client_cert|client_key|keystore|truststore|verify_mode|ssl_verify_mode) *=>/,
    );
  });

  test.each(pipelines)('%s has no plugin id twice', (file) => {
    const ids = [...read(file).matchAll(/\bid +=> +"([^"]+)"/g)].map(([, id = '']) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

describe('what keeps notifications from being lost', () => {
  const lossless = pipelines.filter((file) => !file.includes('minimal'));
  const blocks = (plugin: string): string[] =>
    lossless.flatMap((file) => {
      const [, outputs = ''] = withoutComments(read(file)).split(/^output /m);
      return blocksOf(plugin, outputs);
    });

  test('each http output retries what someone can repair', () => {
    const outputs = blocks('http');
    expect(outputs).toHaveLength(3);
    for (const output of outputs) {
      for (const code of [401, 403, 404, 429, 503]) {
        expect(output).toMatch(new RegExp(`retryable_codes => \\[[^\\]]*\\b${code}\\b`));
      }
    }
  });

  test('each file output writes at once', () => {
    const outputs = blocks('file');
    expect(outputs).toHaveLength(4);
    expect(outputs.filter((output) => !/flush_interval +=> 0\b/.test(output))).toEqual([]);
  });

  test('each Elasticsearch output creates by hash, and has the dead letter queue that it needs', () => {
    const outputs = blocks('elasticsearch');
    expect(outputs).toHaveLength(1);
    expect(outputs[0]).toMatch(/action +=> "create"/);
    expect(outputs[0]).toMatch(/document_id +=> "%\{\[event\]\[hash\]\}"/);
    expect(outputs[0]).toMatch(/dlq_custom_codes/); // refuses to start without the queue

    const using = ['config', 'scale']
      .flatMap((folder) => entries(join('logstash', folder, 'pipelines.yml')))
      .filter((entry) => entry['path.config'].endsWith('/elasticsearch.conf'));
    expect(using.map((entry) => entry['dead_letter_queue.enable'])).toEqual([true, true]);
  });

  test.each(['config', 'scale'])('the queues of %s are on disk', (folder) => {
    expect(parse(read(join('logstash', folder, 'logstash.yml')))).toMatchObject({
      'queue.type': 'persisted',
      'queue.checkpoint.writes': '${CHECKPOINT_WRITES:1024}',
    });
  });

  test.each(['pipeline/intake-10-receive.conf', 'minimal/wallarm.conf'])(
    '%s reads the body as text, whatever the Content-Type says, by the parser that limits its nesting',
    (file) => {
      const text = read(join('logstash', file));
      const [input = ''] = blocksOf('http', text);
      expect(input).toMatch(/codec +=> plain/);
      expect(input).toMatch(/additional_codecs +=> \{\}/);
      expect(text).toContain('/pipeline/notifications.rb"');
      expect(withoutComments(text)).not.toContain('rubydebug');
    },
  );

  test('a line of syslog has a limit, a year and a zone', () => {
    const outputs = blocks('syslog');
    expect(outputs).toHaveLength(2);
    for (const output of outputs) expect(output).toMatch(/\brfc +=> "rfc5424"/);
    for (const file of ['syslog-json', 'syslog-cef', 'qradar']) {
      expect(read(`logstash/sinks/${file}/${file}.conf`)).toContain('/sinks/shorten.rb"');
    }
  });

  test('what the intake takes passes Kafka, in which it can be twice as large', () => {
    const valueOf = (name: string): number =>
      Number(
        pipelines
          .flatMap(variablesOf)
          .find((one) => one.startsWith(`${name}=`))
          ?.split('=')[1],
      );
    expect(valueOf('KAFKA_MAX_BYTES')).toBeGreaterThan(2 * valueOf('WEBHOOK_MAX_BYTES'));
  });
});

describe('paths.sh', () => {
  const relative = [...pipelines, ...settings]
    .flatMap(variablesOf)
    .filter((one) => /=(logstash|data|certs)\b/.test(one))
    .map((one) => one.split('=')[0] ?? '');

  test('makes absolute every path that has a relative default, and keeps what is set', async () => {
    await using directory = await temporaryDirectory();
    await mkdir(join(directory.path, 'logstash'));
    await copyFile(
      join(ROOT, 'logstash', 'paths.sh'),
      join(directory.path, 'logstash', 'paths.sh'),
    );
    const { stdout } = spawnSync('sh', ['-c', '. logstash/paths.sh; env'], {
      ...{ cwd: directory.path, encoding: 'utf8' },
      env: { PATH: process.env['PATH'], WEBHOOK_KEY: '/elsewhere.key' },
    });

    const set = new Map(stdout.split('\n').map((line) => line.split('=') as [string, string]));
    expect(new Set(relative).size).toBeGreaterThan(8);
    const place = await realpath(directory.path);
    for (const name of relative.filter((one) => one !== 'WEBHOOK_KEY')) {
      expect([name, set.get(name)]).toEqual([name, expect.stringContaining(`${place}/`) as string]);
    }
    expect(set.get('WEBHOOK_KEY')).toBe('/elsewhere.key');
  });

  test('says where it must be sourced', () => {
    const { status, stderr } = spawnSync('sh', ['-c', `. ${ROOT}/logstash/paths.sh`], {
      ...{ cwd: '/', encoding: 'utf8' },
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain('source this in the folder that holds logstash/');
  });
});

describe('config/pipelines.yml', () => {
  const listed = entries('logstash/config/pipelines.yml');

  test('has the intake, the SIEM and one entry for each sink', () => {
    expect(listed.map((entry) => entry['pipeline.id']).sort()).toEqual(
      ['intake', 'siem', ...sinks].sort(),
    );
  });

  test.each(sinks)('gives the sink %s its pipeline when SINKS names it', (sink) => {
    const entry = listed.find((one) => one['pipeline.id'] === sink);
    expect(entry?.['path.config']).toBe(
      `\${PIPELINES_HOME:logstash}/sinks/{\${SINKS:none}}/${sink}.conf`,
    );
    const folder = join('logstash', 'sinks', sink);
    expect(read(join(folder, `${sink}.conf`))).toContain(`address => "${sink}"`);
    expect(read(join(folder, `intake-91-${sink}.conf`))).toContain(`send_to => ["${sink}"]`);
  });

  test('every address that is sent to has a pipeline that listens', () => {
    const all = pipelines.map(read).join('\n');
    const listening = [...all.matchAll(/\baddress => "([^"]+)"/g)].map(([, name]) => name);
    const sentTo = [...all.matchAll(/send_to => \["([^"]+)"\]/g)].map(([, name]) => name);
    expect([...new Set(sentTo)].sort()).toEqual([...new Set(listening)].sort());
  });
});

describe('the index template', () => {
  interface Mapping {
    readonly type?: string;
    readonly properties?: Readonly<Record<string, Mapping>>;
  }
  const template = JSON.parse(read('logstash/sinks/elasticsearch/index-template.json')) as {
    readonly index_patterns: readonly string[];
    readonly data_stream: object;
    readonly template: { readonly mappings: Mapping };
  };

  test('matches the data stream that the sink writes to', () => {
    const sink = read('logstash/sinks/elasticsearch/elasticsearch.conf');
    const dataset = /data_stream_dataset +=> "([^"]+)"/.exec(sink)?.[1];
    expect(template.index_patterns).toEqual([`logs-${dataset ?? ''}-*`]);
    expect(template.data_stream).toEqual({});
  });

  test('maps every field that the pipelines set', () => {
    const ecs = withoutComments(read('logstash/pipeline/intake-20-ecs.conf'));
    const targets = [...ecs.matchAll(/=> "(\[(?!@|wallarm)[^"]+)"|"(\[(?!@|wallarm)[^"]+)" +=>/g)]
      .map(([, copied, added]) => copied ?? added ?? '')
      .filter((field) => /^(\[[\w]+\])+$/.test(field));
    expect(targets).toContain('[vulnerability][severity]');
    expect(targets).toContain('[observer][vendor]');

    const isMapped = (field: string): boolean => {
      const names = [...field.matchAll(/\w+/g)].map(([name]) => name);
      const mapping = names.reduce<Mapping | undefined>(
        (parent, name) => parent?.properties?.[name],
        template.template.mappings,
      );
      return mapping?.type !== undefined;
    };
    const wanted = [...targets, '[@timestamp]', '[message]', '[wallarm]', '[event][hash]'];
    expect(
      [...wanted, '[event][created]', '[related][ip]']
        .filter((field) => field !== '[@timestamp]')
        .filter((field) => !isMapped(field)),
    ).toEqual([]);
    expect(template.template.mappings.properties?.['@timestamp']?.type).toBe('date');
  });
});

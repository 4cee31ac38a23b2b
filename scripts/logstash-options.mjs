/**
 * Renews the tables of Logstash's plugins from their sources: `node scripts/logstash-options.mjs CHECKOUTS`.
 *
 * CHECKOUTS holds one folder for each gem that Logstash's lock file names (`Gemfile.jruby-3.4.lock.release` at the tag
 * of the release), each at the tag of that version, under the gem's name, and `logstash-core` for the core; a file
 * `.ver` in each says the version. The script reads the `config` lines of each plugin and of the modules it includes.
 * What it cannot read it writes as `any`, so that nothing is said of it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KINDS = ['input', 'filter', 'output', 'codec'];
const TARGET = fileURLToPath(new URL('../src/pipeline-lint/plugins/tables/', import.meta.url));

/** Modules of options, by a pattern of the line that includes them, and the files that declare them. */
const MODULES = [
  [/include[ (].*ECSCompatibilitySupport/, ['logstash-mixin-ecs_compatibility_support']],
  [
    /include[ (].*CATrustedFingerprintSupport|=> .*CATrustedFingerprintSupport/,
    ['logstash-core/ca_trusted_fingerprint'],
  ],
  [
    /include .*HttpClient\[:with_obsolete/,
    ['logstash-mixin-http_client', 'logstash-mixin-http_client/obsolete'],
  ],
  [
    /include .*HttpClient\[:with_deprecated => true/,
    ['logstash-mixin-http_client', 'logstash-mixin-http_client/deprecated'],
  ],
  [
    /include .*HttpClient\b(?!\[)|include .*HttpClient\[:with_deprecated => false/,
    ['logstash-mixin-http_client'],
  ],
  [/include .*Kafka::Common/, ['logstash-integration-kafka/common']],
  [/include .*AvroSchemaRegistry/, ['logstash-integration-kafka/avro_schema_registry']],
  [/include .*AwsConfig/, ['logstash-integration-aws/generic']],
  [/include .*Jdbc::Jdbc\b/, ['logstash-integration-jdbc/jdbc']],
  [/include .*JdbcStreaming/, ['logstash-integration-jdbc/jdbc_streaming']],
  [/include .*RabbitMQConnection/, ['logstash-integration-rabbitmq/rabbitmq_connection']],
  [/include .*Snmp::Common/, ['logstash-integration-snmp/common']],
  [/< LogStash::Inputs::Threadable/, ['logstash-core/threadable']],
  [/< LogStash::Inputs::Tcp/, ['logstash-input-tcp']],
  [/< LogStash::Outputs::File/, ['logstash-output-file']],
  [
    /include\(?.*ElasticSearch::APIConfigs/,
    ['logstash-output-elasticsearch/api_configs', 'logstash-core/ca_trusted_fingerprint'],
  ],
  [/include\(?.*ElasticSearch::DataStreamSupport/, ['logstash-output-elasticsearch/data_stream']],
];

const FILES = {
  'logstash-mixin-ecs_compatibility_support': 'plugin_mixins/ecs_compatibility_support.rb',
  'logstash-core/ca_trusted_fingerprint': 'plugins/ca_trusted_fingerprint_support.rb',
  'logstash-mixin-http_client': 'plugin_mixins/http_client.rb',
  'logstash-mixin-http_client/obsolete': 'plugin_mixins/http_client/obsolete_ssl_config_support.rb',
  'logstash-mixin-http_client/deprecated':
    'plugin_mixins/http_client/deprecated_ssl_config_support.rb',
  'logstash-integration-kafka/common': 'plugin_mixins/kafka/common.rb',
  'logstash-integration-kafka/avro_schema_registry': 'plugin_mixins/kafka/avro_schema_registry.rb',
  'logstash-integration-aws/generic': 'plugin_mixins/aws_config/generic.rb',
  'logstash-integration-jdbc/jdbc': 'plugin_mixins/jdbc/jdbc.rb',
  'logstash-integration-jdbc/jdbc_streaming': 'plugin_mixins/jdbc_streaming.rb',
  'logstash-integration-rabbitmq/rabbitmq_connection': 'plugin_mixins/rabbitmq_connection.rb',
  'logstash-integration-snmp/common': 'plugin_mixins/snmp/common.rb',
  'logstash-core/threadable': 'inputs/threadable.rb',
  'logstash-input-tcp': 'inputs/tcp.rb',
  'logstash-output-file': 'outputs/file.rb',
  'logstash-output-elasticsearch/api_configs': 'plugin_mixins/elasticsearch/api_configs.rb',
  'logstash-output-elasticsearch/data_stream': 'outputs/elasticsearch/data_stream_support.rb',
};

/** Plugins that change their options before they are checked: of these nothing can be said from the declarations. */
const REWRITES = new Set(['input azure_event_hubs']);

/** `config :name, …`, and entries of a table of them: `:name => { :validate … }`. */
const DECLARATION =
  /^\s*(?:(?:base\.|klass\.|mod\.)?config\s*\(?\s*:(\w+)\b|:(\w+)\s*=>\s*\{(?=\s*:(?:validate|obsolete)\b))/gm;

const [root] = process.argv.slice(2);
if (root === undefined) {
  console.error('Usage: node scripts/logstash-options.mjs CHECKOUTS');
  process.exit(2);
}

const tables = new Map(KINDS.map((kind) => [kind, []]));
for (const gem of readdirSync(root).sort()) {
  for (const kind of KINDS) {
    const folder = join(root, gem, 'lib', 'logstash', `${kind}s`);
    if (gem === 'logstash-core' || !existsSync(folder)) continue;
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith('.rb'))
      .sort()) {
      const plugin = readPlugin(gem, kind, join(folder, file), `${kind}s/${file}`);
      if (plugin !== null) tables.get(kind).push(plugin);
    }
  }
}
for (const kind of ['input', 'output']) {
  const file = `plugins/builtin/pipeline/${kind}.rb`;
  const path = join(root, 'logstash-core', 'lib', 'logstash', file);
  tables.get(kind).push(readPlugin('logstash-core', kind, path, file));
}
for (const [kind, plugins] of tables) {
  const common = optionsIn(readCore('plugin.rb'), new Map());
  optionsIn(readCore('plugins/ecs_compatibility_support.rb'), common);
  optionsIn(readCore(`${kind}s/base.rb`), common);
  const file = join(TARGET, `${kind}s.ts`);
  writeFileSync(file, asModule(kind, plugins, common));
  console.log(`${file}: ${plugins.length} plugins`);
}

function readCore(file) {
  const path = join(root, 'logstash-core', 'lib', 'logstash', file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function readPlugin(gem, kind, path, file) {
  const text = withoutComments(readFileSync(path, 'utf8'));
  const name = /^\s*config_name\s*\(?\s*["':]([\w-]+)/m.exec(text)?.[1];
  if (name === undefined || REWRITES.has(`${kind} ${name}`)) return null;
  const options = new Map();
  for (const [line, modules] of MODULES) {
    if (!line.test(text)) continue;
    for (const module of modules) {
      const source = join(root, module.split('/')[0], 'lib', 'logstash', FILES[module]);
      optionsIn(withoutComments(readFileSync(source, 'utf8')), options);
    }
  }
  optionsIn(text, options);
  const modes = /ECSCompatibilitySupport\(([^)]+)\)/.exec(text)?.[1];
  if (modes !== undefined) options.set('ecs_compatibility', ecsModes(modes));
  const version = readFileSync(join(root, gem, '.ver'), 'utf8')
    .split(' ')[0]
    .trim();
  return { name, version, gem, file, options };
}

/** The modes that a plugin names, `:disabled, :v1, :v8 => :v1`: with any other it is not made. */
function ecsModes(listed) {
  const modes = listed.split(',').map((mode) => /:(\w+)/.exec(mode)?.[1]);
  return `one-of ${modes.join(' ')}`;
}

/** Lines that are comments, and what stands behind a # that is in no string. */
function withoutComments(text) {
  return text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .map((line) => line.replace(/\s#(?![{])[^'"]*$/, ''))
    .join('\n');
}

function optionsIn(text, options) {
  for (const match of text.matchAll(DECLARATION)) {
    const [all, declared, listed] = match;
    const end = match.index + all.length;
    const facts =
      declared === undefined ? argumentsAt(text, end - 1, false) : argumentsAt(text, end, true);
    options.set(declared ?? listed, optionOf(facts, text));
  }
  return options;
}

/** The rest of a declaration: to the end of the first line that closes all brackets, and with `goesOn` promises no more. */
function argumentsAt(text, start, goesOn) {
  let end = start;
  for (;;) {
    const next = text.indexOf('\n', end);
    const part = text.slice(start, next === -1 ? undefined : next);
    const open = (part.match(/[[({]/g) ?? []).length - (part.match(/[\])}]/g) ?? []).length;
    if (next === -1 || (open <= 0 && !(goesOn && /(?:,|=>)\s*$/.test(part)))) return part;
    end = next + 1;
  }
}

function optionOf(text, file) {
  const read = (key) => new RegExp(`(?::${key}\\s*=>|\\b${key}:)\\s*`).exec(text);
  const obsolete = read('obsolete');
  if (obsolete !== null) return `obsolete ${messageAt(text, obsolete)}`;
  const validate = read('validate');
  const type =
    validate === null ? 'any' : typeOf(text.slice(validate.index + validate[0].length), file);
  const isList = /(?::list\s*=>|\blist:)\s*:?true/.test(text);
  const isRequired =
    /(?::required\s*=>|\brequired:)\s*:?true/.test(text) && read('default') === null;
  const deprecated = read('deprecated');
  const note = deprecated === null ? '' : ` deprecated ${messageAt(text, deprecated)}`;
  return `${isRequired ? 'required ' : ''}${isList ? 'list ' : ''}${type}${note}`.trimEnd();
}

function messageAt(text, key) {
  const rest = text.slice(key.index + key[0].length);
  return (/^(["'])((?:\\.|(?!\1).)*)\1/s.exec(rest)?.[2] ?? '')
    .replaceAll(/\\(["'])/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('`', "'");
}

function typeOf(text, file) {
  const symbol = /^:(\w+)/.exec(text)?.[1];
  if (symbol !== undefined) return symbol;
  if (text.startsWith('::Encoding.name_list')) return 'encoding';
  if (/SUPPORTED_CIPHERS|SupportedCipherSuites/.test(text.split('\n')[0])) return 'cipher_suite';
  const list = /^\s*(%[wi])[[({]([^\])}]*)[\])}]|^\s*\[([^\]]*)\]/s.exec(text);
  if (list !== null) {
    const [, words, spaced = '', items = ''] = list;
    // A class in the list judges by itself.
    if (items.includes('::')) return 'any';
    const values =
      words === undefined
        ? items.split(',').map((item) => literal(item.trim(), file))
        : spaced.split(/\s+/);
    return `one-of ${values.filter((value) => value !== '').join(' ')}`;
  }
  const constant = /^(?:[A-Z]\w*::)*([A-Z][A-Z_]+)\b/.exec(text)?.[1];
  const value = constant && new RegExp(`^\\s*${constant}\\s*=\\s*`, 'm').exec(file);
  return value ? typeOf(file.slice(value.index + value[0].length), file) : 'any';
}

/** A string as its text, a number with a # before it: Logstash tells "200" from 200 here. */
function literal(text, file) {
  const constant = /^[A-Z]\w*$/.test(text)
    ? new RegExp(`^\\s*${text}\\s*=\\s*["']([^"']*)`, 'm').exec(file)?.[1]
    : undefined;
  if (constant !== undefined) return constant;
  const quoted = /^["'](.*)["']$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  return /^\d+$/.test(text) ? `#${text}` : text.replace(/^:/, '');
}

function asModule(kind, plugins, common) {
  const lines = [
    '',
    line(`common ${kind}`, '9.5.2', `logstash-core ${kind}s/base.rb`),
    ...optionLines(common),
  ];
  for (const { name, version, gem, file, options } of plugins.sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    lines.push(line(name, version, `${gem} ${file}`), ...optionLines(options));
  }
  return `/**
 * The ${kind}s that Logstash 9.5.2 brings, with their options: generated by \`scripts/logstash-options.mjs\` from the
 * sources named in each heading. A heading is name, version, gem and file below lib/logstash; the options follow.
 *
 * @module
 */
export const ${kind.toUpperCase()}S = String.raw\`${lines.join('\n')}
\`;
`;
}

function line(name, version, source) {
  return `${name} | ${version} | ${source}`;
}

function optionLines(options) {
  return [...options]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, facts]) => `  ${name} ${facts}`);
}

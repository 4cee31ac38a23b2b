/**
 * Verdicts derived from the sources of Logstash 9.5.2 and its plugins: what starts has no error, what does not has one.
 *
 * Each row is a plugin in the section that its table names; the comments say where the verdict was read.
 */
import { findingsIn } from './lint';

/** Rules of the errors in a text. */
function errorsIn(text: string): readonly string[] {
  return findingsIn(text)
    .filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);
}

/** Coercions of `config/mixin.rb`. */
describe('types of values', () => {
  test.each([
    // number: text that Ruby turns into a number and back without a change
    'tcp { port => "514" }',
    'tcp { port => "514.5" }',
    'tcp { port => "-1" }',
    'tcp { port => [514] }',
    'tcp { port => "${P:514}" }',
    'tcp { port => "${P}" }',
    'udp { port => 1 workers => "2" }',
    // boolean
    'tcp { port => 1 ssl_enabled => "false" }',
    'tcp { port => 1 ssl_enabled => ["true"] }',
    // string: a number, a word, a list of one
    'generator { message => 5 }',
    'generator { message => ["x"] }',
    'generator { message => word }',
    // array: anything
    'generator { lines => "x" }',
    'generator { lines => 5 }',
    'file { path => "/x" exclude => "*.gz" }',
    // hash: a list of pairs
    'generator { add_field => ["a", "b"] }',
    'generator { add_field => {} }',
    'http_poller { urls => ["a", "http://h"] schedule => { "every" => "5s" } }',
    // one of: as text, or in a list of one
    'file { path => "/x" mode => ["read"] }',
    'file { path => "/x" stat_interval => "2 days" }',
    'file { path => "/x" stat_interval => 1 }',
    'http { response_code => 201 }',
    'http { ssl_supported_protocols => "TLSv1.3" }',
    'kafka { auto_offset_reset => "anything" }',
    'generator { ecs_compatibility => v1 }',
    'udp { port => 1 ecs_compatibility => v8 }',
    'gelf { ecs_compatibility => v9 }', // it names no modes of its own
    // codecs
    'stdin { codec => line { charset => "ISO-8859-1" } }',
    'stdin { codec => multiline { pattern => "^ " what => "previous" negate => true } }',
    'stdin { codec => multiline { pattern => "^%{TIMESTAMP_ISO8601} " what => "previous" } }',
    'stdin { codec => "${CODEC:json}" }',
    'stdin { codec => "${CODEC}" }',
    'http { additional_codecs => { "text/plain" => "multiline" } }', // made when it starts
    'tcp { port => 1 codec => json_lines { decode_size_limit_bytes => 1000 } }',
    'kafka { codec => avro { schema_uri => "/x" } }',
    'tcp { port => 1 codec => protobuf { any => 1 } }',
    'elastic_agent { port => 5044 ssl_enabled => false }',
    'logstash { ssl_enabled => false username => "u" password => "p" }',
    'logstash { ssl_certificate => "/c" ssl_key => "/k" }',
    'logstash { ssl_keystore_path => "/c" ssl_keystore_password => "p" ssl_certificate_authorities => [] }',
    'logstash { ssl_enabled => "${TLS}" }',
    'snmptrap { supported_versions => ["1", "2c", "3"] }',
    'graphite { port => 2003 host => "h" }',
  ])('start: input %s', (plugin) => {
    expect(errorsIn(`input { ${plugin} }`)).toEqual([]);
  });

  test.each([
    ['tcp { port => "0514" }', 'wrong-value'],
    ['tcp { port => "5e2" }', 'wrong-value'],
    ['tcp { port => "514." }', 'wrong-value'],
    ['tcp { port => "" }', 'wrong-value'],
    ['tcp { port => [1, 2] }', 'wrong-value'],
    ['tcp { port => "${P:x}" }', 'wrong-value'],
    ['tcp { port => 0o7 }', 'syntax'],
    ['tcp { port => 089 }', 'wrong-value'], // Ruby's Integer("089")
    ['tcp { }', 'missing-option'],
    ['tcp { port => 1 ssl_enabled => yes }', 'wrong-value'],
    ['tcp { port => 1 ssl_enabled => True }', 'wrong-value'],
    ['tcp { port => 1 ssl_enabled => 1 }', 'wrong-value'],
    ['tcp { port => 1 mode => "Server" }', 'wrong-value'],
    ['tcp { port => 1 ssl_supported_protocols => ["TLSv1.2", "SSLv3"] }', 'wrong-value'],
    ['beats { port => 1 ssl_cipher_suites => ["ECDHE-RSA-AES128-GCM-SHA256"] }', 'wrong-value'],
    ['generator { message => ["a", "b"] }', 'wrong-value'],
    ['generator { add_field => "x" }', 'wrong-value'],
    ['generator { add_field => ["a", "b", "c"] }', 'wrong-value'],
    ['generator { add_field => { 1 => "x" } }', 'wrong-value'], // a number as key
    ['generator { ecs_compatibility => "8" }', 'wrong-value'],
    ['generator { ecs_compatibility => v9 }', 'wrong-value'], // Selector of the mixin
    ['stdin { codec => json { ecs_compatibility => "v2" } }', 'wrong-value'],
    ['file { path => "/x" mode => "follow" }', 'wrong-value'],
    ['file { path => "/x" stat_interval => "soon" }', 'wrong-value'],
    ['file { }', 'missing-option'],
    ['http { response_code => "200" }', 'wrong-value'],
    ['http { response_code => 203 }', 'wrong-value'],
    ['http { ssl_certificate => "" }', 'wrong-value'], // no file has this name
    ['http { ssl_key => {} }', 'wrong-value'],
    ['kafka { topics => ["a"] isolation_level => "none" }', 'wrong-value'],
    ['stdin { codec => line { charset => "utf-8" } }', 'wrong-value'], // Encoding.name_list has capitals
    ['stdin { codec => line { charset => "UTF-9" } }', 'wrong-value'],
    ['stdin { codec => multiline { pattern => "^ " what => "before" } }', 'wrong-value'],
    ['stdin { codec => multiline { pattern => "^ " } }', 'missing-option'],
    ['stdin { codec => multiline }', 'missing-option'], // also when it is only named
    ['kafka { codec => "avro" }', 'missing-option'],
    ['stdin { codec => multiline { pattern => "^(" what => "next" } }', 'wrong-value'],
    ['stdin { codec => "${CODEC:jsn}" }', 'unknown-plugin'],
    ['stdin { codec => multilne { } }', 'unknown-plugin'],
    ['stdin { codec => "json" { } }', 'unknown-plugin'], // the quotes belong to the name
    ['stdin { codec => xjson }', 'unknown-plugin'],
    ['stdin { codec => ["json"] }', 'wrong-value'],
    ['logstash { }', 'missing-option'], // TLS is on
    ['logstash { ssl_enabled => false codec => json }', 'wrong-value'],
    ['logstash { ssl_enabled => false username => "u" }', 'missing-option'],
    ['logstash { ssl_enabled => false ssl_key => "/k" }', 'excluded-option'],
    ['logstash { ssl_certificate => "/c" }', 'missing-option'],
    [
      'logstash { ssl_certificate => "/c" ssl_key => "/k" ssl_keystore_path => "/s" }',
      'excluded-option',
    ],
    [
      'logstash { ssl_certificate => "/c" ssl_key => "/k" ssl_certificate_authorities => "/ca" }',
      'excluded-option',
    ],
    ['stdin { codec => 5 }', 'wrong-value'], // it has no metric= to be called
    ['stdin { id => 5 }', 'wrong-value'],
    ['stdin { add_field => { "a" => json { } } }', 'wrong-value'],
    ['bets { port => 1 }', 'unknown-plugin'],
    ['grok { match => { "a" => "b" } }', 'unknown-plugin'], // a filter
    ['"stdin" { }', 'unknown-plugin'],
  ])('do not start: input %s', (plugin, rule) => {
    expect(errorsIn(`input { ${plugin} }`)).toContain(rule);
  });
});

describe('filters', () => {
  test.each([
    'mutate { rename => { "a" => "b" } rename => { "c" => "d" } }',
    'mutate { add_tag => "a" add_tag => "b" }',
    'mutate { gsub => ["a", "b", "c"] }',
    'mutate { "add_tag" => ["x"] }',
    'mutate { id => "a" id => "a" }',
    'mutate { add_field => { "a" => "1" \'a\' => "2" } }', // Logstash compares keys with their quotes
    'date { match => ["a", "yyyy-MM-dd HH:mm:ss,SSS", "MMM dd YYYY HH:mm:ss Z", "UNIX_MS"] }',
    `date { match => ["a", "yyyy-MM-dd'T'HH:mm:ss.SSSZZ"] }`,
    'date { match => ["a", "${PATTERN}"] }',
    'date { match => ["a", "ISO8601"] timezone => "US/Pacific" }',
    'date { match => ["a", "ISO8601"] timezone => "-03:00" }',
    'date { match => ["a", "ISO8601"] timezone => "%{[zone]}" }',
    'date { match => ["a", "UNIX"] timezone => "Nowhere/City" }', // not looked up
    'if [a] { } else { }',
    'grok { match => { "m" => ["%{WORD:a}", "%{INT:b}"] } break_on_match => false }',
    'grok { match => { "m" => "%{WORD:a}" } match => { "m" => "%{INT:b}" } }',
    'kv { source => "m" field_split => "&" trim_key => " " }',
    'translate { source => "[a]" target => "[b]" dictionary => { "1" => "x" } }',
    'translate { source => "[[a][b]]" target => "c" dictionary_path => "/x.yml" }',
    'fingerprint { method => "MURMUR3_128" source => ["a", "b"] }',
    'geoip { source => "[source][ip]" target => "[source]" }',
    'useragent { source => "ua" }',
    'ruby { code => "1" init => "2" }',
    'split { }',
    'drop { percentage => 50 }',
    'clone { clones => ["a"] }',
    'uuid { target => "u" overwrite => true }',
    'aggregate { task_id => "%{a}" code => "1" map_action => "create" }',
    'elasticsearch { hosts => ["h:9200"] index => "x" query => "a:b" fields => { "a" => "b" } }',
    'http { url => "http://h" verb => "POST" body => { "a" => "b" } body_format => "json" }',
    'jdbc_streaming { jdbc_connection_string => "x" jdbc_driver_class => "y" statement => "z" target => "t" }',
    `jdbc_static { jdbc_connection_string => "x" jdbc_driver_class => "y" loaders => [{ id => "a" query => "b" }]
      local_db_objects => [{ name => "n" }] local_lookups => [{ query => "q" target => "t" }] }`,
    'java_uuid { target => "u" }',
    'tld { source => "a" }',
    'throttle { key => "%{a}" before_count => 3 }',
  ])('start: %s', (plugin) => {
    expect(errorsIn(`filter { ${plugin} }`)).toEqual([]);
  });

  test.each([
    ['mutate { id => "a" id => "b" }', 'given-twice'],
    ['mutate { add_field => { "a" => "1" "a" => "2" } }', 'given-twice'],
    ['mutate { add_field => { "a" => "1" } add_field => "b" }', 'given-twice'],
    ['mutate { rename => "a" }', 'wrong-value'],
    ['mutate { convert => [] typ => "x" }', 'unknown-option'],
    ['mutate { type => "x" }', 'removed-option'],
    ['date { match => ["a", "ISO8601"] timezone => "Nowhere/City" }', 'wrong-value'],
    ['date { match => ["a", "dd/MM/yyyy"] timezone => "CEST" }', 'wrong-value'],
    ['if [a] { } else { } else { }', 'unknown-plugin'],
    ['date { match => ["a"] }', 'wrong-value'],
    ['date { match => "a" }', 'wrong-value'],
    ['date { match => ["a", "yyyy-MM-dd bb"] }', 'wrong-value'],
    ['date { }', 'missing-option'],
    ['grok { match => { "m" => "x" } timeout_scope => "all" }', 'wrong-value'],
    ['grok { pattern => "x" }', 'unknown-option'],
    ['json { }', 'missing-option'],
    ['json { source => "m" source => "n" }', 'given-twice'],
    ['json { source => "m" target => "[a" }', 'wrong-value'],
    ['json { source => "m" skip_on_invalid_json => "no" }', 'wrong-value'],
    ['split { field => ["a", "b"] }', 'wrong-value'],
    ['drop { percentage => "half" }', 'wrong-value'],
    ['clone { }', 'missing-option'],
    ['uuid { }', 'missing-option'],
    ['fingerprint { method => "sha256" }', 'wrong-value'],
    ['geoip { }', 'missing-option'],
    ['translate { source => "a]b" dictionary => {} }', 'wrong-value'],
    ['elasticsearch { ssl => true }', 'removed-option'],
    ['ruby { script => "1" }', 'unknown-option'],
    ['http { }', 'missing-option'],
    ['mutat { }', 'unknown-plugin'],
  ])('do not start: %s', (plugin, rule) => {
    expect(errorsIn(`filter { ${plugin} }`)).toContain(rule);
  });
});

describe('outputs', () => {
  test.each([
    'elasticsearch { hosts => ["https://a:9200", "https://b:9200"] compression_level => 9 }',
    'elasticsearch { hosts => "a b" ilm_enabled => auto }',
    `elasticsearch { ca_trusted_fingerprint => "${'aB'.repeat(32)}" }`,
    `elasticsearch { ca_trusted_fingerprint => ["${'0F:'.repeat(31)}0F", "\${CA}"] }`,
    'elasticsearch { data_stream => "true" data_stream_dataset => "wallarm.hits" }',
    'elasticsearch { hosts => "h" ssl_supported_protocols => ["TLSv1.2"] document_id => "%{id}" }',
    'kafka { topic_id => "t" acks => "1" compression_type => "zstd" request_timeout_ms => 1 }',
    'http { url => "%{u}" http_method => "patch" format => "form" mapping => ["a", "b"] }',
    'http { url => "u" http_method => "post" proxy => { host => "h" } }',
    'tcp { host => "h" port => "${P:1}" mode => "server" }',
    'udp { host => "h" port => "%{p}" retry_count => 1 }',
    'file { path => "/%{a}" gzip => true codec => line { format => "%{m}" } }',
    'csv { path => "/x" fields => ["a"] csv_options => { "col_sep" => ";" } }',
    's3 { bucket => "b" region => "eu-west-1" canned_acl => "private" encoding => "gzip" }',
    'redis { host => "h" key => "k" data_type => "list" }',
    'rabbitmq { exchange => "e" exchange_type => "direct" host => "h" }',
    'email { to => "a@b" body => "x" via => "smtp" }',
    'syslog { host => "h" port => 514 protocol => "ssl-tcp" rfc => "rfc3164" }',
    'pipeline { send_to => "x" }',
    'stdout { codec => rubydebug }',
    'null { enable_metric => false }',
    'logstash { hosts => "h" ssl_certificate_authorities => "/ca" username => "u" password => "p" }',
    'opensearch { hosts => "h" any => 1 }',
    'jdbc { connection_string => "x" }',
    'sink { }',
  ])('start: %s', (plugin) => {
    expect(errorsIn(`output { ${plugin} }`)).toEqual([]);
  });

  test.each([
    ['elasticsearch { hosts => "h" compression_level => 10 }', 'wrong-value'],
    ['elasticsearch { ca_trusted_fingerprint => "0badcafe" }', 'wrong-value'],
    ['elasticsearch { hosts => "h" compression_level => "5" }', 'wrong-value'],
    [
      'elasticsearch { hosts => "h" compression_level => 5 http_compression => true }',
      'excluded-option',
    ],
    ['elasticsearch { hosts => "https://%{h}:9200" }', 'wrong-value'], // no URI
    ['elasticsearch { hosts => "h" truststore => "x" }', 'removed-option'],
    ['elasticsearch { hosts => "h" data_stream_dataset => "a b" }', 'wrong-value'],
    ['elasticsearch { hosts => "h" dlq_custom_codes => ["x"] }', 'wrong-value'],
    ['elasticsearch { hosts => "h" template_api => "new" }', 'wrong-value'],
    ['kafka { topic_id => "t" acks => 0 }', 'wrong-value'],
    ['kafka { topic_id => "t" security_protocol => "ssl" }', 'wrong-value'],
    ['kafka { topic_id => "t" compression_type => "br" }', 'wrong-value'],
    ['http { url => "u" }', 'missing-option'],
    ['http { url => "u" http_method => "POST" }', 'wrong-value'],
    ['http { url => "u" http_method => "post" format => "jsonl" }', 'wrong-value'],
    ['http { url => "u" http_method => "post" retryable_codes => ["5xx"] }', 'wrong-value'],
    ['http { url => "u" http_method => "post" headers => "X: y" }', 'wrong-value'],
    ['http { url => "u" http_method => "post" codec => json codec => line }', 'given-twice'],
    ['http { url => "u" http_method => "post" verify_ssl => false }', 'unknown-option'],
    ['tcp { host => "h" port => 1 ssl_cacert => "x" }', 'removed-option'],
    ['file { }', 'missing-option'],
    ['s3 { bucket => "b" storage_class => "COLD" }', 'wrong-value'],
    ['redis { key => "k" data_type => "set" }', 'wrong-value'],
    ['syslog { host => "h" port => 1 protocol => "tls" }', 'wrong-value'],
    ['logstash { hosts => "h" codec => json }', 'wrong-value'],
    ['null { tags => ["x"] }', 'removed-option'],
    ['stdout { codec => ruby_debug }', 'unknown-plugin'],
    ['mutate { }', 'unknown-plugin'],
    ['elasticsearh { }', 'unknown-plugin'],
  ])('do not start: %s', (plugin, rule) => {
    expect(errorsIn(`output { ${plugin} }`)).toContain(rule);
  });
});

/** `lscl.rb` and `EventCondition.java`. */
describe('conditions', () => {
  test.each([
    '[a] == ["x", "y"]', // the first element is compared
    '"a" in "abc"',
    '[a] in []',
    '[a] xor [b]',
    '([a] nand [b]) and [c]',
    '!([a] or [b]) and ![c]',
    '[a] =~ "^x"',
    '"x" =~ /x/',
    '[a] not in ["x", "y"]',
    '[a][b] >= 1.5 or -3 < [c]',
    '["a", "b"] in [tags]', // passes Logstash's own check, and dies later: a warning
    '[a]=="x"and[b]',
    '"a" == "a"',
    '1',
  ])('are read: %s', (condition) => {
    expect(errorsIn(`filter { if ${condition} { drop { } } }`)).toEqual([]);
  });

  test.each([
    '[a] == /x/',
    '[a] < /x/',
    '[a] == []',
    '[a] and [b] xor [c]',
    '[a] nand [b] or [c]',
    '5 =~ /x/',
    '["a"] in ["b"]',
    '[a] =~ [b]',
    'not [a]',
    '[a] === "x"',
    '[a] && [b]',
    'a == "x"',
    'size([a], 2) > 3',
    '([a]) == 1',
    '[a] == "x" else',
  ])('are refused: %s', (condition) => {
    expect(errorsIn(`filter { if ${condition} { drop { } } }`)).not.toEqual([]);
  });
});

describe('the text', () => {
  test.each([
    'input{stdin{}}output{null{}}',
    'input { stdin { } } # end',
    'filter { mutate { add_field => { "a" => "1""b" => "2" } } }',
    'filter { mutate { add_field => { "a" => 1 # c\n "b" => 2 # d\n } } }',
    'filter { mutate { add_field => { # c\n } } }',
    'output { null { } }\r\ninput { stdin { } }\r\n',
    'filter { if [a] { } elseif_ { } }'.replace('elseif_ { }', 'else if [b] { } else { }'),
    'filter { if [a] { }else if [b] { } }',
    'input { if [a] { stdin { } } }',
    '',
    '# nothing',
  ])('is read: %j', (text) => {
    expect(errorsIn(text)).toEqual([]);
  });

  test.each([
    'filter { mutate { add_tag => ["a",] } }',
    'filter { mutate { add_tag => ["a" "b"] } }',
    'filter { mutate { add_field => { "a" => "1", "b" => "2" } } }',
    'filter { mutate { add_tag = "a" } }',
    'filter { mutate { add_tag => a, b => c } }',
    'filter { mutate add_tag => "a" }',
    'filter { elsif [a] { } }',
    'Filter { }',
    'filter { mutate { add_tag => x } ',
    'filter { mutate { add_tag => "x } }',
    'filter [ ]',
    '/* c */ filter { }',
    'filter { mutate { a => c# d\n e1 => f1 } }',
  ])('is refused: %j', (text) => {
    expect(errorsIn(text)).not.toEqual([]);
  });
});

/** No such plugin: one of its name stands in another section. Others of such a name may have been installed. */
describe('a plugin in the wrong section', () => {
  test.each([
    'filter { stdin { } }',
    'filter { stdout { } }',
    'output { generator { } }',
    'output { beats { } }',
    'input { null { } }',
    'input { stdout { } }',
    'input { mutate { } }',
    'output { json { source => "message" } }',
  ])('does not start: %s', (text) => {
    expect(errorsIn(text)).toEqual(['unknown-plugin']);
  });

  test.each(['output { exec { } }', 'input { webhdfs { } }', 'filter { redis { } }'])(
    'may start: %s',
    (text) => {
      expect(errorsIn(text)).toEqual([]);
    },
  );
});

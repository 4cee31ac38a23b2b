/**
 * The rules: how grave each is, what it says, and what that is known from.
 *
 * `wallstash lint-pipeline --explain RULE` prints an entry, and docs/lint-rules.md is made from all of them.
 *
 * @module
 */

/** What is told of a rule. */
export interface RuleFacts {
  /** Errors keep Logstash from starting, or from doing what the file says; warnings lose notifications without a word. */
  readonly severity: 'error' | 'warning';
  /** What it finds, and why that matters. */
  readonly says: string;
  /** Where it is known from: observed on a real Logstash, or read in its source. */
  readonly evidence: string;
}

const TEST_AND_EXIT = 'Observed on 9.5.2 (`--config.test_and_exit`)';

/** All rules by name; names are stable across releases. */
export const LINT_RULES = {
  syntax: {
    severity: 'error',
    says: 'Logstash cannot read the file: its grammar, its encoding (UTF-8 without a byte order mark), or a condition that the grammar reads and the compiler refuses (a regular expression after ==, xor or nand beside another operator).',
    evidence: `${TEST_AND_EXIT}; read in \`lscl_grammar.treetop\`, \`lscl.rb\` and \`local.rb\` of 9.5.2. Comments at the end of a file and between hash entries: since 8.15.0.`,
  },
  'newer-syntax': {
    severity: 'warning',
    says: 'Logstash 8.15 and later read this, 8.11 to 8.14 refuse it. Told with `--logstash-version 8`.',
    evidence: 'Read in `lscl_grammar.treetop` of 8.14.3 and 8.15.0.',
  },
  'unknown-plugin': {
    severity: 'error',
    says: 'There is no plugin or codec of this name. A plugin that merely is not known here is named as not checked instead: it may have been installed.',
    evidence: `${TEST_AND_EXIT}.`,
  },
  'unknown-option': {
    severity: 'error',
    says: 'The plugin has no such option, and Logstash does not start with it.',
    evidence: `${TEST_AND_EXIT}; the options were read in the sources of the plugins of 9.5.2, their shared parts included.`,
  },
  'removed-option': {
    severity: 'error',
    says: 'The option was removed; Logstash does not start with it. The remedy names its successor and the value to give it.',
    evidence: `${TEST_AND_EXIT}; read in the plugins' sources (\`obsolete\`).`,
  },
  'deprecated-option': {
    severity: 'warning',
    says: 'The option works still; with `--logstash-version 8` also one that Logstash 9 has removed.',
    evidence: "Read in the plugins' sources (`deprecated`, `obsolete`).",
  },
  'newer-option': {
    severity: 'warning',
    says: 'The option came with a later Logstash 8 than 8.11.',
    evidence: "Read in the plugins' sources at both versions.",
  },
  'missing-option': {
    severity: 'error',
    says: 'An option that the plugin needs, alone or beside another.',
    evidence: `${TEST_AND_EXIT} for required options. Certificates of the http input: observed at the start of 9.5.2, and read in \`inputs/http.rb\` 4.1.13; those of the input logstash: read in \`initialize\` of \`inputs/logstash.rb\` 1.0.4.`,
  },
  'excluded-option': {
    severity: 'error',
    says: 'Two options that exclude one another, or one that another setting forbids.',
    evidence:
      'Observed at the start of 9.5.2; read in `inputs/http.rb` 4.1.13, `inputs/logstash.rb` 1.0.4 and `outputs/elasticsearch.rb` 12.1.6.',
  },
  'wrong-value': {
    severity: 'error',
    says: 'The option does not take this value: another type, a word it does not know, a number where it wants a string.',
    evidence: `${TEST_AND_EXIT}; read in \`config/mixin.rb\` of 9.5.2 and in the plugins' sources.`,
  },
  'given-twice': {
    severity: 'error',
    says: 'An option, a codec, a key of a hash or an id stands twice. Hashes and arrays that are given twice are merged, and the same value twice is no fault.',
    evidence: `${TEST_AND_EXIT}; read in \`lscl.rb\` and \`Graph.java\` of 9.5.2.`,
  },
  'port-taken': {
    severity: 'warning',
    says: 'Two inputs listen on one port: one of them never starts.',
    evidence: 'Read in `register` of the inputs http, tcp, beats, udp and syslog.',
  },
  'fails-at-start': {
    severity: 'warning',
    says: "Logstash's own check of the configuration passes this, and the pipeline ends when it starts: conditions that cannot be made, and what a plugin refuses in register, as far as it is known here (ports, HTTP clients, convert and gsub of mutate, the outputs elasticsearch and file).",
    evidence: 'Read in `EventCondition.java` of 9.5.2, and in `register` of the plugins.',
  },
  'one-element-in': {
    severity: 'error',
    says: 'A list of one element after `in` reads as the name of a field, so that the condition never holds.',
    evidence: 'Observed on 9.5.2; elastic/logstash#9932.',
  },
  'undocumented-variable': {
    severity: 'error',
    says: 'An environment variable that the text given with `--documented-in` does not name.',
    evidence: 'By itself.',
  },
  'wrong-setting': {
    severity: 'error',
    says: 'pipelines.yml or logstash.yml: a setting that is not one, is not a pipeline’s, or has a value that it does not take; two pipelines of one id; a file that is no list of pipelines. No pipeline starts.',
    evidence: `${TEST_AND_EXIT}; read in \`settings.rb\`, \`environment.rb\` and \`multi_local.rb\` of 9.5.2.`,
  },
  'not-read': {
    severity: 'error',
    says: 'A file that is not what its place says, or a part of it that could not be read: nothing is known of it.',
    evidence: 'By itself: what was not read must not look like what is good.',
  },
  'no-pipeline': {
    severity: 'warning',
    says: 'An entry of pipelines.yml leads to no pipeline: Logstash starts without it.',
    evidence: 'Observed on 9.5.2: it starts, with no pipeline.',
  },
  'deprecated-setting': {
    severity: 'warning',
    says: 'A setting that Logstash drops from the file with a line in its log.',
    evidence: 'Observed on 9.5.2; read in `settings.rb`.',
  },
  'memory-queue': {
    severity: 'warning',
    says: 'The queue is in memory: what was answered 200 and not yet sent is lost when Logstash dies.',
    evidence: 'Observed on 9.5.2 with `kill -9`: 50 of 100 were lost.',
  },
  'half-credentials': {
    severity: 'warning',
    says: 'With a user or a password alone the http input asks nobody for credentials.',
    evidence: 'Read in `inputs/http.rb` 4.1.13.',
  },
  'tls-off': {
    severity: 'warning',
    says: 'Certificates are named, and TLS is off: the port takes plain HTTP, which Wallarm does not send.',
    evidence: 'Observed on 9.5.2; read in `inputs/http.rb` 4.1.13.',
  },
  'client-certificate': {
    severity: 'warning',
    says: 'The http input requires a client certificate. Wallarm presents none.',
    evidence: 'Observed on 9.5.2: the handshake fails.',
  },
  'ndjson-lost': {
    severity: 'warning',
    says: 'Of an NDJSON body one notification is kept and the others are lost: the json codec keeps the first, the json filter the last.',
    evidence: 'Observed on 9.5.2 with bodies of several lines.',
  },
  'array-refused': {
    severity: 'warning',
    says: "The json filter without a target cannot take an array, Wallarm's default, nor with one the list that split of mutate makes of a text: the body becomes one event tagged _jsonparsefailure.",
    evidence:
      'Observed on 9.5.2; logstash-filter-json#44. Read in `split` of `filters/mutate.rb` 3.6.0.',
  },
  'codec-unfit': {
    severity: 'warning',
    says: 'The http input takes bodies with a codec that reads no JSON: no notification arrives as what it is, and with es_bulk each is answered 500.',
    evidence: 'Read in `decode` of the codecs, and in `decode_body` of `inputs/http.rb` 4.1.13.',
  },
  pruned: {
    severity: 'warning',
    says: 'The filter prune keeps or removes fields at the root by their names, and nothing that was sent is left.',
    evidence: 'Read in `filters/prune.rb` 3.0.4.',
  },
  'text-without-field': {
    severity: 'warning',
    says: 'An output sends events as text (the codec plain, which is the default of kafka, the codec line, the message of syslog or http), and the text is made of a field that no notification has, such as the message once the codec json has read it. Logstash sends %{message} as it is written, and nothing of the notification.',
    evidence:
      'Read in `toString` of `Event.java` 9.5.2, in the codecs plain 3.1.0 and line 3.1.1, and in `outputs/syslog.rb` 3.1.0.',
  },
  'no-quarantine': {
    severity: 'warning',
    says: 'A body that is not JSON is answered 200, and goes the way of every other, or is dropped: by the filter drop or in the output null.',
    evidence: 'Observed on 9.5.2 with the codecs json and json_lines and the json filter.',
  },
  'no-output': {
    severity: 'warning',
    says: 'There are events for which no output is left, the pipeline of an entry of pipelines.yml has none at all, every event is dropped, or some of all by chance: they are answered 200 and vanish.',
    evidence: 'Observed on 9.5.2.',
  },
  'ecs-moved': {
    severity: 'warning',
    says: 'A condition or a text asks for [headers][…], or a condition compares [host], which the http input puts elsewhere since ECS is the default (8.0). Of [host] it is told where nothing else can have set it: no other input, and no filter.',
    evidence: 'Observed on 9.5.2; read in `inputs/http.rb` 4.1.13.',
  },
  'deep-body': {
    severity: 'warning',
    says: 'rubydebug prints what an http input took: one deeply nested body ends the process, with all that its memory queue held.',
    evidence: 'Observed on 9.5.2 with the codec json and stdout.',
  },
  'refused-is-dropped': {
    severity: 'warning',
    says: 'An answer after which someone can repair something (401, 403, 404 …) makes the http output drop the event: it has no dead letter queue. One of ignorable_codes does so without a line in the log.',
    evidence: 'Observed on 9.5.2: 7 of 10 were lost at 401.',
  },
  'fields-in-batch': {
    severity: 'warning',
    says: 'With json_batch the http output sends "%{…}" in url and headers as it stands.',
    evidence: 'Observed on 9.5.2; logstash-output-http#84.',
  },
  'path-by-field': {
    severity: 'warning',
    says: 'The path of the output file is made of a field that whoever sends decides, or that no notification has. What leads outside of the fixed folders goes to _filepath_failures there, and an event without the field to a file named after the template itself.',
    evidence: 'Read in `event_path` and `inside_file_root?` of `outputs/file.rb` 4.3.0.',
  },
  'url-without-field': {
    severity: 'warning',
    says: 'The URL of the output http is made of a field that no notification has. Logstash leaves %{…} there as it is written, which is no URL, and drops the event: it does not try that again.',
    evidence:
      'Observed on 9.5.2 with json_batch ("Malformed escape pair"); read in `send_event` of `outputs/http.rb` 6.0.',
  },
  'file-overwritten': {
    severity: 'warning',
    says: 'With write_behavior => overwrite the output file keeps the last event alone.',
    evidence: 'Read in `multi_receive_encoded` of `outputs/file.rb` 4.3.0.',
  },
  'batch-refused': {
    severity: 'warning',
    says: 'Elasticsearch refuses a whole batch with an action delete or update in it that names no document, and the output sends the batch again without end: nothing behind it arrives.',
    evidence:
      'Read in `safe_bulk` of `plugin_mixins/elasticsearch/common.rb` 12.1.6; logstash-output-elasticsearch#916 (400, id is missing).',
  },
  'delivery-not-ensured': {
    severity: 'warning',
    says: 'A setting gives up what was not delivered: ensure_delivery => false of the output pipeline while the other pipeline is not up; acks => "0" of the output kafka, which asks nobody whether it arrived, and its retries, after which it drops the batch; a channel of redis or a tcp output that is a server, when nobody listens; a batch of redis, an s3 that restores nothing, or a rabbitmq that does not keep, when the process or the broker ends.',
    evidence:
      'Observed on 9.5.2 for the output pipeline; read in the outputs kafka, redis 5.2.0, tcp 7.0.1, rabbitmq 7.4.1 and s3 7.3.4.',
  },
  'sent-by-udp': {
    severity: 'warning',
    says: 'Over UDP nobody learns of what does not arrive, and long notifications are cut.',
    evidence: 'Observed on 9.5.2.',
  },
  'no-dead-letter-queue': {
    severity: 'warning',
    says: 'A document that Elasticsearch refuses is logged and dropped unless dead_letter_queue.enable is set for its pipeline.',
    evidence: 'Read in `outputs/elasticsearch` 12.1.6; logstash-output-elasticsearch#656.',
  },
} as const satisfies Readonly<Record<string, RuleFacts>>;

/** Name of a rule. */
export type LintRule = keyof typeof LINT_RULES;

/** How grave a rule is. */
export function severityOf(rule: LintRule): 'error' | 'warning' {
  return LINT_RULES[rule].severity;
}

/** Whether this is the name of a rule. */
export function isRule(name: string): name is LintRule {
  return Object.hasOwn(LINT_RULES, name);
}

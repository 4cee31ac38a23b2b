/**
 * Names of plugins that Logstash does not bring but that exist, so that nothing is said against them.
 *
 * Those in Java are part of the core and have no table, as one that changes its options before they are checked; the
 * others have been published as gems.
 *
 * @module
 */
import { bundledNames } from './plugin-tables';
import type { PluginKind } from './plugin-tables';

const ELSEWHERE: Readonly<Record<PluginKind, string>> = {
  input: `azure_event_hubs java_generator java_stdin cloudwatch_logs google_cloud_storage google_pubsub kinesis github salesforce relp rss
    wmi eventlog perfmon log4j stomp zeromq mongodb opensearch okta_system_log s3sqs azure_blob_storage pulsar rethinkdb
    lumberjack meetup neo4j varnishlog puppet_facter xmpp irc imap jmx dynamodb nsq mqtt metrics drupal_dblog sqlite`,
  filter: `java_uuid age alter bytes cipher collate elapsed environment extractnumbers i18n json_encode math mobile
    multiline oui range tld wurfl zeromq lookup rest ldap redis sentimentalizer yaml unique transaction_time`,
  output: `java_stdout sink amazon_es opensearch azure_loganalytics microsoft-logstash-output-azure-loganalytics boundary
    circonus datadog datadog_metrics datadog_logs elastic_app_search elastic_workplace_search exec firehose gelf gemfire
    google_bigquery google_cloud_storage google_pubsub hipchat influxdb irc jdbc jms jira juggernaut kinesis kusto librato
    loggly logdna mongodb monasca_log_api nagios_nsca neo4j newrelic nsq oss opentsdb pagerduty pipe pulsar rackspace
    redmine riak riemann sentry slack solr_http splunk statsd stomp sumologic swift timber websocket xmpp zabbix zeromq
    application_insights azureblob clickhouse dynatrace honeycomb_json_batch loki logzio mqtt nats scalyr vespa
    elasticsearch_monitoring`,
  codec: `java_line java_plain avro_schema_registry avro_header bytes cloudwatch_logs compress_spooler confluent csv form
    gelf gzip gzip_json gzip_lines idmef ipfix joinlines json_gz json_pretty json_stream kms line_csv logfmt nginx_json nmap
    oldlogstashjson otlp_json pretty prometheus protobuf rfc6587 rfc822 rsa_decrypt rsa_encrypt rtcp s3plain sflow
    snowplow spool thrift uri kafka_time_lag`,
};

const KINDS: readonly PluginKind[] = ['input', 'filter', 'output', 'codec'];
const NAMES = new Map(KINDS.map((kind) => [kind, new Set(ELSEWHERE[kind].split(/\s+/))]));

/** Whether a plugin exists that Logstash does not bring. */
export function existsElsewhere(kind: PluginKind, name: string): boolean {
  return NAMES.get(kind)?.has(name) === true;
}

/** Names of all plugins of a kind that are known to exist. */
export function existingNames(kind: PluginKind): readonly string[] {
  return [...bundledNames(kind), ...(NAMES.get(kind) ?? [])];
}

/** Whether one letter more, less, other or exchanged makes one name the other. */
export function isNear(name: string, other: string): boolean {
  let start = 0;
  while (start < name.length && name[start] === other[start]) start += 1;
  const [a, b] = [name.slice(start), other.slice(start)];
  const exchanged = `${a[1] ?? ''}${a[0] ?? ''}${a.slice(2)}`;
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a.length > 1 && exchanged === b)
  );
}

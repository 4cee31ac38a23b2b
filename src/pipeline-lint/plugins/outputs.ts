/**
 * Outputs and their options: http 6.0, file 4.3, elasticsearch 12.1, kafka 12, syslog, tcp 7, stdout, null, and pipeline of the core.
 *
 * @module
 */
import { pluginOptions } from '../plugin-options';
import type { PluginOptions } from '../plugin-options';
import { KAFKA_CLIENT, KEYSTORE_TYPES } from './shared';

const http = pluginOptions('output', {
  string: 'url! content_type message user password ssl_keystore_password ssl_truststore_password',
  number:
    'request_timeout socket_timeout connect_timeout pool_max pool_max_per_route automatic_retries validate_after_inactivity',
  numbers: 'retryable_codes ignorable_codes',
  boolean:
    'retry_failed http_compression follow_redirects keepalive retry_non_idempotent ssl_enabled cookies',
  // Of certificate authorities it takes one file, which may be a bundle.
  path: 'ssl_certificate_authorities ssl_certificate ssl_key ssl_keystore_path ssl_truststore_path',
  array: 'ssl_cipher_suites ssl_supported_protocols',
  hash: 'headers mapping',
  any: 'proxy',
  choices: {
    'http_method!': ['put', 'post', 'patch', 'delete', 'get', 'head'],
    format: ['json', 'json_batch', 'form', 'message'],
    ssl_verification_mode: ['full', 'none'],
    ssl_keystore_type: KEYSTORE_TYPES,
    ssl_truststore_type: KEYSTORE_TYPES,
  },
  replaced: {
    cacert: 'ssl_certificate_authorities',
    client_cert: 'ssl_certificate',
    client_key: 'ssl_key',
    keystore: 'ssl_keystore_path',
    keystore_type: 'ssl_keystore_type',
    keystore_password: 'ssl_keystore_password',
    truststore: 'ssl_truststore_path',
    truststore_type: 'ssl_truststore_type',
    truststore_password: 'ssl_truststore_password',
  },
  since: { ssl_enabled: '8.15' },
});

const file = pluginOptions('output', {
  string: 'path! filename_failure',
  number: 'flush_interval dir_mode file_mode stale_cleanup_interval',
  boolean: 'gzip create_if_deleted',
  choices: { write_behavior: ['overwrite', 'append'] },
});

const elasticsearch = pluginOptions('output', {
  string: [
    'action index document_type template_name version routing parent join_field upsert script script_lang',
    'script_var_name pipeline ilm_rollover_alias ilm_pattern ilm_policy user password api_key cloud_auth document_id',
    'path bulk_path ssl_truststore_password ssl_keystore_password sniffing_path proxy healthcheck_path cloud_id',
    'data_stream_dataset data_stream_namespace script_type',
  ].join(' '),
  number:
    'retry_on_conflict sniffing_delay timeout pool_max pool_max_per_route resurrect_delay validate_after_inactivity retry_initial_interval retry_max_interval compression_level',
  numbers: 'dlq_custom_codes',
  boolean:
    'manage_template template_overwrite doc_as_upsert scripted_upsert ssl_enabled sniffing http_compression dlq_on_failed_indexname_interpolation data_stream_sync_fields data_stream_auto_routing',
  path: 'template ssl_truststore_path ssl_keystore_path ssl_certificate ssl_key',
  array:
    'hosts ssl_certificate_authorities ssl_supported_protocols ssl_cipher_suites failure_type_logging_whitelist silence_errors_in_log drop_error_types',
  hash: 'parameters custom_headers',
  any: 'version_type',
  choices: {
    ecs_compatibility: ['disabled', 'v1', 'v8'],
    template_api: ['auto', 'legacy', 'composable'],
    ilm_enabled: ['true', 'false', 'auto'],
    ssl_verification_mode: ['full', 'none'],
    ssl_truststore_type: KEYSTORE_TYPES,
    ssl_keystore_type: KEYSTORE_TYPES,
    data_stream: ['true', 'false', 'auto'],
    data_stream_type: ['logs', 'metrics', 'synthetics', 'traces'],
  },
  replaced: {
    ssl: 'ssl_enabled',
    ssl_certificate_verification: 'ssl_verification_mode',
    cacert: 'ssl_certificate_authorities',
    truststore: 'ssl_truststore_path',
    truststore_password: 'ssl_truststore_password',
    keystore: 'ssl_keystore_path',
    keystore_password: 'ssl_keystore_password',
  },
});

const kafka = pluginOptions('output', {
  ...KAFKA_CLIENT,
  string: `${KAFKA_CLIENT.string} topic_id! key_serializer value_serializer message_key partitioner`,
  number: `${KAFKA_CLIENT.number} batch_size buffer_memory linger_ms max_request_size metadata_fetch_timeout_ms retries`,
  hash: 'message_headers',
  choices: {
    client_dns_lookup: KAFKA_CLIENT.choices.client_dns_lookup,
    security_protocol: KAFKA_CLIENT.choices.security_protocol,
    acks: ['0', '1', 'all'],
    compression_type: ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
  },
});

const syslog = pluginOptions('output', {
  string:
    'host! ssl_key_passphrase priority facility severity sourcehost appname procid message msgid structured_data',
  number: 'port! reconnect_interval',
  boolean: 'ssl_verify use_labels',
  path: 'ssl_cacert ssl_cert ssl_certificate ssl_key ssl_crl_path',
  array: 'ssl_certificate_authorities ssl_crl_check ssl_cipher_suites ssl_supported_protocols',
  choices: { protocol: ['tcp', 'udp', 'ssl-tcp'], rfc: ['rfc3164', 'rfc5424'] },
});

const tcp = pluginOptions('output', {
  string: 'host! ssl_key_passphrase',
  number: 'port! reconnect_interval',
  boolean: 'ssl_enabled',
  path: 'ssl_certificate ssl_key',
  array: 'ssl_certificate_authorities ssl_supported_protocols ssl_cipher_suites',
  choices: {
    mode: ['server', 'client'],
    ssl_client_authentication: ['none', 'optional', 'required'],
    ssl_verification_mode: ['full', 'none'],
  },
  replaced: {
    ssl_enable: 'ssl_enabled',
    ssl_verify: 'ssl_verification_mode',
    ssl_cacert: 'ssl_certificate_authorities',
    ssl_cert: 'ssl_certificate',
  },
});

/** Outputs by name. */
export const OUTPUTS: ReadonlyMap<string, PluginOptions> = new Map([
  ['http', http],
  ['file', file],
  ['elasticsearch', elasticsearch],
  ['kafka', kafka],
  ['syslog', syslog],
  ['tcp', tcp],
  ['pipeline', pluginOptions('output', { array: 'send_to!', boolean: 'ensure_delivery' })],
  ['stdout', pluginOptions('output')],
  ['null', pluginOptions('output')],
]);

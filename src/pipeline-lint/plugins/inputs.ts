/**
 * Inputs and their options: http 4.1, tcp 7, beats 7, file, kafka 12, dead_letter_queue, generator, stdin, and pipeline of the core.
 *
 * @module
 */
import { ECS, pluginOptions } from '../plugin-options';
import type { PluginOptions } from '../plugin-options';
import { KAFKA_CLIENT, KEYSTORE_TYPES } from './shared';

const CLIENT_AUTHENTICATION = ['none', 'optional', 'required'];

const http = pluginOptions('input', {
  string:
    'host user password ssl_key_passphrase ssl_keystore_password ssl_truststore_password remote_host_target_field request_headers_target_field',
  number: 'port threads max_pending_requests max_content_length ssl_handshake_timeout',
  boolean: 'ssl_enabled',
  path: 'ssl_certificate ssl_key ssl_keystore_path ssl_truststore_path',
  array: 'ssl_certificate_authorities ssl_cipher_suites ssl_supported_protocols',
  hash: 'additional_codecs response_headers',
  choices: {
    ...ECS,
    response_code: ['200', '201', '202', '204'],
    ssl_client_authentication: CLIENT_AUTHENTICATION,
    ssl_keystore_type: KEYSTORE_TYPES,
    ssl_truststore_type: KEYSTORE_TYPES,
  },
  replaced: {
    ssl: 'ssl_enabled',
    keystore: 'ssl_keystore_path',
    keystore_password: 'ssl_keystore_password',
    verify_mode: 'ssl_client_authentication',
    ssl_verify_mode: 'ssl_client_authentication',
    cipher_suites: 'ssl_cipher_suites',
    tls_min_version: 'ssl_supported_protocols',
    tls_max_version: 'ssl_supported_protocols',
  },
});

const tcp = pluginOptions('input', {
  string: 'host ssl_key_passphrase',
  number: 'port!',
  boolean: 'proxy_protocol ssl_enabled tcp_keep_alive dns_reverse_lookup_enabled',
  path: 'ssl_certificate ssl_key',
  array:
    'ssl_extra_chain_certs ssl_certificate_authorities ssl_supported_protocols ssl_cipher_suites',
  choices: {
    ...ECS,
    mode: ['server', 'client'],
    ssl_client_authentication: CLIENT_AUTHENTICATION,
    ssl_verification_mode: ['full', 'none'],
  },
  replaced: {
    ssl_enable: 'ssl_enabled',
    ssl_verify: 'ssl_client_authentication',
    ssl_cert: 'ssl_certificate',
  },
});

const beats = pluginOptions('input', {
  string: 'host ssl_key_passphrase',
  number:
    'port! ssl_handshake_timeout client_inactivity_timeout executor_threads event_loop_threads',
  boolean: 'ssl_enabled include_codec_tag add_hostname',
  path: 'ssl_certificate ssl_key',
  array: 'ssl_certificate_authorities ssl_cipher_suites ssl_supported_protocols enrich',
  choices: { ...ECS, ssl_client_authentication: CLIENT_AUTHENTICATION },
  replaced: {
    ssl: 'ssl_enabled',
    ssl_peer_metadata: 'enrich',
    ssl_verify_mode: 'ssl_client_authentication',
    cipher_suites: 'ssl_cipher_suites',
    tls_min_version: 'ssl_supported_protocols',
    tls_max_version: 'ssl_supported_protocols',
  },
});

const file = pluginOptions('input', {
  array: 'path! exclude',
  any: 'stat_interval sincedb_write_interval ignore_older close_older sincedb_clean_after',
  number: 'discover_interval max_open_files file_chunk_size file_chunk_count',
  string: 'sincedb_path delimiter file_completed_log_path',
  boolean: 'exit_after_read check_archive_validity',
  choices: {
    ...ECS,
    start_position: ['beginning', 'end'],
    mode: ['tail', 'read'],
    file_completed_action: ['delete', 'log', 'log_and_delete'],
    file_sort_by: ['last_modified', 'path'],
    file_sort_direction: ['asc', 'desc'],
  },
});

const kafka = pluginOptions('input', {
  ...KAFKA_CLIENT,
  string: `${KAFKA_CLIENT.string} auto_offset_reset exclude_internal_topics group_id group_instance_id key_deserializer_class partition_assignment_strategy value_deserializer_class topics_pattern client_rack schema_registry_key schema_registry_secret schema_registry_url schema_registry_proxy schema_registry_ssl_keystore_location schema_registry_ssl_keystore_password schema_registry_ssl_truststore_location schema_registry_ssl_truststore_password`,
  number: `${KAFKA_CLIENT.number} auto_commit_interval_ms consumer_threads fetch_max_bytes fetch_max_wait_ms fetch_min_bytes heartbeat_interval_ms max_poll_interval_ms max_partition_fetch_bytes max_poll_records session_timeout_ms poll_timeout_ms`,
  boolean: 'check_crcs enable_auto_commit auto_create_topics',
  array: `${KAFKA_CLIENT.array} topics`,
  choices: {
    ...KAFKA_CLIENT.choices,
    group_protocol: ['classic', 'consumer'],
    isolation_level: ['read_uncommitted', 'read_committed'],
    decorate_events: ['none', 'basic', 'extended', 'false', 'true'],
    schema_registry_ssl_keystore_type: ['jks', 'PKCS12'],
    schema_registry_ssl_truststore_type: ['jks', 'PKCS12'],
    schema_registry_validation: ['auto', 'skip'],
  },
});

/** Inputs by name. */
export const INPUTS: ReadonlyMap<string, PluginOptions> = new Map([
  ['http', http],
  ['tcp', tcp],
  ['beats', beats],
  ['elastic_agent', beats],
  ['file', file],
  ['kafka', kafka],
  ['pipeline', pluginOptions('input', { string: 'address!' })],
  [
    'dead_letter_queue',
    pluginOptions('input', {
      path: 'path!',
      string: 'pipeline_id sincedb_path start_timestamp',
      boolean: 'clean_consumed commit_offsets',
    }),
  ],
  [
    'generator',
    pluginOptions('input', {
      string: 'message',
      array: 'lines',
      number: 'count threads',
      choices: ECS,
    }),
  ],
  ['stdin', pluginOptions('input', { choices: ECS })],
]);

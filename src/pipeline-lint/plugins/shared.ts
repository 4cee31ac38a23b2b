/**
 * Options that several plugins have in common.
 *
 * @module
 */

/** Kinds of key store that plugins other than kafka read. */
export const KEYSTORE_TYPES = ['pkcs12', 'jks'] as const;

/** What input and output kafka both have (integration-kafka 12). */
export const KAFKA_CLIENT = {
  string:
    'bootstrap_servers client_id ssl_truststore_type ssl_truststore_password ssl_keystore_type ssl_keystore_password ssl_key_password ssl_endpoint_identification_algorithm sasl_client_callback_handler_class sasl_oauthbearer_token_endpoint_url sasl_oauthbearer_scope_claim_name sasl_login_callback_handler_class sasl_mechanism sasl_kerberos_service_name sasl_jaas_config',
  number:
    'receive_buffer_bytes reconnect_backoff_ms reconnect_backoff_max_ms retry_backoff_ms send_buffer_bytes sasl_login_connect_timeout_ms sasl_login_read_timeout_ms sasl_login_retry_backoff_ms sasl_login_retry_backoff_max_ms',
  array: 'sasl_iam_jar_paths',
  path: 'ssl_truststore_location ssl_keystore_location jaas_path kerberos_config',
  choices: {
    client_dns_lookup: ['default', 'use_all_dns_ips', 'resolve_canonical_bootstrap_servers_only'],
    security_protocol: ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'],
    ecs_compatibility: ['disabled', 'v1', 'v8'],
  },
} as const;

/**
 * The values that Wallarm is known to send in fields whose list it may extend without notice.
 *
 * A schema names them in `x-known-values`: a value outside the list is a notice, never a violation. Source: the
 * published samples, Wallarm's documentation and its Terraform provider (references/proton-types.md).
 *
 * @module
 */

/** EU and US stand in published notifications. ME, the Middle East cloud, was documented from March to July 2026; that it is spelt so in a body is inferred. */
export const CLOUDS = ['EU', 'US', 'ME'] as const;

/** Codes of attacks, in the order of Wallarm's ids (0 to 58), then those that only the documentation has. */
export const ATTACK_TYPES = [
  'warn',
  'xss',
  'sqli',
  'rce',
  'xxe',
  'ptrav',
  'crlf',
  'redir',
  'nosqli',
  'infoleak',
  'brute',
  'dirbust',
  'marker',
  'ldapi',
  'scanner',
  'bot',
  'bola',
  'mass_assignment',
  'apileak',
  'ssrf',
  'blocked_source',
  'api_abuse',
  'vectors',
  'unused0',
  'credential_stuffing',
  'ssi',
  'mail_injection',
  'ssti',
  'invalid_xml',
  'overlimit_res',
  'data_bomb',
  'vpatch',
  'undefined_endpoint',
  'undefined_parameter',
  'missing_auth',
  'missing_parameter',
  'invalid_parameter_value',
  'invalid_request',
  'processing_overlimit',
  'gql_depth',
  'gql_value_size',
  'gql_aliases',
  'gql_doc_size',
  'gql_docs_per_batch',
  'gql_introspection',
  'gql_debug',
  'account_takeover',
  'security_crawlers',
  'scraping',
  'rate_limit',
  'enum',
  'file_upload_violation',
  'resource_consumption',
  'session_anomaly',
  'query_anomaly',
  'ai_attack',
  'mcp_schema_violation',
  'mcp_parameter_violation',
  'mcp_acl_violation',
  'dos',
  'ai_prompt_injection',
  'ai_prompt_retrieval',
  'multiple_payloads',
] as const;

/** What became of a hit. */
export const BLOCK_STATUSES = ['monitored', 'blocked'] as const;

/** Levels of a vulnerability (`vuln.threat`), lowest first. */
export const THREATS = ['Low', 'Medium', 'High'] as const;

/** Levels of a security issue (`security_issue.risk`), lowest first. */
export const RISKS = ['Info', 'Low', 'Medium', 'High', 'Critical'] as const;

/** Filtration modes. */
export const MODES = ['off', 'monitoring', 'safe_blocking', 'block'] as const;

/** `none` and `rest` stand in samples; the rest are the names that searches in Wallarm Console know. */
export const PROTOCOLS = [
  'none',
  'rest',
  'graphql',
  'grpc',
  'websocket',
  'soap',
  'xml-rpc',
  'web-form',
  'webdav',
  'json-rpc',
] as const;

/** `none` stands in every sample; `tor` is inferred from the neighbouring IP lists. */
export const TOR = ['none', 'tor'] as const;

/** `unknown` stands in samples; the rest are the names of Wallarm's IP-list API. */
export const DATACENTERS = [
  'unknown',
  'aws',
  'azure',
  'gce',
  'ibm',
  'alibaba',
  'huawei',
  'rackspace',
  'plusserver',
  'hetzner',
  'oracle',
  'ovh',
  'tencent',
  'linode',
  'docean',
] as const;

/** Kinds of proxies by Wallarm's IP-list API; every sample has `null`. */
export const PROXY_TYPES = ['VPN', 'SES', 'PUB', 'WEB', 'TOR'] as const;

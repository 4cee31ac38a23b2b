/**
 * The settings of Logstash 9.5.2: which there are, what they take, and which of them a pipeline may have.
 *
 * Read in `environment.rb` and `settings.rb` of the core. Settings of x-pack are not checked.
 *
 * @module
 */

/** What a setting takes. */
export type SettingKind =
  | 'any'
  | 'boolean'
  | 'bytes'
  | 'number'
  | 'ports'
  | 'positive'
  | 'string'
  | 'time'
  | readonly string[];

const ECS = ['disabled', 'v1', 'v8'];
const REQUIRED = ['REQUIRED', 'OPTIONAL'];

/** Settings that an entry of `pipelines.yml` may have, and `logstash.yml` too. */
export const PIPELINE_SETTINGS: ReadonlyMap<string, SettingKind> = new Map<string, SettingKind>([
  ...named('boolean', [
    'config.debug config.support_escapes dead_letter_queue.enable metric.collect pipeline.plugin_classloaders',
    'pipeline.reloadable pipeline.system queue.checkpoint.retry queue.drain',
  ]),
  ...named('string', [
    'config.string path.config path.dead_letter_queue path.queue pipeline.id dead_letter_queue.retain.age',
  ]),
  ...named('number', [
    'dead_letter_queue.flush_interval dead_letter_queue.flush_check_interval pipeline.batch.delay queue.max_events',
    'queue.checkpoint.acks queue.checkpoint.interval queue.checkpoint.writes',
  ]),
  ...named('positive', [
    'pipeline.workers pipeline.batch.size pipeline.batch.output_chunking.growth_threshold_factor',
  ]),
  ...named('bytes', ['dead_letter_queue.max_bytes queue.max_bytes queue.page_capacity']),
  ['dead_letter_queue.storage_policy', ['drop_newer', 'drop_older']],
  ['pipeline.batch.metrics.sampling_mode', ['disabled', 'minimal', 'full']],
  ['pipeline.recoverable', ['auto', 'true', 'false']],
  ['pipeline.ordered', ['auto', 'true', 'false']],
  ['pipeline.ecs_compatibility', ECS],
  ['queue.compression', ['none', 'speed', 'balanced', 'size', 'disabled']],
  ['queue.type', ['persisted', 'memory']],
]);

/** Settings that `logstash.yml` alone may have. */
export const PROCESS_SETTINGS: ReadonlyMap<string, SettingKind> = new Map<string, SettingKind>([
  ...named('boolean', [
    'allow_superuser api.enabled api.ssl.enabled config.reload.automatic config.test_and_exit ssl.reload.automatic',
    'log.format.json.fix_duplicate_message_fields otel.metrics.enabled pipeline.separate_logs pipeline.unsafe_shutdown',
    'version help enable-local-plugin-development',
  ]),
  ...named('string', [
    'node.name path.data path.logs path.settings api.http.host api.environment api.auth.basic.username interactive',
    'keystore.classname keystore.file monitoring.cluster_uuid api.ssl.keystore.path otel.exporter.otlp.endpoint',
    'otel.service.name otel.resource.attributes otel.exporter.otlp.certificate otel.exporter.otlp.client.key',
    'otel.exporter.otlp.client.certificate node.uuid',
  ]),
  ...named('any', [
    'path.plugins api.ssl.supported_protocols api.auth.basic.password api.ssl.keystore.password',
    'otel.exporter.otlp.headers modules cloud.id cloud.auth',
  ]),
  ...named('time', [
    'config.reload.interval slowlog.threshold.warn slowlog.threshold.info slowlog.threshold.debug',
    'slowlog.threshold.trace otel.metric.export.interval',
  ]),
  ['api.http.port', 'ports'],
  ['config.field_reference.escape_style', ['none', 'percent', 'ampersand']],
  ['log.level', ['fatal', 'error', 'warn', 'debug', 'info', 'trace']],
  ['log.format', ['json', 'plain']],
  ['api.auth.type', ['none', 'basic']],
  ['api.auth.basic.password_policy.mode', ['WARN', 'ERROR']],
  ['api.auth.basic.password_policy.length.minimum', 'number'],
  ['api.auth.basic.password_policy.include.upper', REQUIRED],
  ['api.auth.basic.password_policy.include.lower', REQUIRED],
  ['api.auth.basic.password_policy.include.digit', REQUIRED],
  ['api.auth.basic.password_policy.include.symbol', REQUIRED],
  ['pipeline.buffer.type', ['direct', 'heap']],
  ['otel.exporter.otlp.protocol', ['grpc', 'http']],
]);

/** Settings that Logstash takes out of an entry of `pipelines.yml`, with a line in its log. */
export const DROPPED_FROM_PIPELINES: ReadonlySet<string> = new Set([
  'config.reload.automatic',
  'config.reload.interval',
]);

/** Settings of parts that are not checked here. */
export function isForeign(name: string): boolean {
  return /^(?:xpack|modules|monitoring|var|cloud)\b/.test(name);
}

function named(
  kind: SettingKind,
  lists: readonly string[],
): readonly (readonly [string, SettingKind])[] {
  return lists.flatMap((list) => list.split(' ')).map((name) => [name, kind] as const);
}

/**
 * Options of the output elasticsearch that go with data streams, and those that do not.
 *
 * Read in `outputs/elasticsearch/data_stream_support.rb` and `plugin_mixins/elasticsearch/api_configs.rb` (12.1.6). Unless
 * it is told, the plugin writes to a data stream when none of its options speaks against it.
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Attribute, Plugin } from '../grammar/syntax-tree';
import { attributeOf, textOf } from '../values';
import { failsAtStart } from './fails-at-start';

/** Options that a data stream is indifferent to: those of every output, and those of the connection. */
const INDIFFERENT: ReadonlySet<string> = new Set(
  `codec ecs_compatibility enable_metric exclude_tags id tags type workers routing pipeline
  user password api_key cloud_auth document_id path bulk_path parameters ssl_enabled ssl_verification_mode
  ssl_certificate_authorities ca_trusted_fingerprint ssl_truststore_path ssl_truststore_type ssl_truststore_password
  ssl_keystore_path ssl_keystore_type ssl_keystore_password ssl_supported_protocols ssl_certificate ssl_key
  ssl_cipher_suites sniffing sniffing_delay sniffing_path proxy timeout failure_type_logging_whitelist
  silence_errors_in_log pool_max pool_max_per_route healthcheck_path resurrect_delay validate_after_inactivity
  http_compression compression_level custom_headers hosts cloud_id retry_initial_interval retry_max_interval
  dlq_custom_codes dlq_on_failed_indexname_interpolation drop_error_types ssl ssl_certificate_verification cacert
  truststore keystore truststore_password keystore_password`.split(/\s+/),
);

/** Options that go with data streams at one value alone. */
const AT_ONE_VALUE: ReadonlyMap<string, string> = new Map([
  ['action', 'create'],
  ['data_stream', 'true'],
  ['manage_template', 'false'],
]);

/** Checks one output elasticsearch; `ecs` is how the plugins of its pipeline name their fields. */
export function dataStreams(plugin: Plugin, ecs: string): readonly Problem[] {
  const asked = attributeOf(plugin, 'data_stream');
  const mode = asked === undefined ? 'auto' : textOf(asked.value);
  const against = plugin.attributes.filter((one) => speaksAgainst(one));
  const own = plugin.attributes.filter(({ name }) => name.startsWith('data_stream_'));
  const isWithoutEcs =
    (textOf(attributeOf(plugin, 'ecs_compatibility')?.value) ?? ecs) === 'disabled';
  if (asked !== undefined && mode === 'true') {
    const [first] = against;
    if (first !== undefined) {
      const message = `output elasticsearch: data_stream => true goes with no ${first.name}${valueNeeded(first)}: the pipeline ends when it starts.`;
      return [
        failsAtStart(first.at, message, `Remove ${first.name}, or set data_stream => false.`),
      ];
    }
    if (!isWithoutEcs) return [];
    const message =
      'output elasticsearch: data_stream => true goes with no ecs_compatibility => disabled: the pipeline ends when it starts.';
    return [failsAtStart(asked.at, message, 'Set ecs_compatibility => v8 here.')];
  }
  const [setting] = own;
  const [first] = against;
  if (mode === null || setting === undefined) return [];
  if (mode !== 'false' && first === undefined && !isWithoutEcs) return [];
  const why = first === undefined ? 'ecs_compatibility => disabled' : first.name;
  const message = `output elasticsearch: ${setting.name} needs a data stream, and ${why} speaks against one: the pipeline ends when it starts.`;
  const remedy = `Remove ${setting.name}, or set data_stream => true and remove ${why}.`;
  return [failsAtStart(setting.at, message, remedy)];
}

function speaksAgainst({ name, value }: Attribute): boolean {
  if (INDIFFERENT.has(name) || name.startsWith('data_stream_')) return false;
  const only = AT_ONE_VALUE.get(name);
  if (only === undefined) return true;
  const text = textOf(value);
  return text !== null && text !== only;
}

function valueNeeded({ name }: Attribute): string {
  const only = AT_ONE_VALUE.get(name);
  return only === undefined ? '' : ` but ${only}`;
}

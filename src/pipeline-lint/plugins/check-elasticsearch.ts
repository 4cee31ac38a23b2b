/**
 * What the output elasticsearch refuses when it starts, after Logstash's own check of the configuration has passed it.
 *
 * Read in `register` of `outputs/elasticsearch.rb`, in `outputs/elasticsearch/http_client_builder.rb` and in
 * `plugin_mixins/elasticsearch/common.rb` (12.1.6); for data streams see `check-data-streams.ts`.
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Attribute, Plugin } from '../grammar/syntax-tree';
import type { ParsedFile } from '../parsed-file';
import { attributeOf, textOf, textsOf } from '../values';
import { dataStreams } from './check-data-streams';
import { failsAtStart, needsOption, severalAuthorities } from './fails-at-start';

const ACTIONS = ['index', 'create', 'update', 'delete'];
const EXTERNAL = ['external', 'external_gt', 'external_gte'];
const TITLE = 'output elasticsearch';
const ENDS = 'the pipeline ends when it starts';

/** Checks each output elasticsearch of a file; `ecs` is how the plugins of its pipeline name their fields. */
export function checkElasticsearch({ plugins }: ParsedFile, ecs: string): readonly Problem[] {
  return plugins
    .filter(({ kind, plugin }) => kind === 'output' && plugin.name === 'elasticsearch')
    .flatMap(({ plugin }) => [
      ...compression(plugin),
      ...action(plugin),
      ...versions(plugin),
      ...credentials(plugin),
      ...(isEncrypted(plugin) === true ? certificates(plugin) : []),
      ...dataStreams(plugin, ecs),
    ]);
}

/** An old option and its successor: refused when the plugin is made, so by Logstash's own check. */
function compression(plugin: Plugin): readonly Problem[] {
  const old = attributeOf(plugin, 'http_compression');
  if (old === undefined || attributeOf(plugin, 'compression_level') === undefined) return [];
  const message = `${TITLE}: http_compression and compression_level exclude one another: Logstash does not start with both.`;
  const remedy = 'Remove http_compression.';
  return [{ at: old.at, rule: 'excluded-option', message, remedy }];
}

function action(plugin: Plugin): readonly Problem[] {
  const given = attributeOf(plugin, 'action');
  const text = textOf(given?.value);
  const problems: Problem[] = [];
  if (given !== undefined && text !== null && !ACTIONS.includes(text) && !/%\{.+\}/.test(text)) {
    const message = `${TITLE}: there is no action "${text}": ${ENDS}.`;
    problems.push(failsAtStart(given.value.at, message, `Give it one of ${ACTIONS.join(', ')}.`));
  }
  const id = attributeOf(plugin, 'document_id');
  if (given !== undefined && text === 'update' && (id === undefined || textOf(id.value) === '')) {
    const message = `${TITLE}: the action update needs document_id: without it ${ENDS}.`;
    problems.push(failsAtStart(given.value.at, message, 'Add document_id => "%{[event][hash]}".'));
  }
  const [upsert, scripted] = ['doc_as_upsert', 'scripted_upsert'].map((name) =>
    attributeOf(plugin, name),
  );
  if (upsert !== undefined && isOn(upsert) && scripted !== undefined && isOn(scripted)) {
    problems.push(excludes(scripted, 'doc_as_upsert'));
  }
  return problems;
}

function isOn({ value }: Attribute): boolean {
  return textOf(value) === 'true';
}

/** Versions that another system counts. */
function versions(plugin: Plugin): readonly Problem[] {
  const type = attributeOf(plugin, 'version_type');
  if (type === undefined || !EXTERNAL.includes(textOf(type.value) ?? '')) return [];
  const performed = textOf(attributeOf(plugin, 'action')?.value) ?? 'index';
  if (performed === 'create' || performed === 'update') {
    const message = `${TITLE}: the action ${performed} takes no external versions: ${ENDS}.`;
    return [failsAtStart(type.value.at, message, 'Remove version_type.')];
  }
  return attributeOf(plugin, 'version') === undefined ? [needsOption(TITLE, type, 'version')] : [];
}

function credentials(plugin: Plugin): readonly Problem[] {
  const problems: Problem[] = [];
  const given = (name: string): Attribute | undefined => attributeOf(plugin, name);
  const ways = [given('api_key'), given('cloud_auth'), given('user') ?? given('password')];
  const [first, second] = ways.filter((one) => one !== undefined);
  if (first !== undefined && second !== undefined) problems.push(excludes(second, first.name));
  const [cloud, hosts, key] = [given('cloud_id'), given('hosts'), given('api_key')];
  if (cloud !== undefined && hosts !== undefined) problems.push(excludes(cloud, 'hosts'));
  if (key !== undefined && isEncrypted(plugin) === false) {
    const message = `${TITLE}: api_key needs TLS: without it ${ENDS}.`;
    const remedy = 'Write https:// before each of hosts.';
    problems.push(failsAtStart(key.value.at, message, remedy));
  }
  return problems;
}

/** Whether it speaks TLS; `null` when that hangs on a variable. */
function isEncrypted(plugin: Plugin): boolean | null {
  const enabled = attributeOf(plugin, 'ssl_enabled');
  if (enabled !== undefined) return textOf(enabled.value) === null ? null : isOn(enabled);
  if (attributeOf(plugin, 'cloud_id') !== undefined) return true;
  const hosts = attributeOf(plugin, 'hosts')?.value;
  if (hosts === undefined) return false;
  const texts = textsOf(hosts);
  const count = hosts.kind === 'array' ? hosts.items.length : 1;
  if (texts.length < count) return null;
  return texts.length > 0 && texts.every((text) => /^\s*https:/i.test(text));
}

function certificates(plugin: Plugin): readonly Problem[] {
  const given = (name: string): Attribute | undefined => attributeOf(plugin, name);
  const [authorities, certificate, key] = [
    given('ssl_certificate_authorities'),
    given('ssl_certificate'),
    given('ssl_key'),
  ];
  const [truststore, keystore] = [given('ssl_truststore_path'), given('ssl_keystore_path')];
  const problems: Problem[] = [];
  if (authorities !== undefined && truststore !== undefined)
    problems.push(excludes(truststore, authorities.name));
  if (certificate !== undefined && keystore !== undefined)
    problems.push(excludes(keystore, certificate.name));
  problems.push(...severalAuthorities(TITLE, plugin));
  if (certificate !== undefined && key === undefined)
    problems.push(needsOption(TITLE, certificate, 'ssl_key'));
  if (key !== undefined && certificate === undefined)
    problems.push(needsOption(TITLE, key, 'ssl_certificate'));
  return problems;
}

function excludes({ name, value }: Attribute, other: string): Problem {
  const message = `${TITLE}: ${name} and ${other} exclude one another: with both ${ENDS}.`;
  return failsAtStart(value.at, message, 'Keep one of them.');
}
